package io.github.animegan.weights.onnx.convert;

/** What an axis of a tensor runs over. The batch is a single picture, so that its axis runs over nothing. */
public enum Part {
    /** All channels. */
    CHANNELS,
    /** The groups of a group norm: with {@link #WITHIN} after it, the channels. */
    GROUPS,
    /** The channels within each group. */
    WITHIN,
    HEIGHT,
    WIDTH
}
