package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;
import java.util.Arrays;

/**
 * Evens out what is left of texture in a drawing, and keeps its edges: each pixel becomes a mean of its neighbors within two pixels, first
 * of its row, then of its column, in which a neighbor counts {@code 1 - (d / levels)^2}, where {@code d} is the largest difference of a
 * color, and nothing from {@code levels} on.
 *
 * @see <a href="https://doi.org/10.1109/ICME.2005.1521458">T. Q. Pham and L. J. van Vliet, Separable bilateral filtering for fast video
 *     preprocessing, 2005</a>
 */
public final class Flattening implements PixelFilter {
    /** How far a pixel is changed by others, in pixels. */
    public static final int REACH = 2;

    /** The filter of 0 levels leaves pictures as they are. */
    private static final PixelFilter NONE = (argb, width, height) -> {};

    /** Rows that are computed at once, so that what they need stays in a core's cache. */
    private static final int BLOCK = 16;

    /** So far from all colors that a place outside of the picture counts nothing for one inside, and stays what it is. */
    private static final float OUTSIDE = -1e4f;

    private final float perSquare;

    /** {@return the filter, and for 0 levels one that leaves pictures as they are} */
    public static PixelFilter ofLevels(int levels) {
        return levels == 0 ? NONE : new Flattening(levels);
    }

    /** @param levels the difference, of 255, from which on neighbors are different things; from 1 to 255 */
    public Flattening(int levels) {
        this.perSquare = 1f / (levels * levels);
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        int[] source = argb.clone();
        ParallelRows.run(width, height, (first, end) -> {
            Block block = new Block(source, width, height, perSquare);
            for (int row = first; row < end; row += BLOCK) {
                block.even(row, Math.min(end, row + BLOCK), argb);
            }
        });
    }

    /** Some rows with two more on each side, a plane for each color. Loops are plain ones, which HotSpot turns into vectors. */
    private static final class Block {
        private final int[] source;
        private final int width;
        private final int height;
        private final float perSquare;
        private final int pitch;
        private final float[][] planes;
        private final float[][] across;
        private final float[] near;
        private final float[] far;
        private final float[] share;

        Block(int[] source, int width, int height, float perSquare) {
            this.source = source;
            this.width = width;
            this.height = height;
            this.perSquare = perSquare;
            this.pitch = width + 2 * REACH;
            int size = (BLOCK + 2 * REACH) * pitch
                    + 2 * REACH; // what lies before the first row's first pixel, and behind the last one's
            this.planes = new float[3][size];
            this.across = new float[3][size];
            this.near = new float[size];
            this.far = new float[size];
            this.share = new float[size];
        }

        void even(int first, int end, int[] target) {
            int rows = end - first + 2 * REACH;
            unpack(first - REACH, rows);
            average(planes, across, 1, REACH, REACH + rows * pitch);
            average(across, planes, pitch, REACH + REACH * pitch, REACH + (rows - REACH) * pitch);
            pack(first, end, target);
        }

        private void unpack(int first, int rows) {
            for (float[] plane : planes) {
                Arrays.fill(plane, OUTSIDE);
            }
            for (int row = 0; row < rows; row++) {
                if (first + row >= 0 && first + row < height) {
                    int to = at(row);
                    int from = (first + row) * width;
                    for (int x = 0; x < width; x++) {
                        int pixel = source[from + x];
                        planes[0][to + x] = pixel >> 16 & 0xff;
                        planes[1][to + x] = pixel >> 8 & 0xff;
                        planes[2][to + x] = pixel & 0xff;
                    }
                }
            }
        }

        /** The place of a row's first pixel. */
        private int at(int row) {
            return 2 * REACH + row * pitch;
        }

        /**
         * Averages each place with two on each side.
         *
         * @param step from a neighbor to the next
         * @param from the first place; two steps before it there are places, too
         */
        private void average(float[][] in, float[][] out, int step, int from, int to) {
            int first = Math.max(0, from - 2 * step);
            weigh(in, step, first, Math.min(to, in[0].length - step), near);
            weigh(in, 2 * step, first, Math.min(to, in[0].length - 2 * step), far);
            for (int i = from; i < to; i++) {
                share[i] = 1 / (1 + near[i] + near[i - step] + far[i] + far[i - 2 * step]);
            }
            for (int color = 0; color < in.length; color++) {
                average(in[color], out[color], step, from, to);
            }
        }

        private void average(float[] in, float[] out, int step, int from, int to) {
            for (int i = from; i < to; i++) {
                float x = in[i];
                float nearer = near[i] * (in[i + step] - x) + near[i - step] * (in[i - step] - x);
                float farther = far[i] * (in[i + 2 * step] - x) + far[i - 2 * step] * (in[i - 2 * step] - x);
                out[i] = x + share[i] * (nearer + farther);
            }
        }

        /** How much each place and the one {@code step} behind it count for each other. */
        private void weigh(float[][] in, int step, int from, int to, float[] weights) {
            float[] red = in[0];
            float[] green = in[1];
            float[] blue = in[2];
            for (int i = from; i < to; i++) {
                float difference = Math.max(
                        Math.abs(red[i + step] - red[i]),
                        Math.max(Math.abs(green[i + step] - green[i]), Math.abs(blue[i + step] - blue[i])));
                weights[i] = Math.max(0, 1 - difference * difference * perSquare);
            }
        }

        private void pack(int first, int end, int[] target) {
            for (int y = first; y < end; y++) {
                int from = at(y - first + REACH);
                int to = y * width;
                for (int x = 0; x < width; x++) {
                    target[to + x] = Samples.withColors(
                            target[to + x], planes[0][from + x], planes[1][from + x], planes[2][from + x]);
                }
            }
        }
    }
}
