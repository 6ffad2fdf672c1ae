package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 3) with the points 0, 5/8, -5/8, 3/2, -3/2: a quarter of the products of a 3x3 convolution. The usual points, 1 and 2,
 * would round twice as much.
 */
final class VectorWinograd4x3 extends VectorWinogradTransform {
    VectorWinograd4x3() {
        super(4, 3, 0, 0.625, -0.625, 1.5, -1.5);
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
        FloatVector inner = FloatVector.broadcast(SPECIES, 0.625f);
        FloatVector outer = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector minusInner = FloatVector.broadcast(SPECIES, -0.625f);
        FloatVector minusOuter = FloatVector.broadcast(SPECIES, -1.5f);
        FloatVector minusInnerSquare = FloatVector.broadcast(SPECIES, -0.390625f);
        FloatVector minusOuterSquare = FloatVector.broadcast(SPECIES, -2.25f);
        FloatVector minusSum = FloatVector.broadcast(SPECIES, -2.640625f);
        FloatVector product = FloatVector.broadcast(SPECIES, 0.87890625f);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector d4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
            FloatVector d5 = FloatVector.fromArray(SPECIES, source, from + 5 * stride);
            // The product of all factors: d4 - (25/64 + 9/4) d2 + 25/64 9/4 d0
            d0.fma(product, d2.fma(minusSum, d4)).intoArray(target, to);
            // Without those of 5/8 and -5/8
            FloatVector even = d2.fma(minusOuterSquare, d4);
            FloatVector odd = d1.fma(minusOuterSquare, d3);
            odd.fma(inner, even).intoArray(target, to + targetStride);
            odd.fma(minusInner, even).intoArray(target, to + 2 * targetStride);
            // Without those of 3/2 and -3/2
            FloatVector even2 = d2.fma(minusInnerSquare, d4);
            FloatVector odd2 = d1.fma(minusInnerSquare, d3);
            odd2.fma(outer, even2).intoArray(target, to + 3 * targetStride);
            odd2.fma(minusOuter, even2).intoArray(target, to + 4 * targetStride);
            d1.fma(product, d3.fma(minusSum, d5)).intoArray(target, to + 5 * targetStride);
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
        FloatVector inner = FloatVector.broadcast(SPECIES, 0.625f);
        FloatVector innerSquare = FloatVector.broadcast(SPECIES, 0.390625f);
        FloatVector innerCube = FloatVector.broadcast(SPECIES, 0.244140625f);
        FloatVector outer = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector outerSquare = FloatVector.broadcast(SPECIES, 2.25f);
        FloatVector outerCube = FloatVector.broadcast(SPECIES, 3.375f);
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
            p0.add(s1).add(s2.add(base)).intoArray(target, to);
            t2.fma(outer, t1.fma(inner, base)).intoArray(target, to + targetStride);
            s2.fma(outerSquare, s1.fma(innerSquare, base)).intoArray(target, to + 2 * targetStride);
            t2.fma(outerCube, t1.fma(innerCube, p5.add(base))).intoArray(target, to + 3 * targetStride);
        }
    }
}
