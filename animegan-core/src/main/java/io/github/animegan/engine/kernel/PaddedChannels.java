package io.github.animegan.engine.kernel;

/** How many floats a pixel takes in a feature map. */
public final class PaddedChannels {
    private static final int BLOCK = 16;

    private PaddedChannels() {}

    /**
     * The channels rounded up to a multiple of 16, so that every pixel starts a vector. Fewer than 16 stay as they are: pictures have three, and would
     * grow fivefold.
     */
    public static int of(int channels) {
        return channels < BLOCK ? channels : (channels + BLOCK - 1) / BLOCK * BLOCK;
    }
}
