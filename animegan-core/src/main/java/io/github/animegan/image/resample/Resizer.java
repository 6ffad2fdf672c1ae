package io.github.animegan.image.resample;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.Samples;
import java.util.Arrays;

/**
 * One resize of one picture. It holds only the few rows in work besides the result.
 */
final class Resizer {
    private final PixelRows source;
    private final ResamplingWeights horizontal;
    private final ResamplingWeights vertical;
    private final Pixels result;
    private final int channels;
    /** Rows are resized where they are fewer: before the vertical pass when enlarging, after it when reducing. */
    private final boolean horizontalFirst;
    /** The rows in work: row y of the source at index y modulo its length, one array for each channel. */
    private final float[][][] ring;

    private final int[] packedRow;
    private final float[][] sourceRow;
    private int rowsRead;

    /**
     * A resize from one size to another.
     *
     * @param source read once, from the top
     */
    Resizer(PixelRows source, ImageSize from, boolean hasAlpha, ImageSize to, ResamplingCurve curve) {
        this.source = source;
        this.horizontal = ResamplingWeights.of(from.width(), to.width(), curve);
        this.vertical = ResamplingWeights.of(from.height(), to.height(), curve);
        this.result = new Pixels(to, hasAlpha);
        this.channels = hasAlpha ? 4 : 3;
        this.horizontalFirst = from.height() <= to.height();
        this.packedRow = new int[Math.max(from.width(), to.width())];
        this.sourceRow = new float[channels][from.width()];
        this.ring = new float[vertical.longestWindow()][channels][horizontalFirst ? to.width() : from.width()];
    }

    Pixels run() {
        float[][] mixed = new float[channels][ring[0][0].length];
        float[][] finished = horizontalFirst ? mixed : new float[channels][result.width];
        for (int y = 0; y < result.height; y++) {
            readUntil(vertical.start(y) + vertical.length(y));
            for (int channel = 0; channel < channels; channel++) {
                mixRows(y, channel, mixed[channel]);
                if (!horizontalFirst) {
                    horizontal.apply(mixed[channel], finished[channel]);
                }
            }
            pack(finished, y);
        }
        return result;
    }

    private void readUntil(int end) {
        for (; rowsRead < end; rowsRead++) {
            float[][] slot = ring[rowsRead % ring.length];
            source.read(rowsRead, packedRow);
            if (horizontalFirst) {
                unpack(packedRow, sourceRow);
                for (int channel = 0; channel < channels; channel++) {
                    horizontal.apply(sourceRow[channel], slot[channel]);
                }
            } else {
                unpack(packedRow, slot);
            }
        }
    }

    private void mixRows(int y, int channel, float[] sum) {
        int start = vertical.start(y);
        int end = start + vertical.length(y);
        Arrays.fill(sum, 0);
        int row = start;
        for (; row + 4 <= end; row += 4) {
            addFourRows(
                    sum,
                    ring[row % ring.length][channel],
                    ring[(row + 1) % ring.length][channel],
                    ring[(row + 2) % ring.length][channel],
                    ring[(row + 3) % ring.length][channel],
                    vertical.weights(y),
                    row - start);
        }
        for (; row < end; row++) {
            addRow(sum, ring[row % ring.length][channel], vertical.weights(y)[row - start]);
        }
    }

    // Rows in separate arrays under one index: the form that C2 vectorizes.
    private static void addFourRows(
            float[] sum, float[] a, float[] b, float[] c, float[] d, float[] weights, int first) {
        float wa = weights[first];
        float wb = weights[first + 1];
        float wc = weights[first + 2];
        float wd = weights[first + 3];
        for (int x = 0; x < sum.length; x++) {
            sum[x] += wa * a[x] + wb * b[x] + wc * c[x] + wd * d[x];
        }
    }

    private static void addRow(float[] sum, float[] row, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * row[x];
        }
    }

    private static void unpack(int[] argb, float[][] row) {
        unpack(argb, 16, row[0]);
        unpack(argb, 8, row[1]);
        unpack(argb, 0, row[2]);
        if (row.length == 4) {
            unpack(argb, 24, row[3]);
            premultiply(row[0], row[3]);
            premultiply(row[1], row[3]);
            premultiply(row[2], row[3]);
        }
    }

    private static void unpack(int[] argb, int shift, float[] samples) {
        for (int x = 0; x < samples.length; x++) {
            samples[x] = argb[x] >>> shift & 0xff;
        }
    }

    private static void premultiply(float[] samples, float[] alpha) {
        for (int x = 0; x < samples.length; x++) {
            samples[x] *= alpha[x] * (1 / 255f);
        }
    }

    private void pack(float[][] row, int y) {
        if (channels < 4) {
            packOpaque(row[0], row[1], row[2], y * result.width);
            return;
        }
        for (int x = 0, i = y * result.width; x < result.width; x++, i++) {
            float alpha = row[3][x];
            float scale = alpha <= 0 ? 0 : 255 / alpha;
            result.argb[i] = Samples.clamp(alpha) << 24
                    | Samples.clamp(row[0][x] * scale) << 16
                    | Samples.clamp(row[1][x] * scale) << 8
                    | Samples.clamp(row[2][x] * scale);
        }
    }

    private void packOpaque(float[] red, float[] green, float[] blue, int from) {
        for (int x = 0; x < result.width; x++) {
            result.argb[from + x] = Samples.withColors(PixelRows.OPAQUE, red[x], green[x], blue[x]);
        }
    }
}
