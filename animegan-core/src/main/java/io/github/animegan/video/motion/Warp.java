package io.github.animegan.video.motion;

import static io.github.animegan.video.motion.MotionField.BLOCK;
import static io.github.animegan.video.motion.MotionField.PARTS;

/**
 * Moves a plane of samples along a motion field: each block comes from where it was in the frame before. Places between
 * samples are interpolated by cubic convolution with a = -1/2, which keeps lines sharper than the usual straight one would;
 * what lies outside is as the edge.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">R. Keys, Cubic convolution interpolation, 1981</a>
 */
final class Warp {
    private static final int TAPS = 4;
    private static final float[][] WEIGHTS = weights();

    private final int width;
    private final int height;
    private final float[] source = new float[(BLOCK + TAPS - 1) * (BLOCK + TAPS - 1)];
    private final float[] filtered = new float[(BLOCK + TAPS - 1) * BLOCK];

    /** For planes of that size; serves one thread. */
    Warp(int width, int height) {
        this.width = width;
        this.height = height;
    }

    private static float[][] weights() {
        float[][] weights = new float[PARTS][TAPS];
        for (int part = 0; part < PARTS; part++) {
            double t = (double) part / PARTS;
            weights[part][0] = (float) (((-0.5 * t + 1) * t - 0.5) * t);
            weights[part][1] = (float) ((1.5 * t - 2.5) * t * t + 1);
            weights[part][2] = (float) (((-1.5 * t + 2) * t + 0.5) * t);
            weights[part][3] = (float) ((0.5 * t - 0.5) * t * t);
        }
        return weights;
    }

    /**
     * Moves one block.
     *
     * @param plane the frame before
     * @param left of the block
     * @param top of the block
     * @param dx where it was, in parts of a sample
     * @param dy likewise
     * @param moved gets the block's samples, {@link MotionField#BLOCK} to a row
     */
    void move(float[] plane, int left, int top, int dx, int dy, float[] moved) {
        int wholeX = Math.floorDiv(dx, PARTS);
        int wholeY = Math.floorDiv(dy, PARTS);
        int partX = dx - wholeX * PARTS;
        int partY = dy - wholeY * PARTS;
        int fromX = left + wholeX - (partX == 0 ? 0 : 1);
        int fromY = top + wholeY - (partY == 0 ? 0 : 1);
        int columns = partX == 0 ? BLOCK : BLOCK + TAPS - 1;
        int rows = partY == 0 ? BLOCK : BLOCK + TAPS - 1;
        float[] taken = partX == 0 && partY == 0 ? moved : partX == 0 ? filtered : source;
        take(plane, fromX, fromY, columns, rows, taken);
        if (partX != 0) {
            float[] rowsDone = partY == 0 ? moved : filtered;
            for (int row = 0; row < rows; row++) {
                alongRow(taken, row * columns, WEIGHTS[partX], rowsDone, row * BLOCK);
            }
        }
        if (partY != 0) {
            for (int row = 0; row < BLOCK; row++) {
                alongColumns(filtered, row * BLOCK, WEIGHTS[partY], moved);
            }
        }
    }

    private void take(float[] plane, int fromX, int fromY, int columns, int rows, float[] target) {
        boolean inside = fromX >= 0 && fromY >= 0 && fromX + columns <= width && fromY + rows <= height;
        for (int row = 0; row < rows; row++) {
            if (inside) {
                System.arraycopy(plane, (fromY + row) * width + fromX, target, row * columns, columns);
                continue;
            }
            int line = Math.max(0, Math.min(height - 1, fromY + row)) * width;
            for (int column = 0; column < columns; column++) {
                target[row * columns + column] = plane[line + Math.max(0, Math.min(width - 1, fromX + column))];
            }
        }
    }

    private static void alongRow(float[] from, int at, float[] weights, float[] to, int offset) {
        float a = weights[0];
        float b = weights[1];
        float c = weights[2];
        float d = weights[3];
        for (int i = 0; i < BLOCK; i++) {
            to[offset + i] = a * from[at + i] + b * from[at + i + 1] + c * from[at + i + 2] + d * from[at + i + 3];
        }
    }

    private static void alongColumns(float[] from, int at, float[] weights, float[] to) {
        float a = weights[0];
        float b = weights[1];
        float c = weights[2];
        float d = weights[3];
        for (int i = 0; i < BLOCK; i++) {
            to[at + i] = a * from[at + i]
                    + b * from[at + BLOCK + i]
                    + c * from[at + 2 * BLOCK + i]
                    + d * from[at + 3 * BLOCK + i];
        }
    }
}
