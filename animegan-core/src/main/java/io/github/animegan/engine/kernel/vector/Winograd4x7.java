package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 7) with the points 0, 1, -1, 2, -2, 1/2, -1/2, 3/2, -3/2. Ten points cost accuracy: use it in one dimension only, where
 * rounding stays below 2e-5 of the output's deviation.
 */
final class Winograd4x7 extends WinogradTransform {
    Winograd4x7() {
        super(4, 7, 0, 1, -1, 2, -2, 0.5, -0.5, 1.5, -1.5);
    }

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
        FloatVector c0 = FloatVector.broadcast(SPECIES, -7.5f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 17.0625f);
        FloatVector c2 = FloatVector.broadcast(SPECIES, -12.8125f);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector c4 = FloatVector.broadcast(SPECIES, -6.5f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 10.5625f);
        FloatVector c6 = FloatVector.broadcast(SPECIES, -2.25f);
        FloatVector c7 = FloatVector.broadcast(SPECIES, -3.5f);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 3.0625f);
        FloatVector c9 = FloatVector.broadcast(SPECIES, -0.5625f);
        FloatVector c10 = FloatVector.broadcast(SPECIES, -7.25f);
        FloatVector c11 = FloatVector.broadcast(SPECIES, 15.25f);
        FloatVector c12 = FloatVector.broadcast(SPECIES, -9);
        FloatVector c13 = FloatVector.broadcast(SPECIES, -5.25f);
        FloatVector c14 = FloatVector.broadcast(SPECIES, 5.25f);
        FloatVector c15 = FloatVector.broadcast(SPECIES, -1);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector threeHalves = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2);
        FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector minusThreeHalves = FloatVector.broadcast(SPECIES, -1.5f);
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
            // The product of all factors: d8 - 15/2 d6 + 273/16 d4 - 205/16 d2 + 9/4 d0
            d6.fma(c0, d4.fma(c1, d2.fma(c2, d0.fma(c3, d8)))).intoArray(target, to);
            // Without those of 1 and -1
            FloatVector evenOne = d6.fma(c4, d4.fma(c5, d2.fma(c6, d8)));
            FloatVector oddOne = d5.fma(c4, d3.fma(c5, d1.fma(c6, d7)));
            evenOne.add(oddOne).intoArray(target, to + targetStride);
            evenOne.sub(oddOne).intoArray(target, to + 2 * targetStride);
            // Without those of 2 and -2
            FloatVector evenTwo = d6.fma(c7, d4.fma(c8, d2.fma(c9, d8)));
            FloatVector oddTwo = d5.fma(c7, d3.fma(c8, d1.fma(c9, d7)));
            oddTwo.fma(two, evenTwo).intoArray(target, to + 3 * targetStride);
            oddTwo.fma(minusTwo, evenTwo).intoArray(target, to + 4 * targetStride);
            // Without those of 1/2 and -1/2
            FloatVector evenHalf = d6.fma(c10, d4.fma(c11, d2.fma(c12, d8)));
            FloatVector oddHalf = d5.fma(c10, d3.fma(c11, d1.fma(c12, d7)));
            oddHalf.fma(half, evenHalf).intoArray(target, to + 5 * targetStride);
            oddHalf.fma(minusHalf, evenHalf).intoArray(target, to + 6 * targetStride);
            // Without those of 3/2 and -3/2
            FloatVector evenThreeHalves = d6.fma(c13, d4.fma(c14, d2.fma(c15, d8)));
            FloatVector oddThreeHalves = d5.fma(c13, d3.fma(c14, d1.fma(c15, d7)));
            oddThreeHalves.fma(threeHalves, evenThreeHalves).intoArray(target, to + 7 * targetStride);
            oddThreeHalves.fma(minusThreeHalves, evenThreeHalves).intoArray(target, to + 8 * targetStride);
            d7.fma(c0, d5.fma(c1, d3.fma(c2, d1.fma(c3, d9)))).intoArray(target, to + 9 * targetStride);
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
        FloatVector eighth = FloatVector.broadcast(SPECIES, 0.125f);
        FloatVector quarter = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector eight = FloatVector.broadcast(SPECIES, 8);
        FloatVector threeHalves = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector square = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector cube = FloatVector.broadcast(SPECIES, 3.375f);
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
            FloatVector s1 = p1.add(p2);
            FloatVector t1 = p1.sub(p2);
            FloatVector s2 = p3.add(p4);
            FloatVector t2 = p3.sub(p4);
            FloatVector s3 = p5.add(p6);
            FloatVector t3 = p5.sub(p6);
            FloatVector s4 = p7.add(p8);
            FloatVector t4 = p7.sub(p8);
            p0.add(s1.add(s2)).add(s3.add(s4)).add(base).intoArray(target, to);
            FloatVector y1 = t4.fma(threeHalves, t3.fma(half, t1));
            t2.fma(two, y1).add(base).intoArray(target, to + targetStride);
            FloatVector y2 = s4.fma(square, s3.fma(quarter, s1));
            s2.fma(four, y2).add(base).intoArray(target, to + 2 * targetStride);
            FloatVector y3 = t4.fma(cube, t3.fma(eighth, t1));
            t2.fma(eight, y3).add(p9).add(base).intoArray(target, to + 3 * targetStride);
        }
    }
}
