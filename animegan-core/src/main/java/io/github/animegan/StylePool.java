package io.github.animegan;

import io.github.animegan.tensor.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Generators by their settings, for programs that draw in many styles: made when they are first wanted, and of those that nobody uses the
 * ones used last are kept. All compute in the same threads and the same memory ({@link WorkerPool}), so that ten of them load the
 * machine no more than one, and those of one style that differ in their steps have its weights once.
 *
 * <pre>{@code
 * try (StylePool styles = StylePool.of(4, 8)) {
 *     BufferedImage anime = styles.use(StyleSettings.of("mori"), gan -> gan.stylize(photo));
 * }
 * }</pre>
 *
 * <p>Thread-safe: calls of several threads share one generator where their settings are equal, and wait for it together while it is made.
 */
public final class StylePool implements AutoCloseable {
    private final WorkerPool workers;
    private final int mostIdle;
    private final Function<StyleSettings, AnimeGanBuilder> start;
    /** In the order of their last use. */
    private final LinkedHashMap<StyleSettings, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    private static final class Entry {
        final AtomicBoolean begun = new AtomicBoolean();
        final CompletableFuture<AnimeGan> gan = new CompletableFuture<>();
        int users;
    }

    private StylePool(WorkerPool workers, int mostIdle, Function<StyleSettings, AnimeGanBuilder> start) {
        this.workers = workers;
        this.mostIdle = mostIdle;
        this.start = start;
    }

    /**
     * As {@link #of(int, int, Function)}, where all styles are known by name and generators have nothing but their settings.
     *
     * @param threads that compute, at least 1
     * @param mostIdle generators that are kept while nobody uses them, at least 0; each holds its weights
     * @return a pool, which the caller closes
     */
    public static StylePool of(int threads, int mostIdle) {
        return of(threads, mostIdle, AnimeGan::builder);
    }

    /**
     * A pool without generators.
     *
     * @param threads that compute, at least 1
     * @param mostIdle generators that are kept while nobody uses them, at least 0; each holds its weights
     * @param start begins a generator of those settings: adds what changes no picture, such as a cache or a limit of memory, to {@link
     *     AnimeGan#builder(StyleSettings)}, or has weights of its own for {@link AnimeGan#builder(StateDict, StyleSettings)}; may be called by
     *     several threads at a time
     * @return a pool, which the caller closes
     * @throws IllegalArgumentException if a number is too small
     */
    public static StylePool of(int threads, int mostIdle, Function<StyleSettings, AnimeGanBuilder> start) {
        if (mostIdle < 0) {
            throw new IllegalArgumentException("mostIdle(" + mostIdle + "): at least 0");
        }
        return new StylePool(WorkerPool.of(threads), mostIdle, start);
    }

    /**
     * Lends the generator of these settings, which the work must neither close nor keep.
     *
     * @param <T> what the work returns
     * @param settings which generator is wanted; generators of equal settings are the same one
     * @param work gets the generator, in the calling thread; others may use that generator at the same time
     * @return what the work returns
     * @throws IllegalArgumentException if no style has that name
     * @throws java.io.UncheckedIOException if its weights cannot be read
     * @throws IllegalStateException if this pool is closed
     */
    public <T> T use(StyleSettings settings, Function<AnimeGan, T> work) {
        Entry entry = take(settings);
        try {
            return work.apply(generator(settings, entry));
        } finally {
            giveBack(entry).forEach(AnimeGan::close);
        }
    }

    /**
     * Closes the generators that nobody uses, and lets go of the memory that the last picture was computed in, for whoever needs it now;
     * both are made again when they are wanted.
     */
    public void closeIdle() {
        List<AnimeGan> idle;
        synchronized (this) {
            idle = removeIdle(0);
        }
        idle.forEach(AnimeGan::close);
        workers.workers().dropWorkspace();
    }

    /** {@return how many generators there are, in use or not} */
    public synchronized int size() {
        return entries.size();
    }

    private synchronized Entry take(StyleSettings settings) {
        if (closed) {
            throw new IllegalStateException("this pool of styles is closed");
        }
        Entry entry = entries.computeIfAbsent(settings, wanted -> new Entry());
        entry.users++;
        return entry;
    }

    /** The first who wants a generator makes it, outside the lock, as that takes a second; others wait for it. */
    private AnimeGan generator(StyleSettings settings, Entry entry) {
        if (entry.begun.compareAndSet(false, true)) {
            try {
                entry.gan.complete(start.apply(settings).workers(workers).build());
            } catch (RuntimeException | Error e) {
                forget(settings, entry);
                entry.gan.completeExceptionally(e);
            }
        }
        try {
            return entry.gan.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized void forget(StyleSettings settings, Entry entry) {
        entries.remove(settings, entry);
    }

    /** The generators that have to go now: those used longest ago, or all that nobody uses once the pool is closed. */
    private synchronized List<AnimeGan> giveBack(Entry entry) {
        entry.users--;
        return removeIdle(closed ? 0 : mostIdle);
    }

    private List<AnimeGan> removeIdle(int most) {
        long idle = entries.values().stream().filter(entry -> entry.users == 0).count();
        List<AnimeGan> leaving = new ArrayList<>();
        for (var oldest = entries.values().iterator(); idle > most && oldest.hasNext(); ) {
            Entry candidate = oldest.next();
            if (candidate.users == 0) {
                oldest.remove();
                leaving.add(candidate.gan.join());
                idle--;
            }
        }
        return leaving;
    }

    /**
     * Frees threads and memory, after the calls that are running; generators still lent go when their users are done with them, who can
     * compute nothing more by them. Closing again does nothing.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
        workers.close();
    }
}
