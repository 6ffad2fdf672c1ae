package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel: {@code C = A * B + bias} for a few rows of A and two vectors of columns of B, all accumulators in
 * registers. Everything this package convolves ends here.
 *
 * <p>A is packed in panels: {@code a[k / 16][row][k % 16]}, so that each step broadcasts from places a constant apart.
 * B is packed by column blocks: {@code b[k][column]}, {@link #COLUMNS} wide.
 *
 * <p>Twelve rows by two vectors are 24 accumulators, two of B and one broadcast: 27 of the 32 registers that 512-bit
 * CPUs have. Those with shorter vectors may have 16 registers only: four rows by two vectors take 11 of them.
 */
final class PanelProduct {
    /** Rows of A that one call multiplies; whoever packs A fills up to a multiple of this. */
    static final int ROWS = 12;

    /** Columns of B that one call multiplies. */
    static final int COLUMNS = 2 * LENGTH;

    private PanelProduct() {}

    /** The packed length of a reduction: a multiple of 16. */
    static int blocks(int reduction) {
        return (reduction + BLOCK - 1) / BLOCK;
    }

    /**
     * Multiplies {@link #ROWS} rows with {@link #COLUMNS} columns.
     *
     * @param blocks the reduction, in blocks of 16
     * @param blockStride floats from one block of A's panel to the next
     * @param bias added to every row, from {@code biasOffset}
     * @param cStride floats from one row of C to the next
     */
    static void multiply(
            int blocks,
            int blockStride,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
        if (LENGTH == BLOCK) {
            twelve(blocks, blockStride, a, aOffset, b, bOffset, bias, biasOffset, c, cOffset, cStride);
            return;
        }
        for (int row = 0; row < ROWS; row += 4) {
            int ai = aOffset + row * BLOCK;
            int ci = cOffset + row * cStride;
            four(blocks, blockStride, a, ai, b, bOffset, bias, biasOffset, c, ci, cStride);
        }
    }

    /** Twelve rows. */
    private static void twelve(
            int blocks,
            int blockStride,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
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
        int length = blocks * BLOCK;
        for (int k = 0; k < length; k += 2) {
            int ai = aOffset + (k / BLOCK) * blockStride + (k & (BLOCK - 1));
            int bi = bOffset + k * COLUMNS;
            FloatVector b0l = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b0r = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
            FloatVector a0x0 = FloatVector.broadcast(SPECIES, a[ai]);
            c0l = a0x0.fma(b0l, c0l);
            c0r = a0x0.fma(b0r, c0r);
            FloatVector a0x1 = FloatVector.broadcast(SPECIES, a[ai + 1 * BLOCK]);
            c1l = a0x1.fma(b0l, c1l);
            c1r = a0x1.fma(b0r, c1r);
            FloatVector a0x2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK]);
            c2l = a0x2.fma(b0l, c2l);
            c2r = a0x2.fma(b0r, c2r);
            FloatVector a0x3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK]);
            c3l = a0x3.fma(b0l, c3l);
            c3r = a0x3.fma(b0r, c3r);
            FloatVector a0x4 = FloatVector.broadcast(SPECIES, a[ai + 4 * BLOCK]);
            c4l = a0x4.fma(b0l, c4l);
            c4r = a0x4.fma(b0r, c4r);
            FloatVector a0x5 = FloatVector.broadcast(SPECIES, a[ai + 5 * BLOCK]);
            c5l = a0x5.fma(b0l, c5l);
            c5r = a0x5.fma(b0r, c5r);
            FloatVector a0x6 = FloatVector.broadcast(SPECIES, a[ai + 6 * BLOCK]);
            c6l = a0x6.fma(b0l, c6l);
            c6r = a0x6.fma(b0r, c6r);
            FloatVector a0x7 = FloatVector.broadcast(SPECIES, a[ai + 7 * BLOCK]);
            c7l = a0x7.fma(b0l, c7l);
            c7r = a0x7.fma(b0r, c7r);
            FloatVector a0x8 = FloatVector.broadcast(SPECIES, a[ai + 8 * BLOCK]);
            c8l = a0x8.fma(b0l, c8l);
            c8r = a0x8.fma(b0r, c8r);
            FloatVector a0x9 = FloatVector.broadcast(SPECIES, a[ai + 9 * BLOCK]);
            c9l = a0x9.fma(b0l, c9l);
            c9r = a0x9.fma(b0r, c9r);
            FloatVector a0x10 = FloatVector.broadcast(SPECIES, a[ai + 10 * BLOCK]);
            c10l = a0x10.fma(b0l, c10l);
            c10r = a0x10.fma(b0r, c10r);
            FloatVector a0x11 = FloatVector.broadcast(SPECIES, a[ai + 11 * BLOCK]);
            c11l = a0x11.fma(b0l, c11l);
            c11r = a0x11.fma(b0r, c11r);
            FloatVector b1l = FloatVector.fromArray(SPECIES, b, bi + COLUMNS);
            FloatVector b1r = FloatVector.fromArray(SPECIES, b, bi + COLUMNS + LENGTH);
            FloatVector a1x0 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            c0l = a1x0.fma(b1l, c0l);
            c0r = a1x0.fma(b1r, c0r);
            FloatVector a1x1 = FloatVector.broadcast(SPECIES, a[ai + 1 * BLOCK + 1]);
            c1l = a1x1.fma(b1l, c1l);
            c1r = a1x1.fma(b1r, c1r);
            FloatVector a1x2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK + 1]);
            c2l = a1x2.fma(b1l, c2l);
            c2r = a1x2.fma(b1r, c2r);
            FloatVector a1x3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK + 1]);
            c3l = a1x3.fma(b1l, c3l);
            c3r = a1x3.fma(b1r, c3r);
            FloatVector a1x4 = FloatVector.broadcast(SPECIES, a[ai + 4 * BLOCK + 1]);
            c4l = a1x4.fma(b1l, c4l);
            c4r = a1x4.fma(b1r, c4r);
            FloatVector a1x5 = FloatVector.broadcast(SPECIES, a[ai + 5 * BLOCK + 1]);
            c5l = a1x5.fma(b1l, c5l);
            c5r = a1x5.fma(b1r, c5r);
            FloatVector a1x6 = FloatVector.broadcast(SPECIES, a[ai + 6 * BLOCK + 1]);
            c6l = a1x6.fma(b1l, c6l);
            c6r = a1x6.fma(b1r, c6r);
            FloatVector a1x7 = FloatVector.broadcast(SPECIES, a[ai + 7 * BLOCK + 1]);
            c7l = a1x7.fma(b1l, c7l);
            c7r = a1x7.fma(b1r, c7r);
            FloatVector a1x8 = FloatVector.broadcast(SPECIES, a[ai + 8 * BLOCK + 1]);
            c8l = a1x8.fma(b1l, c8l);
            c8r = a1x8.fma(b1r, c8r);
            FloatVector a1x9 = FloatVector.broadcast(SPECIES, a[ai + 9 * BLOCK + 1]);
            c9l = a1x9.fma(b1l, c9l);
            c9r = a1x9.fma(b1r, c9r);
            FloatVector a1x10 = FloatVector.broadcast(SPECIES, a[ai + 10 * BLOCK + 1]);
            c10l = a1x10.fma(b1l, c10l);
            c10r = a1x10.fma(b1r, c10r);
            FloatVector a1x11 = FloatVector.broadcast(SPECIES, a[ai + 11 * BLOCK + 1]);
            c11l = a1x11.fma(b1l, c11l);
            c11r = a1x11.fma(b1r, c11r);
        }
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

    /** Four rows. */
    private static void four(
            int blocks,
            int blockStride,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] bias,
            int biasOffset,
            float[] c,
            int cOffset,
            int cStride) {
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
        int length = blocks * BLOCK;
        for (int k = 0; k < length; k += 2) {
            int ai = aOffset + (k / BLOCK) * blockStride + (k & (BLOCK - 1));
            int bi = bOffset + k * COLUMNS;
            FloatVector b0l = FloatVector.fromArray(SPECIES, b, bi);
            FloatVector b0r = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
            FloatVector a0x0 = FloatVector.broadcast(SPECIES, a[ai]);
            c0l = a0x0.fma(b0l, c0l);
            c0r = a0x0.fma(b0r, c0r);
            FloatVector a0x1 = FloatVector.broadcast(SPECIES, a[ai + 1 * BLOCK]);
            c1l = a0x1.fma(b0l, c1l);
            c1r = a0x1.fma(b0r, c1r);
            FloatVector a0x2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK]);
            c2l = a0x2.fma(b0l, c2l);
            c2r = a0x2.fma(b0r, c2r);
            FloatVector a0x3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK]);
            c3l = a0x3.fma(b0l, c3l);
            c3r = a0x3.fma(b0r, c3r);
            FloatVector b1l = FloatVector.fromArray(SPECIES, b, bi + COLUMNS);
            FloatVector b1r = FloatVector.fromArray(SPECIES, b, bi + COLUMNS + LENGTH);
            FloatVector a1x0 = FloatVector.broadcast(SPECIES, a[ai + 1]);
            c0l = a1x0.fma(b1l, c0l);
            c0r = a1x0.fma(b1r, c0r);
            FloatVector a1x1 = FloatVector.broadcast(SPECIES, a[ai + 1 * BLOCK + 1]);
            c1l = a1x1.fma(b1l, c1l);
            c1r = a1x1.fma(b1r, c1r);
            FloatVector a1x2 = FloatVector.broadcast(SPECIES, a[ai + 2 * BLOCK + 1]);
            c2l = a1x2.fma(b1l, c2l);
            c2r = a1x2.fma(b1r, c2r);
            FloatVector a1x3 = FloatVector.broadcast(SPECIES, a[ai + 3 * BLOCK + 1]);
            c3l = a1x3.fma(b1l, c3l);
            c3r = a1x3.fma(b1r, c3r);
        }
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
    }
}
