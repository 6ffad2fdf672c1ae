package io.github.animegan.engine.kernel.vector.product;

import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel for small products: {@code C = A * B + bias} for a few rows of A and one to three vectors of columns of B, all
 * accumulators in registers.
 *
 * <p>A is read where it lies. A row of it is a few runs of floats, a run-time distance apart: the rows of a window in a
 * feature map, in which neighbouring patches overlap. Copying them to the panels of {@link PanelKernel} would take longer than
 * its better use of registers gains where there are few columns. B is packed by {@link ColumnBlocks}: {@code b[k][column]}.
 *
 * <p>CPUs may have 16 registers only: four rows by three vectors take 16 of them, six by two 15. Both
 * reach nearly what the CPU's multipliers can do, four by three with seven loads for twelve products, where six by two have eight.
 */
public final class PatchKernel {
    /** Rows of A that one call multiplies. */
    public static final int ROWS = 12;

    private static final int SIX = 6;
    private static final int FOUR = 4;

    private PatchKernel() {}

    /**
     * Multiplies rows with the columns of a block.
     *
     * @param rows how many rows of C are wanted, up to {@link #ROWS}; A and C have room for so many
     * @param columns of the block
     * @param runs how many runs a row of A has, at least one
     * @param length the floats of a run; an idle call of an {@link io.github.animegan.engine.kernel.Exercise} has none, and writes nothing
     * @param runStride floats from one run of A to the next
     * @param aStride floats from one row of A to the next
     * @param bias added to every row, from {@code biasOffset}
     * @param cStride floats from one row of C to the next
     */
    public static void multiply(
            int rows,
            int columns,
            int runs,
            int length,
            int runStride,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (columns == LENGTH) {
            narrow(runs, length, runStride, a, aOffset, aStride, b, bOffset, bias, biasOffset, c, cOffset, cStride);
            return;
        }
        int step = columns == 3 * LENGTH ? FOUR : SIX;
        for (int row = 0; row < rows; row += step) {
            int ai = aOffset + row * aStride;
            int ci = cOffset + row * cStride;
            if (step == FOUR) {
                four(runs, length, runStride, a, ai, aStride, b, bOffset, bias, biasOffset, c, ci, cStride);
            } else {
                six(runs, length, runStride, a, ai, aStride, b, bOffset, bias, biasOffset, c, ci, cStride);
            }
        }
    }

    // Unrolled by src/main/kernels/unroll.py:
    /** Six rows by two vectors. */
    private static void six(
            int runs,
            int length,
            int runStride,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (length == 0) {
            return; // An idle call of an exercise.
        }
        int row2 = 2 * aStride;
        int row3 = 3 * aStride;
        int row4 = 4 * aStride;
        int row5 = 5 * aStride;
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
        int run = 0;
        do {
            int ai = aOffset + run * runStride;
            int end = ai + length;
            do {
                FloatVector bl = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector br = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0l = a0.fma(bl, c0l);
                c0r = a0.fma(br, c0r);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aStride]);
                c1l = a1.fma(bl, c1l);
                c1r = a1.fma(br, c1r);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + row2]);
                c2l = a2.fma(bl, c2l);
                c2r = a2.fma(br, c2r);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + row3]);
                c3l = a3.fma(bl, c3l);
                c3r = a3.fma(br, c3r);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + row4]);
                c4l = a4.fma(bl, c4l);
                c4r = a4.fma(br, c4r);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + row5]);
                c5l = a5.fma(bl, c5l);
                c5r = a5.fma(br, c5r);
                bi += 2 * LENGTH;
            } while (++ai != end);
        } while (++run < runs);
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

    /** Four rows by three vectors. */
    private static void four(
            int runs,
            int length,
            int runStride,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (length == 0) {
            return; // An idle call of an exercise.
        }
        int row2 = 2 * aStride;
        int row3 = 3 * aStride;
        FloatVector left = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector middle = FloatVector.fromArray(SPECIES, bias, biasOffset + LENGTH);
        FloatVector right = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * LENGTH);
        FloatVector c0l = left;
        FloatVector c0m = middle;
        FloatVector c0r = right;
        FloatVector c1l = left;
        FloatVector c1m = middle;
        FloatVector c1r = right;
        FloatVector c2l = left;
        FloatVector c2m = middle;
        FloatVector c2r = right;
        FloatVector c3l = left;
        FloatVector c3m = middle;
        FloatVector c3r = right;
        int bi = bOffset;
        int run = 0;
        do {
            int ai = aOffset + run * runStride;
            int end = ai + length;
            do {
                FloatVector bl = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector bm = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
                FloatVector br = FloatVector.fromArray(SPECIES, b, bi + 2 * LENGTH);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0l = a0.fma(bl, c0l);
                c0m = a0.fma(bm, c0m);
                c0r = a0.fma(br, c0r);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aStride]);
                c1l = a1.fma(bl, c1l);
                c1m = a1.fma(bm, c1m);
                c1r = a1.fma(br, c1r);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + row2]);
                c2l = a2.fma(bl, c2l);
                c2m = a2.fma(bm, c2m);
                c2r = a2.fma(br, c2r);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + row3]);
                c3l = a3.fma(bl, c3l);
                c3m = a3.fma(bm, c3m);
                c3r = a3.fma(br, c3r);
                bi += 3 * LENGTH;
            } while (++ai != end);
        } while (++run < runs);
        int to = cOffset;
        c0l.intoArray(c, to);
        c0m.intoArray(c, to + LENGTH);
        c0r.intoArray(c, to + 2 * LENGTH);
        to += cStride;
        c1l.intoArray(c, to);
        c1m.intoArray(c, to + LENGTH);
        c1r.intoArray(c, to + 2 * LENGTH);
        to += cStride;
        c2l.intoArray(c, to);
        c2m.intoArray(c, to + LENGTH);
        c2r.intoArray(c, to + 2 * LENGTH);
        to += cStride;
        c3l.intoArray(c, to);
        c3m.intoArray(c, to + LENGTH);
        c3r.intoArray(c, to + 2 * LENGTH);
    }

    /** Twelve rows by one vector. */
    private static void narrow(
            int runs,
            int length,
            int runStride,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (length == 0) {
            return; // An idle call of an exercise.
        }
        int row2 = 2 * aStride;
        int row3 = 3 * aStride;
        int row4 = 4 * aStride;
        int row5 = 5 * aStride;
        int row6 = 6 * aStride;
        int row7 = 7 * aStride;
        int row8 = 8 * aStride;
        int row9 = 9 * aStride;
        int row10 = 10 * aStride;
        int row11 = 11 * aStride;
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
        int run = 0;
        do {
            int ai = aOffset + run * runStride;
            int end = ai + length;
            do {
                FloatVector bo = FloatVector.fromArray(SPECIES, b, bi);
                FloatVector a0 = FloatVector.broadcast(SPECIES, a[ai]);
                c0o = a0.fma(bo, c0o);
                FloatVector a1 = FloatVector.broadcast(SPECIES, a[ai + aStride]);
                c1o = a1.fma(bo, c1o);
                FloatVector a2 = FloatVector.broadcast(SPECIES, a[ai + row2]);
                c2o = a2.fma(bo, c2o);
                FloatVector a3 = FloatVector.broadcast(SPECIES, a[ai + row3]);
                c3o = a3.fma(bo, c3o);
                FloatVector a4 = FloatVector.broadcast(SPECIES, a[ai + row4]);
                c4o = a4.fma(bo, c4o);
                FloatVector a5 = FloatVector.broadcast(SPECIES, a[ai + row5]);
                c5o = a5.fma(bo, c5o);
                FloatVector a6 = FloatVector.broadcast(SPECIES, a[ai + row6]);
                c6o = a6.fma(bo, c6o);
                FloatVector a7 = FloatVector.broadcast(SPECIES, a[ai + row7]);
                c7o = a7.fma(bo, c7o);
                FloatVector a8 = FloatVector.broadcast(SPECIES, a[ai + row8]);
                c8o = a8.fma(bo, c8o);
                FloatVector a9 = FloatVector.broadcast(SPECIES, a[ai + row9]);
                c9o = a9.fma(bo, c9o);
                FloatVector a10 = FloatVector.broadcast(SPECIES, a[ai + row10]);
                c10o = a10.fma(bo, c10o);
                FloatVector a11 = FloatVector.broadcast(SPECIES, a[ai + row11]);
                c11o = a11.fma(bo, c11o);
                bi += LENGTH;
            } while (++ai != end);
        } while (++run < runs);
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
