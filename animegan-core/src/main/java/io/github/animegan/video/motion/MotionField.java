package io.github.animegan.video.motion;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where the blocks of a frame were in the frame before: the block at (x, y) looks like the place (x + dx, y + dy) there.
 * Blocks are squares of {@link #BLOCK} samples, those at the right and lower edge what is left. Immutable.
 */
public final class MotionField {
    /** The side of a block in samples. */
    public static final int BLOCK = 16;

    /** Vectors are in parts of a sample: so many of them are one. */
    public static final int PARTS = 8;

    private final int columns;
    private final int rows;
    private final int[] dx;
    private final int[] dy;
    private final float[] residuals;

    MotionField(int columns, int rows, int[] dx, int[] dy, float[] residuals) {
        this.columns = columns;
        this.rows = rows;
        this.dx = dx;
        this.dy = dy;
        this.residuals = residuals;
    }

    /**
     * {@return a field in which nothing moves}
     *
     * @param width of the frames, in samples
     * @param height of the frames, in samples
     */
    public static MotionField still(int width, int height) {
        int columns = blocks(width);
        int rows = blocks(height);
        int count = columns * rows;
        return new MotionField(columns, rows, new int[count], new int[count], new float[count]);
    }

    /**
     * Writes it, to be read by {@link #read}.
     *
     * @param out is not closed
     * @throws IOException if the stream fails
     */
    public void writeTo(DataOutputStream out) throws IOException {
        for (int block = 0; block < dx.length; block++) {
            out.writeInt(dx[block]);
            out.writeInt(dy[block]);
            out.writeFloat(residuals[block]);
        }
    }

    /**
     * Reads the field of a frame of that size, as {@link #writeTo} wrote it.
     *
     * @param in is not closed
     * @param width of the frames, in samples
     * @param height of the frames, in samples
     * @return the field
     * @throws IOException if the stream fails or ends
     */
    public static MotionField read(DataInputStream in, int width, int height) throws IOException {
        MotionField field = still(width, height);
        for (int block = 0; block < field.dx.length; block++) {
            field.dx[block] = in.readInt();
            field.dy[block] = in.readInt();
            field.residuals[block] = in.readFloat();
        }
        return field;
    }

    static int blocks(int samples) {
        return (samples + BLOCK - 1) / BLOCK;
    }

    /** {@return blocks in a row} */
    public int columns() {
        return columns;
    }

    /** {@return how many rows of blocks there are} */
    public int rows() {
        return rows;
    }

    /**
     * {@return how far to the right a block was, in parts of a sample}
     *
     * @param column of the block, from 0 on the left
     * @param row of the block, from 0 at the top
     */
    public int dx(int column, int row) {
        return dx[row * columns + column];
    }

    /**
     * {@return how far below a block was, in parts of a sample}
     *
     * @param column of the block, from 0 on the left
     * @param row of the block, from 0 at the top
     */
    public int dy(int column, int row) {
        return dy[row * columns + column];
    }

    /**
     * {@return the mean difference of a block's brightness from that place, in levels of 255}
     *
     * @param column of the block, from 0 on the left
     * @param row of the block, from 0 at the top
     */
    public float residual(int column, int row) {
        return residuals[row * columns + column];
    }

    /** {@return the mean of all residuals, in levels of 255} */
    public double meanResidual() {
        double sum = 0;
        for (float residual : residuals) {
            sum += residual;
        }
        return sum / residuals.length;
    }
}
