package io.github.animegan.video.motion;

import static io.github.animegan.video.motion.MotionField.BLOCK;

import io.github.animegan.video.frame.Frame;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes flicker out of drawn frames: each is blended with the result before it, moved along what moves in the filmed frames.
 * How much of the old one stays is decided place by place: none where the filmed frame differs from the moved one before it
 * (something came into sight, or the motion was misjudged), so that nothing leaves a ghost.
 *
 * <p>This is a recursive filter of first order along motion, as noise reduction in television sets and temporal antialiasing
 * have it, with the filmed frames as judge, which the drawn ones, flickering themselves, cannot be. Mutable; for one thread.
 *
 * @see <a href="https://arxiv.org/abs/1808.00449">W.-S. Lai et al., Learning blind video temporal consistency, 2018</a>, for
 *     the weight {@code exp(-alpha |x_t - warp(x_t-1)|^2)} in whose place a piecewise linear one stands here
 */
public final class TemporalSmoother {
    /** Filmed samples that differ by no more, in the mean of a neighborhood, count as the same; in levels of 255. */
    private static final float SAME = 3;

    /** Filmed samples that differ by more are something else. */
    private static final float OTHER = 9;

    /** The differences of so many samples to each side are averaged. */
    private static final int RADIUS = 2;

    private static final int PLANES = 5;

    private final int width;
    private final int height;
    private final float strength;
    /** The last result: red, green and blue with their fractions; then the last filmed frame's brightness and color. */
    private final float[][] history = new float[PLANES][];

    private final float[][] moved = new float[PLANES][];
    private final float[] differences;
    private final float[] rowMeans;
    private boolean empty = true;

    /**
     * A smoother for frames of that size.
     *
     * @param width of the frames, in samples
     * @param height of the frames, in samples
     * @param strength how much of the old frame stays where nothing changed, from 0 (nothing is smoothed) to below 1
     */
    public TemporalSmoother(int width, int height, double strength) {
        if (!(strength >= 0 && strength < 1)) {
            throw new IllegalArgumentException("a smoothing of " + strength + ": from 0 to below 1");
        }
        this.width = width;
        this.height = height;
        this.strength = (float) strength;
        for (int plane = 0; plane < PLANES; plane++) {
            history[plane] = new float[width * height];
            moved[plane] = new float[width * height];
        }
        this.differences = new float[width * height];
        this.rowMeans = new float[width * height];
    }

    /** Forgets all frames, so that the next result is the drawn frame itself: at the beginning of a scene. */
    public void reset() {
        empty = true;
    }

    /** {@return all that the next result depends on, copied; no planes if that is nothing} */
    public float[][] history() {
        float[][] copy = new float[empty ? 0 : PLANES][];
        for (int plane = 0; plane < copy.length; plane++) {
            copy[plane] = history[plane].clone();
        }
        return copy;
    }

    /**
     * Goes on where {@link #history} was asked for.
     *
     * @param planes as {@link #history} gave them, of frames of the same size; not empty
     */
    public void resume(float[][] planes) {
        for (int plane = 0; plane < PLANES; plane++) {
            System.arraycopy(planes[plane], 0, history[plane], 0, width * height);
        }
        empty = false;
    }

    /**
     * Smooths a frame.
     *
     * @param filmed the frame as it was filmed
     * @param drawn the frame as it was drawn, of the same size; gets the result
     * @param motion between the last filmed frame and this one
     * @param still for each block of the motion field, whether it was not drawn again: it keeps the last result to the bit
     */
    public void smooth(Frame filmed, Frame drawn, MotionField motion, boolean[] still) {
        int rows = motion.rows();
        if (empty) {
            IntStream.range(0, rows).parallel().forEach(row -> begin(filmed, drawn, row));
            empty = false;
            return;
        }
        IntStream.range(0, rows).parallel().forEach(row -> move(filmed, motion, still, row));
        IntStream.range(0, rows).parallel().forEach(this::averageRows);
        IntStream.range(0, rows).parallel().forEach(row -> blend(filmed, drawn, motion, still, row));
        for (int plane = 0; plane < PLANES; plane++) {
            float[] old = history[plane];
            history[plane] = moved[plane];
            moved[plane] = old;
        }
    }

    private void begin(Frame filmed, Frame drawn, int row) {
        for (int i = row * BLOCK * width; i < end(row); i++) {
            keep(history, i, drawn.argb()[i], filmed.argb()[i]);
        }
    }

    private int end(int row) {
        return Math.min(height, (row + 1) * BLOCK) * width;
    }

    private static void keep(float[][] planes, int i, int drawn, int filmed) {
        planes[0][i] = drawn >> 16 & 0xff;
        planes[1][i] = drawn >> 8 & 0xff;
        planes[2][i] = drawn & 0xff;
        planes[3][i] = brightness(filmed);
        planes[4][i] = color(filmed);
    }

    private static float brightness(int argb) {
        return 0.25f * (argb >> 16 & 0xff) + 0.5f * (argb >> 8 & 0xff) + 0.25f * (argb & 0xff);
    }

    /** Tells apart what is as bright but of another color. */
    private static float color(int argb) {
        return 0.5f * (argb >> 16 & 0xff) - 0.5f * (argb & 0xff);
    }

    /** Moves a row of blocks, and finds how far the filmed frame is from what was moved; a still block stays where it is. */
    private void move(Frame filmed, MotionField motion, boolean[] still, int row) {
        Warp warp = new Warp(width, height);
        float[] block = new float[BLOCK * BLOCK];
        int top = row * BLOCK;
        for (int column = 0; column < motion.columns(); column++) {
            int left = column * BLOCK;
            boolean isStill = still[row * motion.columns() + column];
            for (int plane = 0; plane < PLANES; plane++) {
                if (isStill) {
                    keep(plane, left, top);
                    continue;
                }
                warp.move(history[plane], left, top, motion.dx(column, row), motion.dy(column, row), block);
                for (int y = top; y < Math.min(height, top + BLOCK); y++) {
                    System.arraycopy(
                            block, (y - top) * BLOCK, moved[plane], y * width + left, Math.min(BLOCK, width - left));
                }
            }
            compare(filmed.argb(), isStill, left, top);
        }
    }

    private void compare(int[] filmed, boolean isStill, int left, int top) {
        for (int y = top; y < Math.min(height, top + BLOCK); y++) {
            int from = y * width + left;
            int to = y * width + Math.min(width, left + BLOCK);
            if (isStill) {
                Arrays.fill(differences, from, to, 0);
                continue;
            }
            for (int i = from; i < to; i++) {
                differences[i] =
                        Math.abs(brightness(filmed[i]) - moved[3][i]) + Math.abs(color(filmed[i]) - moved[4][i]);
            }
        }
    }

    private void keep(int plane, int left, int top) {
        for (int y = top; y < Math.min(height, top + BLOCK); y++) {
            System.arraycopy(
                    history[plane], y * width + left, moved[plane], y * width + left, Math.min(BLOCK, width - left));
        }
    }

    private void averageRows(int row) {
        for (int y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y++) {
            int line = y * width;
            for (int x = 0; x < width; x++) {
                if (x == RADIUS && width > 2 * RADIUS) {
                    averageMiddle(line + RADIUS, line + width - RADIUS);
                    x = width - RADIUS;
                }
                int from = Math.max(0, x - RADIUS);
                int to = Math.min(width - 1, x + RADIUS);
                float sum = 0;
                for (int i = from; i <= to; i++) {
                    sum += differences[line + i];
                }
                rowMeans[line + x] = sum / (to - from + 1);
            }
        }
    }

    /** Written out, so that the compiler makes vectors of it. */
    private void averageMiddle(int from, int to) {
        float[] d = differences;
        for (int i = from; i < to; i++) {
            rowMeans[i] = (d[i - 2] + d[i - 1] + d[i] + d[i + 1] + d[i + 2]) * 0.2f;
        }
    }

    private void blend(Frame filmed, Frame drawn, MotionField motion, boolean[] still, int row) {
        for (int y = row * BLOCK; y < Math.min(height, (row + 1) * BLOCK); y++) {
            for (int column = 0; column < motion.columns(); column++) {
                int from = y * width + column * BLOCK;
                int to = y * width + Math.min(width, (column + 1) * BLOCK);
                if (still[row * motion.columns() + column]) {
                    for (int i = from; i < to; i++) {
                        drawn.argb()[i] = packed(i, drawn.argb()[i]);
                    }
                } else {
                    blendRow(drawn.argb(), y, from, to);
                    for (int i = from; i < to; i++) {
                        moved[3][i] = brightness(filmed.argb()[i]);
                        moved[4][i] = color(filmed.argb()[i]);
                    }
                }
            }
        }
    }

    private void blendRow(int[] drawn, int y, int from, int to) {
        int above = from + (Math.max(0, y - 1) - y) * width;
        int farAbove = from + (Math.max(0, y - RADIUS) - y) * width;
        int below = from + (Math.min(height - 1, y + 1) - y) * width;
        int farBelow = from + (Math.min(height - 1, y + RADIUS) - y) * width;
        float[] means = rowMeans;
        for (int i = from, j = 0; i < to; i++, j++) {
            float difference =
                    (means[farAbove + j] + means[above + j] + means[i] + means[below + j] + means[farBelow + j]) * 0.2f;
            float trust = Math.max(0, Math.min(1, (OTHER - difference) / (OTHER - SAME)));
            drawn[i] = blend(i, drawn[i], strength * trust);
        }
    }

    private int blend(int i, int drawn, float kept) {
        float red = drawn >> 16 & 0xff;
        float green = drawn >> 8 & 0xff;
        float blue = drawn & 0xff;
        moved[0][i] = red + kept * (moved[0][i] - red);
        moved[1][i] = green + kept * (moved[1][i] - green);
        moved[2][i] = blue + kept * (moved[2][i] - blue);
        return packed(i, drawn);
    }

    private int packed(int i, int alphaOf) {
        return (alphaOf & 0xff000000) | sample(moved[0][i]) << 16 | sample(moved[1][i]) << 8 | sample(moved[2][i]);
    }

    private static int sample(float value) {
        return (int) Math.max(0, Math.min(255, value + 0.5f));
    }
}
