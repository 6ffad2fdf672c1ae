package io.github.animegan.engine;

/** Looks at a run between its steps: to show how far it is, and to end it by throwing. */
@FunctionalInterface
public interface RunObserver {
    /** Sees nothing. */
    RunObserver NONE = (done, steps) -> {};

    /**
     * Called in the caller's thread, time and again while the run waits for its turn and then before each step. What it throws
     * ends the run and reaches the caller; the engine stays usable.
     *
     * @param done how many steps, about one a layer, are done
     * @param steps of how many
     */
    void atStep(int done, int steps);
}
