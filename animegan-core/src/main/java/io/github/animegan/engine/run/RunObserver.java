package io.github.animegan.engine.run;

/** Looks at a run while it goes on: to show how far it is, and to end it by throwing. */
@FunctionalInterface
public interface RunObserver {
    /** Sees nothing. */
    RunObserver NONE = done -> {};

    /**
     * Called in the caller's thread, every few milliseconds, while the run waits for its turn and while it goes on, and once at
     * its end, before others get their turn. What it throws ends the run, after the bands of rows that are being computed, and reaches the caller; the session stays usable.
     *
     * @param done the share of the work that is done, from 0 to 1 and never less than before
     */
    void at(double done);
}
