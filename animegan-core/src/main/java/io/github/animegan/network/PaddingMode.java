package io.github.animegan.network;

/** What a padding fills the new rows and columns with. */
public enum PaddingMode {
    /** Zeros. */
    ZERO,
    /** The map mirrored at its border pixels, which are not repeated: {@code c b | a b c | b a}. */
    REFLECT,
    /** The border pixel, repeated: {@code a a | a b c | c c}. */
    EDGE
}
