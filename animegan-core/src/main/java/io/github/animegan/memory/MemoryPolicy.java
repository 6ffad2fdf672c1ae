package io.github.animegan.memory;

/** What to do with a picture that would need more memory than there may be. */
public enum MemoryPolicy {
    /** Refuse it by an {@link InsufficientMemoryException}, before any memory is taken. */
    FAIL,
    /**
     * Compute it as large as fits and enlarge the result to the picture's size; a line in the log tells. Coarser, but there.
     */
    REDUCE,
    /**
     * Take the statistics of its normalizations from a reduced copy of the whole picture, which fits, and compute the picture at its
     * full size by these: depth-first, in memory that grows with its width only, without tiles and so without seams. Close to what
     * unlimited memory would give; a line in the log tells.
     */
    FROZEN,
    /**
     * Compute it exactly as unlimited memory would, to the bit, with the feature maps that are held whole in a temporary file: slower,
     * and in gigabytes of disk, which are asked for before. The file is in the folder of the system property {@code java.io.tmpdir};
     * it goes with the run, however that ends. A line in the log tells.
     */
    EXACT,
    /**
     * As {@link #EXACT} if the disk has room for it and is not memory itself, otherwise as {@link #FROZEN}; a line in the log tells
     * which.
     */
    AUTO
}
