package io.github.animegan.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What became of the photos of some folders. */
final class Summary {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long start = System.nanoTime();
    private int done;
    private int skipped;
    private int failed;

    void addDone() {
        done++;
    }

    void addSkipped(int count) {
        skipped += count;
    }

    void addFailed(int count) {
        failed += count;
    }

    boolean anyFailed() {
        return failed > 0;
    }

    /** Seconds are of the clock and include loading the style: what the next thousand photos will take, or less. */
    void print(PrintWriter out) {
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        TextTable.print(
                out,
                List.of(
                        List.of("DONE", "SKIPPED", "FAILED", "SECONDS PER IMAGE"),
                        List.of(
                                Integer.toString(done),
                                Integer.toString(skipped),
                                Integer.toString(failed),
                                done == 0 ? "-" : String.format(Locale.ROOT, "%.2f", seconds / done))));
    }
}
