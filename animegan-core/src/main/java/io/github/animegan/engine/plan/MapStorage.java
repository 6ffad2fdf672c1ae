package io.github.animegan.engine.plan;

/** Where a run has the maps that must be held whole. */
public enum MapStorage {
    /** In memory. */
    MEMORY,
    /**
     * In a temporary file but for the small ones, so that memory grows with the picture's width only. The bits of the result are
     * the same.
     */
    FILE
}
