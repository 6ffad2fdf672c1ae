package io.github.animegan;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends calls from outside: every call that was given the token ends with a {@link java.util.concurrent.CancellationException},
 * those that run within one layer, those that wait at once. Thread-safe; one token may serve any number of calls, once.
 */
public final class CancellationToken {
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /** A token that is not cancelled. */
    public CancellationToken() {}

    /** Ends the calls that have this token, and those that get it later. Cancelling again does nothing. */
    public void cancel() {
        cancelled = true;
        runActions();
    }

    /** {@return whether {@link #cancel} was called} Once true it stays so. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Has something done at the moment of cancelling; now, if that has passed. */
    void onCancel(Runnable action) {
        actions.add(action);
        if (cancelled) {
            runActions();
        }
    }

    /** Forgets an action, so that a token that lives long does not gather what is over. */
    void forget(Runnable action) {
        actions.remove(action);
    }

    private void runActions() {
        for (Runnable action : List.copyOf(actions)) {
            if (actions.remove(action)) { // Whoever takes it out runs it.
                action.run();
            }
        }
    }
}
