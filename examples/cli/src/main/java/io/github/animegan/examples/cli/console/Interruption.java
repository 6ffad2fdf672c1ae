package io.github.animegan.examples.cli.console;

/** Tells, where a run is stopped by Ctrl-C or a signal, how far it came and how to go on. */
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** Tells of that run until this is closed. */
    public static Interruption tellOf(Summary summary, int photos, boolean canGoOn) {
        Thread hook = new Thread(
                () -> System.err.printf(
                        "animegan: stopped: %d of %d done%s%n",
                        summary.done(), photos, canGoOn ? "; the same command goes on where it stopped" : ""),
                "animegan-stopped");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return; // it is about to tell
        }
    }
}
