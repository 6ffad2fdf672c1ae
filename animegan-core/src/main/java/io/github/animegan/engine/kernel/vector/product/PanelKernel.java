package io.github.animegan.engine.kernel.vector.product;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel for large products: {@code C = A * B + bias} for a panel of A, twelve rows, and a few vectors of columns of B, all
 * accumulators in registers. B is packed by {@link ColumnBlocks}: {@code b[k][column]}.
 *
 * <p>Where vectors have 512 bits, a panel is packed: {@link Simd#BLOCK} floats of each row, then the next of each. Its rows are a
 * constant distance apart, so that one register leads to all of them. Where the distance is a variable, eleven more are taken, more
 * than a CPU has, and by where C2 leaves the rest the same loop runs at 70 to 95 % of the speed. Twelve rows by two vectors are 24
 * accumulators, two of B and one broadcast: 27 of 32 registers. Twelve by one are for the vector that remains where pairs do not
 * divide the columns. The loops are do-while, and not unrolled, because C2 keeps the accumulators in registers across these and spills
 * or boxes them across others.
 *
 * <p>CPUs with shorter vectors may have 16 registers, all of which {@link PatchKernel} needs. Constant distances halve its speed, for
 * C2 then reads rows in advance, to registers that are lacking. So a panel's rows lie one after another, and it reads them.
 */
public final class PanelKernel {
    /** Rows of a panel. */
    public static final int ROWS = 12;

    private static final boolean IS_PACKED = LENGTH == BLOCK;

    /** The floats of a packed panel that hold {@link Simd#BLOCK} of each row. */
    private static final int PANEL_BLOCK = ROWS * BLOCK;

    private static final int SIX = 6;

    private PanelKernel() {}

    /**
     * Where an element of A is in its panels, from the first one's start. Neighbouring elements of a row are neighbours there, too, as
     * far as a {@link Simd#BLOCK block} of them.
     *
     * @param depth the floats of a row, whole blocks of them
     */
    public static int index(int row, int k, int depth) {
        return IS_PACKED
                ? row / ROWS * ROWS * depth + k / BLOCK * PANEL_BLOCK + row % ROWS * BLOCK + k % BLOCK
                : row * depth + k;
    }

    /** The floats from a row of a panel to the next. */
    public static int rowStride(int depth) {
        return IS_PACKED ? BLOCK : depth;
    }

    /**
     * Multiplies the rows of a panel with the columns of a block.
     *
     * @param rows how many rows of C are wanted, up to {@link #ROWS}; A and C have room for so many
     * @param columns of the block
     * @param length how many floats of a row are multiplied, whole {@link Simd#BLOCK blocks}; an idle call of an {@link
     *     io.github.animegan.engine.kernel.Exercise} has none, and writes nothing
     * @param depth the floats of a row
     * @param bias added to every row, from {@code biasOffset}
     * @param cStride floats from one row of C to the next
     */
    public static void multiply(
            int rows,
            int columns,
            int length,
            float[] a,
            int aOffset,
            int depth,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (!IS_PACKED) {
            PatchKernel.multiply(
                    rows, columns, 1, length, 0, a, aOffset, depth, b, bOffset, bias, biasOffset, c, cOffset, cStride);
            return;
        }
        int blocks = length / BLOCK;
        if (columns == LENGTH) {
            narrow(blocks, a, aOffset, b, bOffset, bias, biasOffset, c, cOffset, cStride);
        } else if (rows > SIX) {
            twelve(blocks, a, aOffset, b, bOffset, bias, biasOffset, c, cOffset, cStride);
        } else {
            six(blocks, a, aOffset, b, bOffset, bias, biasOffset, c, cOffset, cStride);
        }
    }

    // Unrolled by src/main/kernels/unroll.py:
    /** Twelve rows by two vectors. */
    private static void twelve(
            int blocks,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (blocks == 0) {
            return; // An idle call of an exercise.
        }
        FloatVector left = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector right = FloatVector.fromArray(SPECIES, bias, biasOffset + LENGTH);
        FloatVector c0l = left;
        FloatVector c0r = right;
        FloatVector c1l = left;
        FloatVector c1r = right;
        FloatVector c2l = left;
        FloatVector c2r = right;
        FloatVector c3l = left;
        FloatVector c3r = right;
        FloatVector c4l = left;
        FloatVector c4r = right;
        FloatVector c5l = left;
        FloatVector c5r = right;
        FloatVector c6l = left;
        FloatVector c6r = right;
        FloatVector c7l = left;
        FloatVector c7r = right;
        FloatVector c8l = left;
        FloatVector c8r = right;
        FloatVector c9l = left;
        FloatVector c9r = right;
        FloatVector c10l = left;
        FloatVector c10r = right;
        FloatVector c11l = left;
        FloatVector c11r = right;
        int bi = bOffset;
        int ai = aOffset;
        int last = ai + blocks * PANEL_BLOCK;
        do {
            int end = ai + BLOCK;
            do {
                FloatVector bl = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector br = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0l = a0.fma(bl, c0l);
                c0r = a0.fma(br, c0r);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + BLOCK]);
                c1l = a1.fma(bl, c1l);
                c1r = a1.fma(br, c1r);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK]);
                c2l = a2.fma(bl, c2l);
                c2r = a2.fma(br, c2r);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK]);
                c3l = a3.fma(bl, c3l);
                c3r = a3.fma(br, c3r);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * BLOCK]);
                c4l = a4.fma(bl, c4l);
                c4r = a4.fma(br, c4r);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + 5 * BLOCK]);
                c5l = a5.fma(bl, c5l);
                c5r = a5.fma(br, c5r);
                FloatVector a6 = FloatVector.broadcast(SPECIES, a[ai + 6 * BLOCK]);
                c6l = a6.fma(bl, c6l);
                c6r = a6.fma(br, c6r);
                FloatVector a7 = FloatVector.broadcast(SPECIES, a[ai + 7 * BLOCK]);
                c7l = a7.fma(bl, c7l);
                c7r = a7.fma(br, c7r);
                FloatVector a8 = FloatVector.broadcast(SPECIES, a[ai + 8 * BLOCK]);
                c8l = a8.fma(bl, c8l);
                c8r = a8.fma(br, c8r);
                FloatVector a9 = FloatVector.broadcast(SPECIES, a[ai + 9 * BLOCK]);
                c9l = a9.fma(bl, c9l);
                c9r = a9.fma(br, c9r);
                FloatVector a10 = FloatVector.broadcast(SPECIES, a[ai + 10 * BLOCK]);
                c10l = a10.fma(bl, c10l);
                c10r = a10.fma(br, c10r);
                FloatVector a11 = FloatVector.broadcast(SPECIES, a[ai + 11 * BLOCK]);
                c11l = a11.fma(bl, c11l);
                c11r = a11.fma(br, c11r);
                bi += 2 * LENGTH;
            } while (++ai != end);
            ai += PANEL_BLOCK - BLOCK;
        } while (ai != last);
        int to = cOffset;
        c0l.intoArray(c, to);
        c0r.intoArray(c, to + LENGTH);
        to += cStride;
        c1l.intoArray(c, to);
        c1r.intoArray(c, to + LENGTH);
        to += cStride;
        c2l.intoArray(c, to);
        c2r.intoArray(c, to + LENGTH);
        to += cStride;
        c3l.intoArray(c, to);
        c3r.intoArray(c, to + LENGTH);
        to += cStride;
        c4l.intoArray(c, to);
        c4r.intoArray(c, to + LENGTH);
        to += cStride;
        c5l.intoArray(c, to);
        c5r.intoArray(c, to + LENGTH);
        to += cStride;
        c6l.intoArray(c, to);
        c6r.intoArray(c, to + LENGTH);
        to += cStride;
        c7l.intoArray(c, to);
        c7r.intoArray(c, to + LENGTH);
        to += cStride;
        c8l.intoArray(c, to);
        c8r.intoArray(c, to + LENGTH);
        to += cStride;
        c9l.intoArray(c, to);
        c9r.intoArray(c, to + LENGTH);
        to += cStride;
        c10l.intoArray(c, to);
        c10r.intoArray(c, to + LENGTH);
        to += cStride;
        c11l.intoArray(c, to);
        c11r.intoArray(c, to + LENGTH);
    }

    /** Six rows by two vectors. */
    private static void six(
            int blocks,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (blocks == 0) {
            return; // An idle call of an exercise.
        }
        FloatVector left = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector right = FloatVector.fromArray(SPECIES, bias, biasOffset + LENGTH);
        FloatVector c0l = left;
        FloatVector c0r = right;
        FloatVector c1l = left;
        FloatVector c1r = right;
        FloatVector c2l = left;
        FloatVector c2r = right;
        FloatVector c3l = left;
        FloatVector c3r = right;
        FloatVector c4l = left;
        FloatVector c4r = right;
        FloatVector c5l = left;
        FloatVector c5r = right;
        int bi = bOffset;
        int ai = aOffset;
        int last = ai + blocks * PANEL_BLOCK;
        do {
            int end = ai + BLOCK;
            do {
                FloatVector bl = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector br = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0l = a0.fma(bl, c0l);
                c0r = a0.fma(br, c0r);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + BLOCK]);
                c1l = a1.fma(bl, c1l);
                c1r = a1.fma(br, c1r);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK]);
                c2l = a2.fma(bl, c2l);
                c2r = a2.fma(br, c2r);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK]);
                c3l = a3.fma(bl, c3l);
                c3r = a3.fma(br, c3r);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * BLOCK]);
                c4l = a4.fma(bl, c4l);
                c4r = a4.fma(br, c4r);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + 5 * BLOCK]);
                c5l = a5.fma(bl, c5l);
                c5r = a5.fma(br, c5r);
                bi += 2 * LENGTH;
            } while (++ai != end);
            ai += PANEL_BLOCK - BLOCK;
        } while (ai != last);
        int to = cOffset;
        c0l.intoArray(c, to);
        c0r.intoArray(c, to + LENGTH);
        to += cStride;
        c1l.intoArray(c, to);
        c1r.intoArray(c, to + LENGTH);
        to += cStride;
        c2l.intoArray(c, to);
        c2r.intoArray(c, to + LENGTH);
        to += cStride;
        c3l.intoArray(c, to);
        c3r.intoArray(c, to + LENGTH);
        to += cStride;
        c4l.intoArray(c, to);
        c4r.intoArray(c, to + LENGTH);
        to += cStride;
        c5l.intoArray(c, to);
        c5r.intoArray(c, to + LENGTH);
    }

    /** Twelve rows by one vector. */
    private static void narrow(
            int blocks,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (blocks == 0) {
            return; // An idle call of an exercise.
        }
        FloatVector only = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector c0o = only;
        FloatVector c1o = only;
        FloatVector c2o = only;
        FloatVector c3o = only;
        FloatVector c4o = only;
        FloatVector c5o = only;
        FloatVector c6o = only;
        FloatVector c7o = only;
        FloatVector c8o = only;
        FloatVector c9o = only;
        FloatVector c10o = only;
        FloatVector c11o = only;
        int bi = bOffset;
        int ai = aOffset;
        int last = ai + blocks * PANEL_BLOCK;
        do {
            int end = ai + BLOCK;
            do {
                FloatVector bo = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0o = a0.fma(bo, c0o);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + BLOCK]);
                c1o = a1.fma(bo, c1o);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK]);
                c2o = a2.fma(bo, c2o);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK]);
                c3o = a3.fma(bo, c3o);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + 4 * BLOCK]);
                c4o = a4.fma(bo, c4o);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + 5 * BLOCK]);
                c5o = a5.fma(bo, c5o);
                FloatVector a6 = FloatVector.broadcast(SPECIES, a[ai + 6 * BLOCK]);
                c6o = a6.fma(bo, c6o);
                FloatVector a7 = FloatVector.broadcast(SPECIES, a[ai + 7 * BLOCK]);
                c7o = a7.fma(bo, c7o);
                FloatVector a8 = FloatVector.broadcast(SPECIES, a[ai + 8 * BLOCK]);
                c8o = a8.fma(bo, c8o);
                FloatVector a9 = FloatVector.broadcast(SPECIES, a[ai + 9 * BLOCK]);
                c9o = a9.fma(bo, c9o);
                FloatVector a10 = FloatVector.broadcast(SPECIES, a[ai + 10 * BLOCK]);
                c10o = a10.fma(bo, c10o);
                FloatVector a11 = FloatVector.broadcast(SPECIES, a[ai + 11 * BLOCK]);
                c11o = a11.fma(bo, c11o);
                bi += LENGTH;
            } while (++ai != end);
            ai += PANEL_BLOCK - BLOCK;
        } while (ai != last);
        int to = cOffset;
        c0o.intoArray(c, to);
        to += cStride;
        c1o.intoArray(c, to);
        to += cStride;
        c2o.intoArray(c, to);
        to += cStride;
        c3o.intoArray(c, to);
        to += cStride;
        c4o.intoArray(c, to);
        to += cStride;
        c5o.intoArray(c, to);
        to += cStride;
        c6o.intoArray(c, to);
        to += cStride;
        c7o.intoArray(c, to);
        to += cStride;
        c8o.intoArray(c, to);
        to += cStride;
        c9o.intoArray(c, to);
        to += cStride;
        c10o.intoArray(c, to);
        to += cStride;
        c11o.intoArray(c, to);
    }
    // End of what is unrolled.
}
