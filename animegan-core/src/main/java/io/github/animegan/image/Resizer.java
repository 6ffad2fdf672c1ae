package io.github.animegan.image;

import java.awt.image.BufferedImage;
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

    Resizer(BufferedImage image, ImageSize size, Resampling resampling) {
        this.source = PixelRows.of(image);
        this.horizontal = ResamplingWeights.of(image.getWidth(), size.width(), resampling);
        this.vertical = ResamplingWeights.of(image.getHeight(), size.height(), resampling);
        this.result = new Pixels(size, image.getColorModel().hasAlpha());
        this.channels = result.hasAlpha ? 4 : 3;
        this.horizontalFirst = image.getHeight() <= size.height();
        this.packedRow = new int[Math.max(image.getWidth(), size.width())];
        this.sourceRow = new float[channels][image.getWidth()];
        this.ring = new float[vertical.longestWindow()][channels][horizontalFirst ? size.width() : image.getWidth()];
    }

    BufferedImage run() {
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
        return result.toImage();
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

    // Rows in separate arrays under one index: the form that C2 vectorises.
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
        for (int x = 0, i = y * result.width; x < result.width; x++, i++) {
            float alpha = channels == 4 ? row[3][x] : 255;
            float scale = alpha <= 0 ? 0 : 255 / alpha;
            result.argb[i] = sample(alpha) << 24
                    | sample(row[0][x] * scale) << 16
                    | sample(row[1][x] * scale) << 8
                    | sample(row[2][x] * scale);
        }
    }

    private static int sample(float value) {
        return (int) Math.max(0, Math.min(255, value + 0.5f));
    }
}
