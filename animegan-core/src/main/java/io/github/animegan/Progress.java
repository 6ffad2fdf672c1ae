package io.github.animegan;

/** How far a batch is. */
public record Progress(int done, int total) {
    /** From 0 to 1. */
    public double fraction() {
        return total == 0 ? 1 : (double) done / total;
    }
}
