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

    /**
     * Called once a run has its turn, in the caller's thread.
     *
     * @param nanos how long it waited for other runs
     */
    default void waited(long nanos) {}

    /** An observer of a run that is a part of this one's, from that share of the work to the other. */
    default RunObserver part(double from, double to) {
        RunObserver whole = this;
        return new RunObserver() {
            @Override
            public void at(double done) {
                whole.at(from + (to - from) * done);
            }

            @Override
            public void waited(long nanos) {
                whole.waited(nanos);
            }
        };
    }
}
