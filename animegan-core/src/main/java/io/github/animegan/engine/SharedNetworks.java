package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.run.Workers;
import io.github.animegan.network.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Networks whose sessions run in the same threads. Sessions of equal keys share one network, which is prepared once, for whoever comes
 * first, and let go when the last of them is closed: ten sessions that draw with the same weights take the memory of one. Thread-safe.
 */
public final class SharedNetworks {
    private final Workers workers;
    private final Map<Object, Entry> entries = new HashMap<>();

    private static final class Entry {
        /** Guarded by the lock of all entries, as the map is. */
        int sessions;
        /** Guarded by the entry's own lock, in which it is prepared. */
        @Nullable
        PreparedNetwork prepared;
    }

    /** No networks yet; their sessions run in these threads, which are left open. */
    public SharedNetworks(Workers workers) {
        this.workers = workers;
    }

    /**
     * A session of its own, of a network that others may run as well.
     *
     * @param key equal only if network and backend are
     * @param network prepared unless there is one of that key
     * @param kernels makes the backend that it is prepared for
     * @param warmUp whether to have the JIT compile the kernels while it is prepared
     * @throws IllegalArgumentException if the backend cannot compute the network
     * @throws IllegalStateException if the threads are closed
     */
    public Session session(Object key, Network network, Supplier<Kernels> kernels, boolean warmUp) {
        workers.requireOpen();
        Entry entry = take(key);
        try {
            PreparedNetwork prepared = prepared(entry, network, kernels, warmUp);
            return new CpuSession(prepared, workers, () -> giveBack(key, entry));
        } catch (RuntimeException | Error e) {
            giveBack(key, entry);
            throw e;
        }
    }

    private PreparedNetwork prepared(Entry entry, Network network, Supplier<Kernels> kernels, boolean warmUp) {
        synchronized (entry) {
            PreparedNetwork prepared = entry.prepared;
            if (prepared == null) {
                prepared = PreparedNetwork.of(network, kernels.get(), workers, warmUp);
                entry.prepared = prepared;
            }
            return prepared;
        }
    }

    private synchronized Entry take(Object key) {
        Entry entry = entries.computeIfAbsent(key, wanted -> new Entry());
        entry.sessions++;
        return entry;
    }

    private void giveBack(Object key, Entry entry) {
        synchronized (this) {
            if (--entry.sessions > 0) {
                return;
            }
            entries.remove(key, entry);
        }
        synchronized (entry) {
            if (entry.prepared != null) {
                entry.prepared.kernels().close();
            }
        }
    }
}
