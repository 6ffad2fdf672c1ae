package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

/**
 * F(4, 3) with the points 0, 5/8, -5/8, 3/2, -3/2: a quarter of the products of a 3x3 convolution. The usual points, 1 and 2,
 * would round twice as much.
 */
final class PlainWinograd4x3 extends PlainWinogradTransform {
    private static final float INNER = 0.625f;
    private static final float OUTER = 1.5f;
    private static final float INNER_SQUARE = INNER * INNER;
    private static final float OUTER_SQUARE = OUTER * OUTER;

    PlainWinograd4x3() {
        super(4, 3, 0, INNER, -INNER, OUTER, -OUTER);
    }

    @Override
    void input(float[][] source, int first, int step, float[][] target, int firstTarget, int targetStep, int count) {
        float[] d1 = source[first + step];
        float[] d2 = source[first + 2 * step];
        float[] d3 = source[first + 3 * step];
        float[] d4 = source[first + 4 * step];
        end(source[first], d2, d4, target[firstTarget], count);
        pair(
                OUTER_SQUARE,
                INNER,
                d1,
                d2,
                d3,
                d4,
                target[firstTarget + targetStep],
                target[firstTarget + 2 * targetStep],
                count);
        pair(
                INNER_SQUARE,
                OUTER,
                d1,
                d2,
                d3,
                d4,
                target[firstTarget + 3 * targetStep],
                target[firstTarget + 4 * targetStep],
                count);
        end(d1, d3, source[first + 5 * step], target[firstTarget + 5 * targetStep], count);
    }

    /** {@code (5/8 3/2)^2 a - (25/64 + 9/4) b + c}. */
    private static void end(float[] a, float[] b, float[] c, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            target[j] = multiplyAdd(
                    INNER_SQUARE * OUTER_SQUARE, a[j], multiplyAdd(-INNER_SQUARE - OUTER_SQUARE, b[j], c[j]));
        }
    }

    /** {@code (d4 - p d2) +- q (d3 - p d1)}. */
    private static void pair(
            float p,
            float q,
            float[] d1,
            float[] d2,
            float[] d3,
            float[] d4,
            float[] sum,
            float[] difference,
            int count) {
        for (int j = 0; j < count; j++) {
            float even = multiplyAdd(-p, d2[j], d4[j]);
            float odd = q * multiplyAdd(-p, d1[j], d3[j]);
            sum[j] = even + odd;
            difference[j] = even - odd;
        }
    }

    @Override
    void output(
            float[][] source,
            int first,
            int step,
            float bias,
            float[][] target,
            int firstTarget,
            int targetStep,
            int count) {
        float[] p1 = source[first + step];
        float[] p2 = source[first + 2 * step];
        float[] p3 = source[first + 3 * step];
        float[] p4 = source[first + 4 * step];
        float[] p5 = source[first + 5 * step];
        float[] y1 = target[firstTarget + targetStep];
        float[] y3 = target[firstTarget + 3 * targetStep];
        even(
                INNER,
                OUTER,
                source[first],
                p1,
                p2,
                p3,
                p4,
                bias,
                target[firstTarget],
                target[firstTarget + 2 * targetStep],
                count);
        odd(INNER, OUTER, p5, p1, p2, p3, p4, bias, y1, y3, count);
    }
}
