package io.github.animegan.face.mtcnn;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;

/**
 * A picture as summed areas, so that the mean of any rectangle costs four look-ups: MTCNN looks at a picture in ten sizes and at
 * hundreds of cut-outs, all of them means of areas, like PyTorch's {@code interpolate(mode="area")}.
 *
 * <p>Sums are whole numbers and may overflow; a difference of two is right all the same as long as the rectangle has fewer than
 * 2^31 / 255 pixels.
 *
 * @see <a href="https://doi.org/10.1145/800031.808600">F. C. Crow, Summed-area tables for texture mapping, 1984</a>
 */
final class SummedPicture {
    private static final int CHANNELS = 3;

    final int width;
    final int height;
    /** At [y][x]: the sum of red, green and blue of all pixels above and left of (x, y). */
    private final int[] sums;

    private final int rowLength;

    private SummedPicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.rowLength = (width + 1) * CHANNELS;
        this.sums = new int[Math.multiplyExact(rowLength, height + 1)];
    }

    static SummedPicture of(BufferedImage picture) {
        SummedPicture summed = new SummedPicture(picture.getWidth(), picture.getHeight());
        PixelRows rows = ImageRows.of(picture);
        int[] row = new int[summed.width];
        for (int y = 0; y < summed.height; y++) {
            rows.read(y, row);
            summed.add(y, row);
        }
        return summed;
    }

    private void add(int y, int[] argb) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int above = y * rowLength + CHANNELS;
        int target = above + rowLength;
        for (int x = 0; x < width; x++, above += CHANNELS, target += CHANNELS) {
            red += argb[x] >> 16 & 0xff;
            green += argb[x] >> 8 & 0xff;
            blue += argb[x] & 0xff;
            sums[target] = sums[above] + red;
            sums[target + 1] = sums[above + 1] + green;
            sums[target + 2] = sums[above + 2] + blue;
        }
    }

    /**
     * A rectangle of the picture at another size, as MTCNN sees it: each pixel the mean of the pixels that its area touches, as
     * {@code (mean - 127.5) / 128}. Beyond the picture all is black.
     *
     * @param target where {@code [outHeight, outWidth, 3]} values are written, from the offset on
     */
    void sample(int left, int top, int right, int bottom, int outWidth, int outHeight, float[] target, int offset) {
        int[] before = new int[outWidth];
        int[] after = new int[outWidth];
        float[] perColumn = new float[outWidth];
        for (int x = 0; x < outWidth; x++) {
            int start = start(left, right, x, outWidth);
            int stop = end(left, right, x, outWidth);
            before[x] = within(start, width) * CHANNELS;
            after[x] = within(stop, width) * CHANNELS;
            perColumn[x] = 128f * (stop - start);
        }
        for (int y = 0, at = offset; y < outHeight; y++) {
            int first = start(top, bottom, y, outHeight);
            int end = end(top, bottom, y, outHeight);
            int above = within(first, height) * rowLength;
            int below = within(end, height) * rowLength;
            for (int x = 0; x < outWidth; x++) {
                float scale = 1 / (perColumn[x] * (end - first));
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int sum = sums[below + after[x] + channel]
                            - sums[above + after[x] + channel]
                            - sums[below + before[x] + channel]
                            + sums[above + before[x] + channel];
                    target[at++] = sum * scale - 127.5f / 128;
                }
            }
        }
    }

    private static int start(int from, int to, int i, int count) {
        return from + (int) ((long) i * (to - from) / count);
    }

    private static int end(int from, int to, int i, int count) {
        return from + (int) (((long) (i + 1) * (to - from) + count - 1) / count);
    }

    private static int within(int place, int size) {
        return Math.max(0, Math.min(size, place));
    }
}
