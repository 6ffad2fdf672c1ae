package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

/**
 * F(4, 7) with the points 0, 3/8, -3/8, 3/4, -3/4, 5/4, -5/4, 5/2, -5/2: an eighth of the products of a 7x7 convolution. No other
 * four pairs of simple fractions round so little: a quarter of what 1/2, 1, 3/2 and 2 do.
 */
final class PlainWinograd4x7 extends PlainWinogradTransform {
    private static final float[] POINTS = {0.375f, 0.75f, 1.25f, 2.5f};

    /** For each point, the coefficients of the product of {@code x^2 - p^2} over the other points, from x^0 to x^4. */
    private static final float[][] OTHERS = {
        {-5.493164f, 14.160156f, -8.375f},
        {-1.373291f, 10.864258f, -7.953125f},
        {-0.49438477f, 4.473633f, -6.953125f},
        {-0.12359619f, 1.1777344f, -2.265625f}
    };

    PlainWinograd4x7() {
        super(4, 7, 0, 0.375, -0.375, 0.75, -0.75, 1.25, -1.25, 2.5, -2.5);
    }

    @Override
    void input(float[][] source, int first, int step, float[][] target, int firstTarget, int targetStep, int count) {
        float[] d1 = source[first + step];
        float[] d2 = source[first + 2 * step];
        float[] d3 = source[first + 3 * step];
        float[] d4 = source[first + 4 * step];
        float[] d5 = source[first + 5 * step];
        float[] d6 = source[first + 6 * step];
        float[] d7 = source[first + 7 * step];
        float[] d8 = source[first + 8 * step];
        end(source[first], d2, d4, d6, d8, target[firstTarget], count);
        for (int pair = 0; pair < POINTS.length; pair++) {
            float[] other = OTHERS[pair];
            float[] sum = target[firstTarget + (2 * pair + 1) * targetStep];
            float[] difference = target[firstTarget + (2 * pair + 2) * targetStep];
            even(other[0], other[1], other[2], d2, d4, d6, d8, sum, count);
            plusMinusOdd(POINTS[pair], other[0], other[1], other[2], d1, d3, d5, d7, sum, difference, count);
        }
        end(d1, d3, d5, d7, source[first + 9 * step], target[firstTarget + 9 * targetStep], count);
    }

    /** The product of all {@code x^2 - p^2}. */
    private static void end(float[] a, float[] b, float[] c, float[] d, float[] e, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            float low = multiplyAdd(-7.484436f, b[j], multiplyAdd(0.7724762f, a[j], e[j]));
            target[j] = multiplyAdd(-8.515625f, d[j], multiplyAdd(15.337891f, c[j], low));
        }
    }

    private static void even(
            float p, float q, float r, float[] d2, float[] d4, float[] d6, float[] d8, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            target[j] = multiplyAdd(r, d6[j], multiplyAdd(q, d4[j], multiplyAdd(p, d2[j], d8[j])));
        }
    }

    /** {@code sum +- point (p d1 + q d3 + r d5 + d7)}; the even half is in {@code sum} already. */
    private static void plusMinusOdd(
            float point,
            float p,
            float q,
            float r,
            float[] d1,
            float[] d3,
            float[] d5,
            float[] d7,
            float[] sum,
            float[] difference,
            int count) {
        for (int j = 0; j < count; j++) {
            float odd = multiplyAdd(r, d5[j], multiplyAdd(q, d3[j], multiplyAdd(p, d1[j], d7[j])));
            float even = sum[j];
            sum[j] = multiplyAdd(point, odd, even);
            difference[j] = multiplyAdd(-point, odd, even);
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
        float[] y0 = target[firstTarget];
        float[] y1 = target[firstTarget + targetStep];
        float[] y2 = target[firstTarget + 2 * targetStep];
        float[] y3 = target[firstTarget + 3 * targetStep];
        float[] p1 = source[first + step];
        float[] p2 = source[first + 2 * step];
        float[] p3 = source[first + 3 * step];
        float[] p4 = source[first + 4 * step];
        float[] p5 = source[first + 5 * step];
        float[] p6 = source[first + 6 * step];
        float[] p7 = source[first + 7 * step];
        float[] p8 = source[first + 8 * step];
        even(POINTS[0], POINTS[1], source[first], p1, p2, p3, p4, bias, y0, y2, count);
        outerEven(p5, p6, p7, p8, y0, y2, count);
        odd(POINTS[0], POINTS[1], source[first + 9 * step], p1, p2, p3, p4, bias, y1, y3, count);
        outerOdd(p5, p6, p7, p8, y1, y3, count);
    }

    private static void outerEven(float[] p5, float[] p6, float[] p7, float[] p8, float[] y0, float[] y2, int count) {
        for (int j = 0; j < count; j++) {
            float c = p5[j] + p6[j];
            float d = p7[j] + p8[j];
            y0[j] += c + d;
            y2[j] += multiplyAdd(6.25f, d, 1.5625f * c);
        }
    }

    private static void outerOdd(float[] p5, float[] p6, float[] p7, float[] p8, float[] y1, float[] y3, int count) {
        for (int j = 0; j < count; j++) {
            float c = p5[j] - p6[j];
            float d = p7[j] - p8[j];
            y1[j] += multiplyAdd(2.5f, d, 1.25f * c);
            y3[j] += multiplyAdd(15.625f, d, 1.953125f * c);
        }
    }
}
