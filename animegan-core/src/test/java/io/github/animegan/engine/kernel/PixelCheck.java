package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Checks the element-wise routines against their formulas in double precision, for many lengths, at odd offsets, with
 * guard values at both sides of what they may write.
 */
final class PixelCheck {
    private static final float GUARD = -98765.43f;
    private static final int OFFSET = 5;
    private static final int[] LANES = {1, 3, 15, 16, 32, 48, 64, 512};
    private static final int[] PIXELS = {0, 1, 2, 3, 7, 31, 64, 207};
    private static final int[] COUNTS = {0, 1, 2, 3, 7, 16, 17, 31, 207, 1023, 1024, 1025, 5000};

    private final PixelKernel kernel;
    private final Random random;
    private final Scratch scratch;

    PixelCheck(PixelKernel kernel, Random random, Scratch scratch) {
        this.kernel = kernel;
        this.random = random;
        this.scratch = scratch;
    }

    void normalize(float negativeSlope) {
        for (int lanes : LANES) {
            float[] scale = noise(lanes);
            float[] shift = noise(lanes);
            ChannelAffine affine = ChannelAffine.of(scale, shift);
            for (int pixels : PIXELS) {
                float[] source = noise(pixels * lanes + 3);
                float[] target = guarded(pixels * lanes);
                kernel.normalize(source, 3, target, OFFSET, pixels, affine, negativeSlope, scratch);
                compare("normalize %d pixels of %d lanes".formatted(pixels, lanes), target, pixels * lanes, i -> {
                    double v = (double) source[3 + i] * scale[i % lanes] + shift[i % lanes];
                    return Math.max(v, v * negativeSlope);
                });
            }
        }
    }

    void add() {
        combine("add", kernel::add, Double::sum);
    }

    void subtract() {
        combine("subtract", kernel::subtract, (target, source) -> target - source);
    }

    void multiply() {
        combine("multiply", kernel::multiply, (target, source) -> target * source);
    }

    void divide() {
        combine("divide", kernel::divide, (target, source) -> target / source);
    }

    private interface Combination {
        void apply(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch);
    }

    private void combine(String what, Combination combination, DoubleBinaryOperator formula) {
        for (int count : COUNTS) {
            float[] source = noise(count + 3);
            for (int i = 0; i < source.length; i++) {
                source[i] = Math.copySign(0.25f + Math.abs(source[i]), source[i]); // A divisor is not too near to zero.
            }
            float[] target = guarded(count);
            float[] before = noise(count);
            System.arraycopy(before, 0, target, OFFSET, count);
            combination.apply(source, 3, target, OFFSET, count, scratch);
            compare(what + " " + count, target, count, i -> formula.applyAsDouble(before[i], source[3 + i]));
        }
    }

    void interpolateColumns() {
        for (int stride : LANES) {
            for (int columns : PIXELS) {
                float[] source = noise(5 * stride);
                int[] first = random.ints(columns, 0, 5).toArray();
                int[] second = random.ints(columns, 0, 5).toArray();
                float[] fraction = new float[columns];
                for (int x = 0; x < columns; x++) {
                    fraction[x] = x % 3 == 0 ? 0 : random.nextFloat();
                }
                float[] target = guarded(columns * stride);
                kernel.interpolateColumns(source, first, second, fraction, target, OFFSET, columns, stride);
                compare("%d columns of %d".formatted(columns, stride), target, columns * stride, i -> {
                    int x = i / stride;
                    double a = source[first[x] * stride + i % stride];
                    return a + (source[second[x] * stride + i % stride] - a) * fraction[x];
                });
            }
        }
    }

    void interpolate(float fraction) {
        for (int count : COUNTS) {
            float[] both = noise(2 * count + 4);
            int second = count + 4;
            float[] target = guarded(count);
            kernel.interpolate(both, 1, both, second, fraction, target, OFFSET, count, scratch);
            IntToDoubleFunction formula = i -> both[1 + i] + ((double) both[second + i] - both[1 + i]) * fraction;
            compare("interpolate " + count, target, count, formula);
        }
    }

    void tanh() {
        for (int count : COUNTS) {
            float[] before = noise(count);
            for (int i = 0; i < count; i += 3) {
                before[i] *= i % 2 == 0 ? 100 : 0.001f;
            }
            float[] values = guarded(count);
            System.arraycopy(before, 0, values, OFFSET, count);
            kernel.tanh(values, OFFSET, count, scratch);
            // An approximation is enough: a picture has 256 steps between -1 and 1.
            compare("tanh " + count, values, count, 1e-6, i -> Math.tanh(before[i]));
        }
    }

    void accumulate() {
        for (int lanes : LANES) {
            for (int pixels : PIXELS) {
                float[] source = noise(pixels * lanes + 3);
                float[] pivot = noise(lanes);
                float[] sums = guarded(lanes);
                float[] squares = guarded(lanes);
                float[] sumsBefore = noise(lanes);
                float[] squaresBefore = noise(lanes);
                float[] theSums = Arrays.copyOf(sumsBefore, lanes + 1);
                float[] theSquares = Arrays.copyOf(squaresBefore, lanes + 1);
                theSums[lanes] = GUARD;
                theSquares[lanes] = GUARD;
                kernel.accumulate(source, 3, pixels, lanes, pivot, theSums, theSquares);
                System.arraycopy(theSums, 0, sums, OFFSET, lanes + 1);
                System.arraycopy(theSquares, 0, squares, OFFSET, lanes + 1);
                String what = "accumulate %d pixels of %d lanes".formatted(pixels, lanes);
                // Deviations are below 2, their squares below 4; the sums are float32.
                double tolerance = 0x1p-24 * 4 * Math.sqrt(Math.max(16, pixels)) * Math.max(1, pixels);
                compare("sums, " + what, sums, lanes, tolerance, c -> {
                    double sum = sumsBefore[c];
                    for (int i = 0; i < pixels; i++) {
                        sum += (double) source[3 + i * lanes + c] - pivot[c];
                    }
                    return sum;
                });
                compare("squares, " + what, squares, lanes, tolerance, c -> {
                    double sum = squaresBefore[c];
                    for (int i = 0; i < pixels; i++) {
                        sum += Math.pow((double) source[3 + i * lanes + c] - pivot[c], 2);
                    }
                    return sum;
                });
            }
        }
    }

    /** Values here are below 2 and come from up to three roundings. */
    private static void compare(String what, float[] target, int count, IntToDoubleFunction formula) {
        compare(what, target, count, 0x1p-24 * 6, formula);
    }

    private static void compare(String what, float[] target, int count, double tolerance, IntToDoubleFunction formula) {
        for (int i = 0; i < target.length; i++) {
            boolean asked = i >= OFFSET && i < OFFSET + count;
            double expected = asked ? formula.applyAsDouble(i - OFFSET) : GUARD;
            double allowed = asked ? tolerance : 0;
            if (!(Math.abs(target[i] - expected) <= allowed)) {
                fail("%s, element %d of %d: expected %s within %s, but was %s"
                        .formatted(what, i - OFFSET, count, expected, allowed, target[i]));
            }
        }
    }

    private static float[] guarded(int count) {
        float[] values = new float[OFFSET + count + 5];
        Arrays.fill(values, GUARD);
        return values;
    }

    private float[] noise(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
