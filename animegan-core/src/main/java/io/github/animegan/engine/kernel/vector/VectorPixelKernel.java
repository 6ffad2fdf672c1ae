package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.Scratch;
import jdk.incubator.vector.FloatVector;

/** Element-wise work on vectors. Channels that are no multiple of a vector, such as a picture's three, end in scalar loops. */
final class VectorPixelKernel implements PixelKernel {
    @Override
    public void normalize(
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int pixels,
            ChannelAffine affine,
            float negativeSlope,
            Scratch scratch) {
        int count = pixels * affine.lanes();
        for (int done = 0; done < count; done += affine.chunk()) {
            int length = Math.min(affine.chunk(), count - done);
            chunk(
                    source,
                    sourceOffset + done,
                    target,
                    targetOffset + done,
                    length,
                    affine.scale(),
                    affine.shift(),
                    negativeSlope);
        }
    }

    /** Normalizes some floats in a row, for each of which there is a scale and a shift. Returns at once with none. */
    static void chunk(
            float[] source,
            int from,
            float[] target,
            int to,
            int length,
            float[] scale,
            float[] shift,
            float negativeSlope) {
        if (length == 0) {
            return;
        }
        FloatVector slope = FloatVector.broadcast(SPECIES, negativeSlope);
        int end = SPECIES.loopBound(length);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector value = FloatVector.fromArray(SPECIES, source, from + i)
                    .fma(FloatVector.fromArray(SPECIES, scale, i), FloatVector.fromArray(SPECIES, shift, i));
            value.max(value.mul(slope)).intoArray(target, to + i);
        }
        for (; i < length; i++) {
            float value = Math.fma(source[from + i], scale[i], shift[i]);
            target[to + i] = Math.max(value, value * negativeSlope);
        }
    }

    @Override
    public void add(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        int end = SPECIES.loopBound(count);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector.fromArray(SPECIES, source, sourceOffset + i)
                    .add(FloatVector.fromArray(SPECIES, target, targetOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (; i < count; i++) {
            target[targetOffset + i] += source[sourceOffset + i];
        }
    }

    @Override
    public void interpolate(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float fraction,
            float[] target,
            int targetOffset,
            int count,
            Scratch scratch) {
        if (count == 0) {
            return;
        }
        FloatVector weight = FloatVector.broadcast(SPECIES, fraction);
        int end = SPECIES.loopBound(count);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector.fromArray(SPECIES, b, bOffset + i).sub(x).fma(weight, x).intoArray(target, targetOffset + i);
        }
        for (; i < count; i++) {
            float x = a[aOffset + i];
            target[targetOffset + i] = Math.fma(b[bOffset + i] - x, fraction, x);
        }
    }

    @Override
    public void subtract(
            float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        int end = SPECIES.loopBound(count);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i)
                    .sub(FloatVector.fromArray(SPECIES, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (; i < count; i++) {
            target[targetOffset + i] -= source[sourceOffset + i];
        }
    }

    @Override
    public void multiply(
            float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        int end = SPECIES.loopBound(count);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i)
                    .mul(FloatVector.fromArray(SPECIES, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (; i < count; i++) {
            target[targetOffset + i] *= source[sourceOffset + i];
        }
    }

    @Override
    public void divide(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        int end = SPECIES.loopBound(count);
        int i = 0;
        for (; i < end; i += LENGTH) {
            FloatVector.fromArray(SPECIES, target, targetOffset + i)
                    .div(FloatVector.fromArray(SPECIES, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
        for (; i < count; i++) {
            target[targetOffset + i] /= source[sourceOffset + i];
        }
    }

    @Override
    public void interpolateColumns(
            float[] source,
            int[] first,
            int[] second,
            float[] fraction,
            float[] target,
            int targetOffset,
            int columns,
            int stride) {
        int end = SPECIES.loopBound(stride);
        for (int x = 0; x < columns; x++) {
            FloatVector weight = FloatVector.broadcast(SPECIES, fraction[x]);
            int a = first[x] * stride;
            int b = second[x] * stride;
            int to = targetOffset + x * stride;
            int i = 0;
            for (; i < end; i += LENGTH) {
                FloatVector value = FloatVector.fromArray(SPECIES, source, a + i);
                FloatVector.fromArray(SPECIES, source, b + i)
                        .sub(value)
                        .fma(weight, value)
                        .intoArray(target, to + i);
            }
            for (; i < stride; i++) {
                float value = source[a + i];
                target[to + i] = Math.fma(source[b + i] - value, fraction[x], value);
            }
        }
    }

    @Override
    public void accumulate(
            float[] source, int sourceOffset, int pixels, int lanes, float[] pivot, float[] sums, float[] squares) {
        int end = SPECIES.loopBound(lanes);
        int c = 0;
        for (; c < end; c += LENGTH) {
            accumulate(source, sourceOffset + c, pixels, lanes, pivot, sums, squares, c);
        }
        for (; c < lanes; c++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                float x = source[sourceOffset + pixel * lanes + c] - pivot[c];
                sums[c] += x;
                squares[c] += x * x;
            }
        }
    }

    /** Two pixels at a time, as an addition waits for the one before it. */
    private static void accumulate(
            float[] source, int offset, int pixels, int lanes, float[] pivot, float[] sums, float[] squares, int c) {
        if (pixels == 0) {
            return;
        }
        FloatVector base = FloatVector.fromArray(SPECIES, pivot, c);
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, c);
        FloatVector square0 = FloatVector.fromArray(SPECIES, squares, c);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector square1 = FloatVector.zero(SPECIES);
        int pairs = pixels & ~1;
        for (int i = 0; i < pairs; i += 2) {
            int at = offset + i * lanes;
            FloatVector x0 = FloatVector.fromArray(SPECIES, source, at).sub(base);
            FloatVector x1 = FloatVector.fromArray(SPECIES, source, at + lanes).sub(base);
            sum0 = sum0.add(x0);
            sum1 = sum1.add(x1);
            square0 = x0.fma(x0, square0);
            square1 = x1.fma(x1, square1);
        }
        if (pairs < pixels) {
            FloatVector x = FloatVector.fromArray(SPECIES, source, offset + pairs * lanes)
                    .sub(base);
            sum0 = sum0.add(x);
            square0 = x.fma(x, square0);
        }
        sum0.add(sum1).intoArray(sums, c);
        square0.add(square1).intoArray(squares, c);
    }
}
