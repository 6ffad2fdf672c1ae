package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.math.Ints;
import java.util.Arrays;

/**
 * Reduces a picture by a whole factor on the way to a sink: each pixel is the mean of a square block, colors weighted by
 * alpha; blocks at the right and the bottom may be smaller. So a large file needs the memory of the small picture only.
 */
final class BoxReduction implements PixelRowSink {
    private final ImageSize size;
    private final int factor;
    private final PixelRowSink reduced;
    private final int[] row;
    /** Four sums for each block of the rows so far: alpha, then red, green and blue weighted by it. */
    private final long[] sums;

    private int y;

    BoxReduction(ImageSize size, int factor, PixelRowSink reduced) {
        this.size = size;
        this.factor = factor;
        this.reduced = reduced;
        this.row = new int[reduce(size, factor).width()];
        this.sums = new long[4 * row.length];
    }

    /** The size of a picture of the given one when it is reduced. */
    static ImageSize reduce(ImageSize size, int factor) {
        return new ImageSize(Ints.ceilDiv(size.width(), factor), Ints.ceilDiv(size.height(), factor));
    }

    @Override
    public void accept(int[] pixels) {
        for (int block = 0, x = 0; block < sums.length; block += 4) {
            int end = Math.min(x + factor, size.width());
            long alphas = 0;
            long reds = 0;
            long greens = 0;
            long blues = 0;
            for (; x < end; x++) {
                int alpha = pixels[x] >>> 24;
                alphas += alpha;
                reds += (long) alpha * (pixels[x] >> 16 & 0xff);
                greens += (long) alpha * (pixels[x] >> 8 & 0xff);
                blues += (long) alpha * (pixels[x] & 0xff);
            }
            sums[block] += alphas;
            sums[block + 1] += reds;
            sums[block + 2] += greens;
            sums[block + 3] += blues;
        }
        y++;
        if (y % factor == 0 || y == size.height()) {
            emit(y % factor == 0 ? factor : y % factor);
        }
    }

    private void emit(int rows) {
        for (int i = 0; i < row.length; i++) {
            int columns = Math.min(factor, size.width() - i * factor);
            long alphas = sums[4 * i];
            int alpha = (int) mean(alphas, (long) rows * columns);
            row[i] = alphas == 0
                    ? 0
                    : alpha << 24
                            | (int) mean(sums[4 * i + 1], alphas) << 16
                            | (int) mean(sums[4 * i + 2], alphas) << 8
                            | (int) mean(sums[4 * i + 3], alphas);
        }
        Arrays.fill(sums, 0);
        reduced.accept(row);
    }

    private static long mean(long sum, long weights) {
        return (sum + weights / 2) / weights;
    }
}
