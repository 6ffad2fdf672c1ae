package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/** F(6, 3) with the points 0, 1, -1, 2, -2, 1/2, -1/2: a fifth of the products of a 3x3 convolution. */
final class VectorWinograd6x3 extends VectorWinogradTransform {
    VectorWinograd6x3() {
        super(6, 3, 0, 1, -1, 2, -2, 0.5, -0.5);
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
        if (count == 0) {
            return;
        }
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector quarter = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c17 = FloatVector.broadcast(SPECIES, -4.25f);
        FloatVector c21 = FloatVector.broadcast(SPECIES, 5.25f);
        FloatVector c5 = FloatVector.broadcast(SPECIES, -1.25f);
        FloatVector c20 = FloatVector.broadcast(SPECIES, -5);
        FloatVector c10 = FloatVector.broadcast(SPECIES, -2.5f);
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
            // (d6 - d0) + 21/4 (d2 - d4)
            d2.sub(d4).fma(c21, d6.sub(d0)).intoArray(target, to);
            // (d6 - 17/4 d4 + d2) +- (d5 - 17/4 d3 + d1)
            FloatVector even = d4.fma(c17, d6.add(d2));
            FloatVector odd = d3.fma(c17, d5.add(d1));
            even.add(odd).intoArray(target, to + targetStride);
            even.sub(odd).intoArray(target, to + 2 * targetStride);
            // (d6 - 5/4 d4 + 1/4 d2) +- (2 d5 - 5/2 d3 + 1/2 d1)
            FloatVector even2 = d4.fma(c5, d2.fma(quarter, d6));
            FloatVector odd2 = d5.fma(two, d3.fma(c10, d1.mul(half)));
            even2.add(odd2).intoArray(target, to + 3 * targetStride);
            even2.sub(odd2).intoArray(target, to + 4 * targetStride);
            // (d6 - 5 d4 + 4 d2) +- (1/2 d5 - 5/2 d3 + 2 d1)
            FloatVector evenHalf = d4.fma(c20, d2.fma(four, d6));
            FloatVector oddHalf = d5.fma(half, d3.fma(c10, d1.mul(two)));
            evenHalf.add(oddHalf).intoArray(target, to + 5 * targetStride);
            evenHalf.sub(oddHalf).intoArray(target, to + 6 * targetStride);
            // (d7 - d1) + 21/4 (d3 - d5)
            d3.sub(d5).fma(c21, d7.sub(d1)).intoArray(target, to + 7 * targetStride);
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
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector eight = FloatVector.broadcast(SPECIES, 8);
        FloatVector sixteen = FloatVector.broadcast(SPECIES, 16);
        FloatVector thirtyTwo = FloatVector.broadcast(SPECIES, 32);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector quarter = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector eighth = FloatVector.broadcast(SPECIES, 0.125f);
        FloatVector sixteenth = FloatVector.broadcast(SPECIES, 0.0625f);
        FloatVector thirtySecond = FloatVector.broadcast(SPECIES, 0.03125f);
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
            FloatVector s1 = p1.add(p2);
            FloatVector t1 = p1.sub(p2);
            FloatVector s2 = p3.add(p4);
            FloatVector t2 = p3.sub(p4);
            FloatVector s3 = p5.add(p6);
            FloatVector t3 = p5.sub(p6);
            p0.add(s1).add(s2.add(s3)).add(base).intoArray(target, to);
            t2.fma(two, t3.fma(half, t1)).add(base).intoArray(target, to + targetStride);
            s2.fma(four, s3.fma(quarter, s1)).add(base).intoArray(target, to + 2 * targetStride);
            t2.fma(eight, t3.fma(eighth, t1)).add(base).intoArray(target, to + 3 * targetStride);
            s2.fma(sixteen, s3.fma(sixteenth, s1)).add(base).intoArray(target, to + 4 * targetStride);
            FloatVector last = t2.fma(thirtyTwo, t3.fma(thirtySecond, t1));
            last.add(p7).add(base).intoArray(target, to + 5 * targetStride);
        }
    }
}
