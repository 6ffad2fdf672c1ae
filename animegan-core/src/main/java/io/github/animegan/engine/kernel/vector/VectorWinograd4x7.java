package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 7) with the points 0, 3/8, -3/8, 3/4, -3/4, 5/4, -5/4, 5/2, -5/2: an eighth of the products of a 7x7 convolution. No other
 * four pairs of simple fractions round so little: a quarter of what 1/2, 1, 3/2 and 2 do. All constants are exact.
 */
final class VectorWinograd4x7 extends VectorWinogradTransform {
    VectorWinograd4x7() {
        super(4, 7, 0, 0.375, -0.375, 0.75, -0.75, 1.25, -1.25, 2.5, -2.5);
    }

    /**
     * The rows 0 and 9 are the product of all points' factors, the others what remains of it without those of a pair of points. In two
     * loops, because C2 inlines no more than so many operations in one method, and what it calls in a loop takes all registers.
     */
    @Override
    void input(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride) {
        outerRows(source, offset, step, stride, count, target, targetOffset, targetStep, targetStride);
        innerRows(source, offset, step, stride, count, target, targetOffset, targetStep, targetStride);
    }

    /** The rows 0, 1, 2 and 9. */
    private static void outerRows(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride) {
        if (count == 0) {
            return;
        }
        FloatVector allA = FloatVector.broadcast(SPECIES, -8.515625f);
        FloatVector allB = FloatVector.broadcast(SPECIES, 15.337890625f);
        FloatVector allC = FloatVector.broadcast(SPECIES, -7.48443603515625f);
        FloatVector allD = FloatVector.broadcast(SPECIES, 0.7724761962890625f);
        FloatVector rest1A = FloatVector.broadcast(SPECIES, -8.375f);
        FloatVector rest1B = FloatVector.broadcast(SPECIES, 14.16015625f);
        FloatVector rest1C = FloatVector.broadcast(SPECIES, -5.4931640625f);
        FloatVector point1 = FloatVector.broadcast(SPECIES, 0.375f);
        FloatVector minus1 = FloatVector.broadcast(SPECIES, -0.375f);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector d4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
            FloatVector d5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
            FloatVector d6 = FloatVector.fromArray(SPECIES, source, from + 6 * stride);
            FloatVector d7 = FloatVector.fromArray(SPECIES, source, from + 7 * stride);
            FloatVector d8 = FloatVector.fromArray(SPECIES, source, from + 8 * stride);
            FloatVector d9 = FloatVector.fromArray(SPECIES, source, from + 9 * stride);
            d6.fma(allA, d4.fma(allB, d2.fma(allC, d0.fma(allD, d8)))).intoArray(target, to);
            FloatVector even1 = d6.fma(rest1A, d4.fma(rest1B, d2.fma(rest1C, d8)));
            FloatVector odd1 = d5.fma(rest1A, d3.fma(rest1B, d1.fma(rest1C, d7)));
            odd1.fma(point1, even1).intoArray(target, to + targetStride);
            odd1.fma(minus1, even1).intoArray(target, to + 2 * targetStride);
            d7.fma(allA, d5.fma(allB, d3.fma(allC, d1.fma(allD, d9)))).intoArray(target, to + 9 * targetStride);
        }
    }

    /** The rows 3 to 8. */
    private static void innerRows(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride) {
        if (count == 0) {
            return;
        }
        FloatVector rest2A = FloatVector.broadcast(SPECIES, -7.953125f);
        FloatVector rest2B = FloatVector.broadcast(SPECIES, 10.8642578125f);
        FloatVector rest2C = FloatVector.broadcast(SPECIES, -1.373291015625f);
        FloatVector point2 = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector minus2 = FloatVector.broadcast(SPECIES, -0.75f);
        FloatVector rest3A = FloatVector.broadcast(SPECIES, -6.953125f);
        FloatVector rest3B = FloatVector.broadcast(SPECIES, 4.4736328125f);
        FloatVector rest3C = FloatVector.broadcast(SPECIES, -0.494384765625f);
        FloatVector point3 = FloatVector.broadcast(SPECIES, 1.25f);
        FloatVector minus3 = FloatVector.broadcast(SPECIES, -1.25f);
        FloatVector rest4A = FloatVector.broadcast(SPECIES, -2.265625f);
        FloatVector rest4B = FloatVector.broadcast(SPECIES, 1.177734375f);
        FloatVector rest4C = FloatVector.broadcast(SPECIES, -0.12359619140625f);
        FloatVector point4 = FloatVector.broadcast(SPECIES, 2.5f);
        FloatVector minus4 = FloatVector.broadcast(SPECIES, -2.5f);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector d4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
            FloatVector d5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
            FloatVector d6 = FloatVector.fromArray(SPECIES, source, from + 6 * stride);
            FloatVector d7 = FloatVector.fromArray(SPECIES, source, from + 7 * stride);
            FloatVector d8 = FloatVector.fromArray(SPECIES, source, from + 8 * stride);
            FloatVector even2 = d6.fma(rest2A, d4.fma(rest2B, d2.fma(rest2C, d8)));
            FloatVector odd2 = d5.fma(rest2A, d3.fma(rest2B, d1.fma(rest2C, d7)));
            odd2.fma(point2, even2).intoArray(target, to + 3 * targetStride);
            odd2.fma(minus2, even2).intoArray(target, to + 4 * targetStride);
            FloatVector even3 = d6.fma(rest3A, d4.fma(rest3B, d2.fma(rest3C, d8)));
            FloatVector odd3 = d5.fma(rest3A, d3.fma(rest3B, d1.fma(rest3C, d7)));
            odd3.fma(point3, even3).intoArray(target, to + 5 * targetStride);
            odd3.fma(minus3, even3).intoArray(target, to + 6 * targetStride);
            FloatVector even4 = d6.fma(rest4A, d4.fma(rest4B, d2.fma(rest4C, d8)));
            FloatVector odd4 = d5.fma(rest4A, d3.fma(rest4B, d1.fma(rest4C, d7)));
            odd4.fma(point4, even4).intoArray(target, to + 7 * targetStride);
            odd4.fma(minus4, even4).intoArray(target, to + 8 * targetStride);
        }
    }

    @Override
    void output(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride,
            float[] bias,
            int biasOffset) {
        if (count == 0) {
            return;
        }
        FloatVector point1 = FloatVector.broadcast(SPECIES, 0.375f);
        FloatVector square1 = FloatVector.broadcast(SPECIES, 0.140625f);
        FloatVector cube1 = FloatVector.broadcast(SPECIES, 0.052734375f);
        FloatVector point2 = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector square2 = FloatVector.broadcast(SPECIES, 0.5625f);
        FloatVector cube2 = FloatVector.broadcast(SPECIES, 0.421875f);
        FloatVector point3 = FloatVector.broadcast(SPECIES, 1.25f);
        FloatVector square3 = FloatVector.broadcast(SPECIES, 1.5625f);
        FloatVector cube3 = FloatVector.broadcast(SPECIES, 1.953125f);
        FloatVector point4 = FloatVector.broadcast(SPECIES, 2.5f);
        FloatVector square4 = FloatVector.broadcast(SPECIES, 6.25f);
        FloatVector cube4 = FloatVector.broadcast(SPECIES, 15.625f);
        FloatVector base = FloatVector.fromArray(SPECIES, bias, biasOffset);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector p0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector p1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector p2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector p3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector p4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
            FloatVector p5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
            FloatVector p6 = FloatVector.fromArray(SPECIES, source, from + 6 * stride);
            FloatVector p7 = FloatVector.fromArray(SPECIES, source, from + 7 * stride);
            FloatVector p8 = FloatVector.fromArray(SPECIES, source, from + 8 * stride);
            FloatVector p9 = FloatVector.fromArray(SPECIES, source, from + 9 * stride);
            FloatVector sum1 = p1.add(p2);
            FloatVector difference1 = p1.sub(p2);
            FloatVector sum2 = p3.add(p4);
            FloatVector difference2 = p3.sub(p4);
            FloatVector sum3 = p5.add(p6);
            FloatVector difference3 = p5.sub(p6);
            FloatVector sum4 = p7.add(p8);
            FloatVector difference4 = p7.sub(p8);
            p0.add(sum1.add(sum2)).add(sum3.add(sum4).add(base)).intoArray(target, to);
            FloatVector inner = difference2.fma(point2, difference1.fma(point1, base));
            difference4.fma(point4, difference3.fma(point3, inner)).intoArray(target, to + targetStride);
            FloatVector square = sum2.fma(square2, sum1.fma(square1, base));
            sum4.fma(square4, sum3.fma(square3, square)).intoArray(target, to + 2 * targetStride);
            FloatVector cube = difference2.fma(cube2, difference1.fma(cube1, p9.add(base)));
            difference4.fma(cube4, difference3.fma(cube3, cube)).intoArray(target, to + 3 * targetStride);
        }
    }
}
