package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/** F(2, 7): a third of the products of a 7x7 convolution. */
final class Winograd2x7 extends EightPointTransform {
    Winograd2x7() {
        super(2, 7);
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
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
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
            FloatVector sums = p1.add(p2).add(p3.add(p4)).add(p5.add(p6));
            p0.add(sums).add(base).intoArray(target, to);
            FloatVector differences = p3.sub(p4).fma(two, p5.sub(p6).fma(half, p1.sub(p2)));
            differences.add(p7).add(base).intoArray(target, to + targetStride);
        }
    }
}
