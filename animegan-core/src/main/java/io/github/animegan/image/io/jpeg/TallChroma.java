package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Samples;
import io.github.animegan.image.io.codec.PixelRowSink;

/**
 * Interpolates chrominance that has a row for two of luminance, as libjpeg-turbo does, where a JDK's libjpeg repeats each row of
 * it: a quarter of the neighboring row on either side. Takes rows of luminance and chrominance from top to bottom and hands on
 * red, green and blue.
 */
final class TallChroma implements PixelRowSink {
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private final ImageSize size;
    private final boolean blue;
    private final boolean red;
    private final PixelRowSink colors;
    /** A row of the pair before, and the pair that waits for the one behind. */
    private final int[] before;

    private final int[] upper;
    private final int[] lower;
    private final int[] converted;
    private int count;

    /**
     * A sink.
     *
     * @param blue whether the blue chrominance is to be interpolated
     * @param red whether the red one is
     */
    TallChroma(ImageSize size, boolean blue, boolean red, PixelRowSink colors) {
        this.size = size;
        this.blue = blue;
        this.red = red;
        this.colors = colors;
        this.before = new int[size.width()];
        this.upper = new int[size.width()];
        this.lower = new int[size.width()];
        this.converted = new int[size.width()];
    }

    @Override
    public void accept(int[] row) {
        boolean isUpper = count % 2 == 0;
        if (isUpper && count > 0) {
            flush(row);
            System.arraycopy(lower, 0, before, 0, before.length);
        }
        System.arraycopy(row, 0, isUpper ? upper : lower, 0, upper.length);
        if (count == 0) {
            System.arraycopy(row, 0, before, 0, before.length);
        }
        count++;
        if (count == size.height()) {
            flush(row);
        }
    }

    /** Hands the pair on: its upper row leans to the pair before, its lower one to the next, and roundings alternate. */
    private void flush(int[] next) {
        convert(upper, before, 1);
        if (count % 2 == 0) {
            convert(lower, next, 2);
        }
    }

    private void convert(int[] row, int[] neighbor, int rounding) {
        for (int x = 0; x < row.length; x++) {
            int cb = row[x] >> 8 & 0xff;
            int cr = row[x] & 0xff;
            if (blue) {
                cb = (3 * cb + (neighbor[x] >> 8 & 0xff) + rounding) >> 2;
            }
            if (red) {
                cr = (3 * cr + (neighbor[x] & 0xff) + rounding) >> 2;
            }
            converted[x] = rgb(row[x] >> 16 & 0xff, cb - 128, cr - 128);
        }
        colors.accept(converted);
    }

    /** JFIF's conversion in libjpeg's whole numbers. */
    private static int rgb(int y, int cb, int cr) {
        int r = y + ((91881 * cr + HALF) >> FRACTION_BITS);
        int g = y + ((-22554 * cb - 46802 * cr + HALF) >> FRACTION_BITS);
        int b = y + ((116130 * cb + HALF) >> FRACTION_BITS);
        return 0xff000000 | Samples.clamp(r) << 16 | Samples.clamp(g) << 8 | Samples.clamp(b);
    }
}
