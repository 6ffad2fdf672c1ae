package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

/** F(2, 7) with the points 0, 1, -1, 2, -2, 1/2, -1/2: a third of the products of a 7x7 convolution. */
final class PlainWinograd2x7 extends PlainWinogradTransform {
    PlainWinograd2x7() {
        super(2, 7, 0, 1, -1, 2, -2, 0.5, -0.5);
    }

    @Override
    void input(float[][] source, int first, int step, float[][] target, int firstTarget, int targetStep, int count) {
        float[] d1 = source[first + step];
        float[] d2 = source[first + 2 * step];
        float[] d3 = source[first + 3 * step];
        float[] d4 = source[first + 4 * step];
        float[] d5 = source[first + 5 * step];
        float[] d6 = source[first + 6 * step];
        end(source[first], d2, d4, d6, target[firstTarget], count);
        float[] sum = target[firstTarget + targetStep];
        float[] difference = target[firstTarget + 2 * targetStep];
        even(1, -4.25f, d2, d4, d6, sum, count);
        plusMinusOdd(1, -4.25f, 1, d1, d3, d5, sum, difference, count);
        sum = target[firstTarget + 3 * targetStep];
        difference = target[firstTarget + 4 * targetStep];
        even(0.25f, -1.25f, d2, d4, d6, sum, count);
        plusMinusOdd(0.5f, -2.5f, 2, d1, d3, d5, sum, difference, count);
        sum = target[firstTarget + 5 * targetStep];
        difference = target[firstTarget + 6 * targetStep];
        even(4, -5, d2, d4, d6, sum, count);
        plusMinusOdd(2, -2.5f, 0.5f, d1, d3, d5, sum, difference, count);
        end(d1, d3, d5, source[first + 7 * step], target[firstTarget + 7 * targetStep], count);
    }

    /** {@code (d - a) + 21/4 (b - c)}. */
    private static void end(float[] a, float[] b, float[] c, float[] d, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            target[j] = multiplyAdd(5.25f, b[j] - c[j], d[j] - a[j]);
        }
    }

    /** {@code p d2 + q d4 + d6}. */
    private static void even(float p, float q, float[] d2, float[] d4, float[] d6, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            target[j] = multiplyAdd(q, d4[j], multiplyAdd(p, d2[j], d6[j]));
        }
    }

    /** {@code sum +- (p d1 + q d3 + r d5)}; the even half is in {@code sum} already. */
    private static void plusMinusOdd(
            float p, float q, float r, float[] d1, float[] d3, float[] d5, float[] sum, float[] difference, int count) {
        for (int j = 0; j < count; j++) {
            float odd = multiplyAdd(r, d5[j], multiplyAdd(q, d3[j], p * d1[j]));
            float even = sum[j];
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
        float[] y0 = target[firstTarget];
        float[] y1 = target[firstTarget + targetStep];
        float[] p7 = source[first + 7 * step];
        inner(source[first], source[first + step], source[first + 2 * step], p7, bias, y0, y1, count);
        outer(
                source[first + 3 * step],
                source[first + 4 * step],
                source[first + 5 * step],
                source[first + 6 * step],
                y0,
                y1,
                count);
    }

    private static void inner(
            float[] p0, float[] p1, float[] p2, float[] p7, float bias, float[] y0, float[] y1, int count) {
        for (int j = 0; j < count; j++) {
            float a = p1[j];
            float b = p2[j];
            y0[j] = p0[j] + (a + b) + bias;
            y1[j] = p7[j] + (a - b) + bias;
        }
    }

    private static void outer(float[] p3, float[] p4, float[] p5, float[] p6, float[] y0, float[] y1, int count) {
        for (int j = 0; j < count; j++) {
            float a = p3[j];
            float b = p4[j];
            float c = p5[j];
            float d = p6[j];
            y0[j] += (a + b) + (c + d);
            y1[j] += multiplyAdd(2, a - b, 0.5f * (c - d));
        }
    }
}
