package io.github.animegan.examples.cli.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the photos of some folders. */
public final class Summary {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long start = System.nanoTime();
    /** Also read by the thread that tells of an interruption. */
    private final AtomicInteger done = new AtomicInteger();

    private int skipped;
    private int failed;

    public void addDone() {
        done.incrementAndGet();
    }

    public void addSkipped(int count) {
        skipped += count;
    }

    public void addFailed(int count) {
        failed += count;
    }

    public int done() {
        return done.get();
    }

    public boolean anyFailed() {
        return failed > 0;
    }

    /** Seconds are of the clock and include loading the style: what the next thousand photos will take, or less. */
    public void print(PrintWriter out) {
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        TextTable.print(
                out,
                List.of(
                        List.of("DONE", "SKIPPED", "FAILED", "SECONDS PER IMAGE"),
                        List.of(
                                Integer.toString(done()),
                                Integer.toString(skipped),
                                Integer.toString(failed),
                                done() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", seconds / done()))));
    }
}
