package io.github.animegan.image.resample;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Pixels;
import java.util.stream.IntStream;

/**
 * A picture with sides twice or four times as long: bicubic interpolation, corrected by {@link UpscalingNetwork}. A corrected
 * sample stays within a few levels of the samples around it, so that no edge gets a rim.
 */
final class Upscaling {
    private static final int BAND_ROWS = 32;

    /** How far a sample may lie outside of the nine around it, in levels. */
    private static final int OVERSHOOT = 2;

    private final Pixels source;
    private final int factor;
    private final Pixels result;
    private final UpscalingNetwork network;

    private Upscaling(Pixels source, int factor) {
        this.source = source;
        this.factor = factor;
        ImageSize size =
                new ImageSize(Math.multiplyExact(factor, source.width), Math.multiplyExact(factor, source.height));
        this.result = PixelResizing.bicubic(source, size);
        this.network = UpscalingNetwork.standard();
    }

    /** @param factor 2 or 4 */
    static Pixels of(Pixels source, int factor) {
        return new Upscaling(source, factor).run();
    }

    private Pixels run() {
        int bands = (source.height + BAND_ROWS - 1) / BAND_ROWS;
        IntStream.range(0, bands).parallel().forEach(band -> {
            int end = Math.min((band + 1) * BAND_ROWS, source.height);
            network.run(source, factor, band * BAND_ROWS, end, this::correct);
        });
        return result;
    }

    /**
     * Corrects the result rows of a source row.
     *
     * @param correction a row of each channel: for each color {@code factor * factor} samples, row after row; 1 is the whole
     *     range
     */
    private void correct(int y, float[][] correction) {
        int[] rows = {Math.max(y - 1, 0) * source.width, y * source.width, below(y) * source.width};
        int first = factor * y * result.width;
        int parts = factor * factor;
        for (int x = 0; x < source.width; x++) {
            for (int color = 0; color < 3; color++) {
                int shift = 16 - 8 * color;
                int range = range(rows, x, shift);
                for (int part = 0; part < parts; part++) {
                    int place = first + part / factor * result.width + factor * x + part % factor;
                    float added = 255 * correction[parts * color + part][x];
                    int sample = Math.round((result.argb[place] >> shift & 0xff) + added);
                    int kept = Math.max(range & 0xff, Math.min(range >> 8, sample));
                    result.argb[place] = (result.argb[place] & ~(0xff << shift)) | kept << shift;
                }
            }
        }
    }

    private int below(int y) {
        return Math.min(y + 1, source.height - 1);
    }

    /** What samples at column x may be: {@code highest << 8 | lowest}. */
    private int range(int[] rows, int x, int shift) {
        int lowest = 255;
        int highest = 0;
        int right = Math.min(x + 1, source.width - 1);
        for (int row : rows) {
            for (int column = Math.max(x - 1, 0); column <= right; column++) {
                int sample = source.argb[row + column] >> shift & 0xff;
                lowest = Math.min(lowest, sample);
                highest = Math.max(highest, sample);
            }
        }
        return Math.min(255, highest + OVERSHOOT) << 8 | Math.max(0, lowest - OVERSHOOT);
    }
}
