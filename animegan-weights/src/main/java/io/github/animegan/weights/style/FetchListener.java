package io.github.animegan.weights.style;

import java.util.OptionalLong;

/** Told how far a fetch is, in the thread that fetches. */
@FunctionalInterface
public interface FetchListener {
    /**
     * Called after each piece.
     *
     * @param bytes how many there are by now, those of an earlier attempt included
     * @param total how many there will be, if the server says
     */
    void progress(long bytes, OptionalLong total);
}
