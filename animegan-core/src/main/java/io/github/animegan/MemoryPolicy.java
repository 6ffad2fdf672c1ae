package io.github.animegan;

/** What to do with a picture that would need more memory than there may be. */
public enum MemoryPolicy {
    /** Refuse it by an {@link InsufficientMemoryException}, before any memory is taken. */
    FAIL,
    /**
     * Compute it as large as fits and enlarge the result to the picture's size; a line in the log tells. Coarser, but there.
     */
    REDUCE
}
