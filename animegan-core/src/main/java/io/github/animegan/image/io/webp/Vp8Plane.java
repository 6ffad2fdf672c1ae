package io.github.animegan.image.io.webp;

import java.util.Arrays;

/**
 * Samples of one kind, of whole blocks, with a row above and a column to the left that stand for what a picture does not have; the row
 * is longer than the picture by a part of a block.
 */
final class Vp8Plane {
    private static final byte ABOVE = 127;
    private static final byte LEFT = (byte) 129;
    private static final int PART = 4;

    final byte[] samples;
    final int stride;

    Vp8Plane(int width, int height) {
        stride = 1 + width + PART;
        samples = new byte[Math.multiplyExact(stride, 1 + height)];
        Arrays.fill(samples, 0, stride, ABOVE);
        for (int y = 0; y < height; y++) {
            samples[at(-1, y)] = LEFT;
        }
    }

    /** The index of a sample; -1 for the column and the row outside. */
    int at(int x, int y) {
        return (1 + y) * stride + 1 + x;
    }

    /** Adds to a sample, and keeps it in its range. */
    void add(int at, int change) {
        samples[at] = (byte) clamp((samples[at] & 0xff) + change);
    }

    static int clamp(int sample) {
        return (sample & ~0xff) == 0 ? sample : sample < 0 ? 0 : 255;
    }
}
