package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 2) with the points 0, 3/4, -3/4, 2, and F(4, 1) in the same domain: one tap has no part in the product at infinity, so
 * that it takes four products where two take five. What is convolved by two taps here and by one there can thus be added up
 * before it is transformed back.
 */
final class VectorWinograd4x2 extends VectorWinogradTransform {
    private static final float POINT = 0.75f;
    private static final float LAST = 2;

    private final boolean infinity;

    /** @param taps one or two */
    VectorWinograd4x2(int taps) {
        super(4, taps, 0, POINT, -POINT, LAST);
        this.infinity = taps == 2;
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
        FloatVector point = FloatVector.broadcast(SPECIES, POINT);
        FloatVector minusPoint = FloatVector.broadcast(SPECIES, -POINT);
        FloatVector minusSquare = FloatVector.broadcast(SPECIES, -POINT * POINT);
        FloatVector minusLast = FloatVector.broadcast(SPECIES, -LAST);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            // All but the last point's are multiples of (x - 2).
            FloatVector e0 = d0.fma(minusLast, d1);
            FloatVector e1 = d1.fma(minusLast, d2);
            FloatVector e2 = d2.fma(minusLast, d3);
            e0.fma(minusSquare, e2).intoArray(target, to);
            e1.fma(point, e2).intoArray(target, to + targetStride);
            e1.fma(minusPoint, e2).intoArray(target, to + 2 * targetStride);
            d1.fma(minusSquare, d3).intoArray(target, to + 3 * targetStride);
            if (infinity) {
                FloatVector d4 = FloatVector.fromArray(SPECIES, source, from + 4 * stride);
                FloatVector e3 = d3.fma(minusLast, d4);
                e1.fma(minusSquare, e3).intoArray(target, to + 4 * targetStride);
            }
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
        FloatVector point = FloatVector.broadcast(SPECIES, POINT);
        FloatVector square = FloatVector.broadcast(SPECIES, POINT * POINT);
        FloatVector cube = FloatVector.broadcast(SPECIES, POINT * POINT * POINT);
        FloatVector last = FloatVector.broadcast(SPECIES, LAST);
        FloatVector lastSquare = FloatVector.broadcast(SPECIES, LAST * LAST);
        FloatVector lastCube = FloatVector.broadcast(SPECIES, LAST * LAST * LAST);
        FloatVector base = FloatVector.fromArray(SPECIES, bias, biasOffset);
        for (int i = 0; i < count; i++) {
            int from = offset + i * step;
            int to = targetOffset + i * targetStep;
            FloatVector p0 = FloatVector.fromArray(SPECIES, source, from);
            FloatVector p1 = FloatVector.fromArray(SPECIES, source, from + stride);
            FloatVector p2 = FloatVector.fromArray(SPECIES, source, from + 2 * stride);
            FloatVector p3 = FloatVector.fromArray(SPECIES, source, from + 3 * stride);
            FloatVector sum = p1.add(p2);
            FloatVector difference = p1.sub(p2);
            p0.add(sum).add(p3.add(base)).intoArray(target, to);
            p3.fma(last, difference.fma(point, base)).intoArray(target, to + targetStride);
            p3.fma(lastSquare, sum.fma(square, base)).intoArray(target, to + 2 * targetStride);
            FloatVector y3 = p3.fma(lastCube, difference.fma(cube, base));
            if (infinity) {
                y3 = y3.add(FloatVector.fromArray(SPECIES, source, from + 4 * stride));
            }
            y3.intoArray(target, to + 3 * targetStride);
        }
    }
}
