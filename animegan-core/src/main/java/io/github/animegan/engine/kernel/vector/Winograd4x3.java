package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/** F(4, 3) with the points 0, 1, -1, 2, -2: a quarter of the products of a 3x3 convolution. */
final class Winograd4x3 extends WinogradTransform {
    Winograd4x3() {
        super(4, 3, 0, 1, -1, 2, -2);
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
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector minusFour = FloatVector.broadcast(SPECIES, -4);
        FloatVector minusFive = FloatVector.broadcast(SPECIES, -5);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector d4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
            FloatVector d5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
            // 4 d0 - 5 d2 + d4
            d0.fma(four, d2.fma(minusFive, d4)).intoArray(target, to);
            // (d4 - 4 d2) +- (d3 - 4 d1)
            FloatVector even = d2.fma(minusFour, d4);
            FloatVector odd = d1.fma(minusFour, d3);
            even.add(odd).intoArray(target, to + targetStride);
            even.sub(odd).intoArray(target, to + 2 * targetStride);
            // (d4 - d2) +- 2 (d3 - d1)
            FloatVector even2 = d4.sub(d2);
            FloatVector odd2 = d3.sub(d1).mul(two);
            even2.add(odd2).intoArray(target, to + 3 * targetStride);
            even2.sub(odd2).intoArray(target, to + 4 * targetStride);
            // 4 d1 - 5 d3 + d5
            d1.fma(four, d3.fma(minusFive, d5)).intoArray(target, to + 5 * targetStride);
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
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector eight = FloatVector.broadcast(SPECIES, 8);
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
            FloatVector s1 = p1.add(p2);
            FloatVector t1 = p1.sub(p2);
            FloatVector s2 = p3.add(p4);
            FloatVector t2 = p3.sub(p4);
            p0.add(s1).add(s2).add(base).intoArray(target, to);
            t2.fma(two, t1).add(base).intoArray(target, to + targetStride);
            s2.fma(four, s1).add(base).intoArray(target, to + 2 * targetStride);
            t2.fma(eight, t1).add(p5).add(base).intoArray(target, to + 3 * targetStride);
        }
    }
}
