package io.github.animegan.video.motion;

import static io.github.animegan.video.motion.MotionField.BLOCK;
import static io.github.animegan.video.motion.MotionField.PARTS;

import org.jspecify.annotations.Nullable;

/**
 * Finds where the blocks of a frame were in the frame before: by comparing all places within reach at an eighth of the size,
 * the best of those and of the neighbors' at a quarter and a half, and then, to a fraction of a sample, by how brightness
 * rises across the block. Reach is a twentieth of the frame's width in each direction. Deterministic; thread-safe.
 *
 * <p>Sources: hierarchical block matching as in P. Anandan, "A computational framework and an algorithm for the measurement of
 * visual motion", IJCV 1989, candidates from neighbors as in G. de Haan et al., "True-motion estimation with 3-D recursive
 * search block matching", 1993; fractions by B. D. Lucas and T. Kanade, "An iterative image registration technique", 1981.
 */
public final class MotionSearch {
    private static final int COARSEST = LumaPyramid.LEVELS - 1;
    /** The side of the window that is compared on reduced frames. */
    private static final int WINDOW = 8;

    private static final int REACH_SHARE = 20;
    private static final int LEAST_REACH = 32;

    /** What a vector costs for each sample by which it is longer, in 16ths of a level: still is the simplest explanation. */
    private static final int COST_OF_LENGTH = LumaPyramid.ONE / 4;

    /** A block is still where motion would not explain it better by this share and this much, in 16ths of a level. */
    private static final double STILL_SHARE = 1.05;

    private static final double STILL_MARGIN = 0.4 * LumaPyramid.ONE;

    private MotionSearch() {}

    /**
     * Finds the motion between two frames of the same size.
     *
     * @param before the earlier frame
     * @param now the later frame
     * @param hint the motion of the frame before, which often goes on; null if unknown
     * @return where each block of the later frame was in the earlier one
     * @throws IllegalArgumentException if the sizes differ
     */
    public static MotionField between(LumaPyramid before, LumaPyramid now, @Nullable MotionField hint) {
        if (before.width(0) != now.width(0) || before.height(0) != now.height(0)) {
            throw new IllegalArgumentException("frames of " + before.width(0) + "x" + before.height(0) + " and "
                    + now.width(0) + "x" + now.height(0) + " are not of one film");
        }
        int columns = MotionField.blocks(now.width(0));
        int rows = MotionField.blocks(now.height(0));
        int[] dx = new int[columns * rows];
        int[] dy = new int[columns * rows];
        float[] residuals = new float[columns * rows];
        Vectors coarse = searchAll(before, now);
        Vectors quarter = refine(before, now, 2, coarse, hint, columns, rows);
        Vectors half = refine(before, now, 1, quarter, null, columns, rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int block = row * columns + column;
                SubSample found = new SubSample(before, now, column * BLOCK, row * BLOCK);
                found.follow(2 * half.x[block], 2 * half.y[block]);
                dx[block] = found.dx;
                dy[block] = found.dy;
                residuals[block] = (float) (found.residual / LumaPyramid.ONE);
            }
        }
        return new MotionField(columns, rows, dx, dy, residuals);
    }

    /** Vectors of a grid of blocks at one of the sizes, in its samples. */
    private static final class Vectors {
        final int columns;
        final int rows;
        final int[] x;
        final int[] y;

        Vectors(int columns, int rows) {
            this.columns = columns;
            this.rows = rows;
            this.x = new int[columns * rows];
            this.y = new int[columns * rows];
        }
    }

    /** Compares all places within reach, for blocks of twice the side. */
    private static Vectors searchAll(LumaPyramid before, LumaPyramid now) {
        int scale = 1 << COARSEST;
        int reach = Math.max(LEAST_REACH, now.width(0) / REACH_SHARE) / scale;
        int side = 2 * BLOCK / scale;
        Vectors found = new Vectors((now.width(COARSEST) + side - 1) / side, (now.height(COARSEST) + side - 1) / side);
        for (int row = 0; row < found.rows; row++) {
            for (int column = 0; column < found.columns; column++) {
                Window window = new Window(before, now, COARSEST, column * side + side / 2, row * side + side / 2);
                window.consider(0, 0);
                for (int y = -reach; y <= reach && !window.isExact(); y++) {
                    for (int x = -reach; x <= reach; x++) {
                        window.consider(x, y);
                    }
                }
                found.x[row * found.columns + column] = window.x;
                found.y[row * found.columns + column] = window.y;
            }
        }
        return found;
    }

    /** The best of what the coarser blocks around found, of standing still and of going on, and of the places beside it. */
    private static Vectors refine(
            LumaPyramid before,
            LumaPyramid now,
            int level,
            Vectors coarse,
            @Nullable MotionField hint,
            int columns,
            int rows) {
        int side = BLOCK >> level;
        Vectors found = new Vectors(columns, rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Window window = new Window(before, now, level, column * side + side / 2, row * side + side / 2);
                window.consider(0, 0);
                int coarseColumn = column * coarse.columns / columns;
                int coarseRow = row * coarse.rows / rows;
                for (int y = Math.max(0, coarseRow - 1); y <= Math.min(coarse.rows - 1, coarseRow + 1); y++) {
                    for (int x = Math.max(0, coarseColumn - 1);
                            x <= Math.min(coarse.columns - 1, coarseColumn + 1);
                            x++) {
                        window.consider(2 * coarse.x[y * coarse.columns + x], 2 * coarse.y[y * coarse.columns + x]);
                    }
                }
                if (hint != null) {
                    int unit = PARTS << level;
                    window.consider(
                            Math.round((float) hint.dx(column, row) / unit),
                            Math.round((float) hint.dy(column, row) / unit));
                }
                int x = window.x;
                int y = window.y;
                for (int i = 0; i < 9; i++) {
                    window.consider(x + i % 3 - 1, y + i / 3 - 1);
                }
                found.x[row * columns + column] = window.x;
                found.y[row * columns + column] = window.y;
            }
        }
        return found;
    }

    /** A window of a reduced frame, and the place in the frame before that is most like it of those considered. */
    private static final class Window {
        private final int[] before;
        private final int[] now;
        private final int width;
        private final int height;
        private final int left;
        private final int top;
        private int best = Integer.MAX_VALUE;
        private int x;
        private int y;

        Window(LumaPyramid before, LumaPyramid now, int level, int centerX, int centerY) {
            this.before = before.samples(level);
            this.now = now.samples(level);
            this.width = now.width(level);
            this.height = now.height(level);
            this.left = Math.max(0, Math.min(width - WINDOW, centerX - WINDOW / 2));
            this.top = Math.max(0, Math.min(height - WINDOW, centerY - WINDOW / 2));
        }

        void consider(int dx, int dy) {
            if (best != Integer.MAX_VALUE && dx == x && dy == y) {
                return;
            }
            int windowWidth = Math.min(WINDOW, width);
            int windowHeight = Math.min(WINDOW, height);
            boolean inside = left + dx >= 0
                    && top + dy >= 0
                    && left + dx + windowWidth <= width
                    && top + dy + windowHeight <= height;
            int sum = COST_OF_LENGTH * (Math.abs(dx) + Math.abs(dy)) * (windowWidth * windowHeight / WINDOW);
            for (int row = 0; row < windowHeight && sum < best; row++) {
                int at = (top + row) * width + left;
                if (inside) {
                    sum += difference(at, at + dy * width + dx, windowWidth);
                } else {
                    int line = Math.max(0, Math.min(height - 1, top + row + dy)) * width;
                    for (int i = 0; i < windowWidth; i++) {
                        int place = Math.max(0, Math.min(width - 1, left + i + dx));
                        sum += Math.abs(now[at + i] - before[line + place]);
                    }
                }
            }
            if (sum < best) {
                best = sum;
                x = dx;
                y = dy;
            }
        }

        /** Whether nothing can be more like it than the place that was found. */
        boolean isExact() {
            return best == 0;
        }

        private int difference(int at, int from, int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Math.abs(now[at + i] - before[from + i]);
            }
            return sum;
        }
    }

    /** Follows a block of the whole frame to a fraction of a sample. */
    private static final class SubSample {
        private static final int STEPS = 4;
        /** What keeps a step finite where a block has no structure, in squares of 16ths of a level for each sample. */
        private static final double DAMPING = LumaPyramid.ONE * LumaPyramid.ONE * 0.05;

        private final int[] before;
        private final int[] now;
        private final int width;
        private final int height;
        private final int left;
        private final int top;
        private final int right;
        private final int bottom;
        private int dx;
        private int dy;
        private double residual;

        private double stepX;
        private double stepY;

        SubSample(LumaPyramid before, LumaPyramid now, int left, int top) {
            this.before = before.samples(0);
            this.now = now.samples(0);
            this.width = now.width(0);
            this.height = now.height(0);
            this.left = left;
            this.top = top;
            this.right = Math.min(width, left + BLOCK);
            this.bottom = Math.min(height, top + BLOCK);
        }

        void follow(int startX, int startY) {
            double still = measure(0, 0);
            if (still <= STILL_MARGIN) {
                residual = still; // No motion would be better by as much as it had to be.
                return;
            }
            double x = startX;
            double y = startY;
            double best = startX == 0 && startY == 0 ? still : measure(x, y);
            double bestX = x;
            double bestY = y;
            for (int i = 0; i < STEPS && Math.abs(stepX) + Math.abs(stepY) > 1.0 / PARTS; i++) {
                x += Math.max(-1, Math.min(1, stepX));
                y += Math.max(-1, Math.min(1, stepY));
                double found = measure(x, y);
                if (found < best) {
                    best = found;
                    bestX = x;
                    bestY = y;
                }
            }
            if (still <= best * STILL_SHARE + STILL_MARGIN) {
                residual = still;
                return;
            }
            dx = (int) Math.round(bestX * PARTS);
            dy = (int) Math.round(bestY * PARTS);
            residual = best;
        }

        /** The mean difference at a place, and the step that the slopes there suggest. */
        private double measure(double x, double y) {
            int wholeX = (int) Math.floor(x);
            int wholeY = (int) Math.floor(y);
            int partX = (int) Math.round((x - wholeX) * 256);
            int partY = (int) Math.round((y - wholeY) * 256);
            long xx = 0;
            long xy = 0;
            long yy = 0;
            long xt = 0;
            long yt = 0;
            int sum = 0;
            int count = 0;
            boolean inside = left + wholeX >= 0 && right + wholeX < width;
            for (int row = top; row < bottom; row += 2) {
                int upper = clamp(row + wholeY, height) * width;
                int lower = clamp(row + wholeY + 1, height) * width;
                for (int column = left + (row >> 1 & 1); column < right; column += 2) { // a checkerboard is enough
                    int near = inside ? column + wholeX : clamp(column + wholeX, width);
                    int far = inside ? near + 1 : clamp(column + wholeX + 1, width);
                    int a = before[upper + near];
                    int b = before[upper + far];
                    int c = before[lower + near];
                    int d = before[lower + far];
                    int first = (a << 8) + (b - a) * partX;
                    int second = (c << 8) + (d - c) * partX;
                    int value = (first + (((second >> 8) - (first >> 8)) * partY)) >> 8;
                    int t = now[row * width + column] - value;
                    int gx = b - a + d - c;
                    int gy = c - a + d - b;
                    xx += (long) gx * gx;
                    xy += (long) gx * gy;
                    yy += (long) gy * gy;
                    xt += (long) gx * t;
                    yt += (long) gy * t;
                    sum += Math.abs(t);
                    count++;
                }
            }
            solve(xx / 4.0 + DAMPING * count, xy / 4.0, yy / 4.0 + DAMPING * count, xt / 2.0, yt / 2.0);
            return (double) sum / count;
        }

        private void solve(double xx, double xy, double yy, double xt, double yt) {
            double determinant = xx * yy - xy * xy;
            stepX = (yy * xt - xy * yt) / determinant;
            stepY = (xx * yt - xy * xt) / determinant;
        }

        private static int clamp(int place, int size) {
            return Math.max(0, Math.min(size - 1, place));
        }
    }
}
