package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.Scratch;

/** Element-wise work in chunks that fit the innermost cache. */
final class PlainPixelKernel implements PixelKernel {
    private static final Object FIRST = new Object();
    private static final Object SECOND = new Object();

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
        float[] chunk = scratch.floats(FIRST, affine.chunk());
        int count = pixels * affine.lanes();
        for (int done = 0; done < count; done += affine.chunk()) {
            int length = Math.min(affine.chunk(), count - done);
            System.arraycopy(source, sourceOffset + done, chunk, 0, length);
            scaleAndActivate(chunk, affine.scale(), affine.shift(), negativeSlope, length);
            System.arraycopy(chunk, 0, target, targetOffset + done, length);
        }
    }

    private static void scaleAndActivate(float[] x, float[] scale, float[] shift, float slope, int length) {
        for (int j = 0; j < length; j++) {
            float v = x[j] * scale[j] + shift[j];
            x[j] = Math.max(v, v * slope);
        }
    }

    @Override
    public void add(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        inChunks(PlainPixelKernel::addTo, source, sourceOffset, target, targetOffset, count, scratch);
    }

    @Override
    public void subtract(
            float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        inChunks(PlainPixelKernel::subtractFrom, source, sourceOffset, target, targetOffset, count, scratch);
    }

    @Override
    public void multiply(
            float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        inChunks(PlainPixelKernel::multiplyBy, source, sourceOffset, target, targetOffset, count, scratch);
    }

    @Override
    public void divide(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch) {
        inChunks(PlainPixelKernel::divideBy, source, sourceOffset, target, targetOffset, count, scratch);
    }

    /** Changes {@code x[j]} by {@code y[j]} for all j below a length. */
    private interface Change {
        void apply(float[] x, float[] y, int length);
    }

    private static void inChunks(
            Change change,
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int count,
            Scratch scratch) {
        float[] a = scratch.floats(FIRST, CHUNK);
        float[] b = scratch.floats(SECOND, CHUNK);
        for (int done = 0; done < count; done += CHUNK) {
            int length = Math.min(CHUNK, count - done);
            System.arraycopy(source, sourceOffset + done, a, 0, length);
            System.arraycopy(target, targetOffset + done, b, 0, length);
            change.apply(b, a, length);
            System.arraycopy(b, 0, target, targetOffset + done, length);
        }
    }

    private static void addTo(float[] x, float[] y, int length) {
        for (int j = 0; j < length; j++) {
            x[j] += y[j];
        }
    }

    private static void subtractFrom(float[] x, float[] y, int length) {
        for (int j = 0; j < length; j++) {
            x[j] -= y[j];
        }
    }

    private static void multiplyBy(float[] x, float[] y, int length) {
        for (int j = 0; j < length; j++) {
            x[j] *= y[j];
        }
    }

    private static void divideBy(float[] x, float[] y, int length) {
        for (int j = 0; j < length; j++) {
            x[j] /= y[j];
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
        float[] x = scratch.floats(FIRST, CHUNK);
        float[] y = scratch.floats(SECOND, CHUNK);
        for (int done = 0; done < count; done += CHUNK) {
            int length = Math.min(CHUNK, count - done);
            System.arraycopy(a, aOffset + done, x, 0, length);
            System.arraycopy(b, bOffset + done, y, 0, length);
            blend(x, y, fraction, length);
            System.arraycopy(x, 0, target, targetOffset + done, length);
        }
    }

    private static void blend(float[] x, float[] y, float fraction, int length) {
        for (int j = 0; j < length; j++) {
            x[j] = x[j] + (y[j] - x[j]) * fraction;
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
        for (int x = 0; x < columns; x++) {
            interpolatePixel(
                    source,
                    first[x] * stride,
                    second[x] * stride,
                    fraction[x],
                    target,
                    targetOffset + x * stride,
                    stride);
        }
    }

    private static void interpolatePixel(
            float[] source, int a, int b, float fraction, float[] target, int to, int stride) {
        for (int c = 0; c < stride; c++) {
            float x = source[a + c];
            target[to + c] = x + (source[b + c] - x) * fraction;
        }
    }

    /** Four pixels at a time: C2 leaves this loop scalar, and so the sums are at least read and written less often. */
    @Override
    public void accumulate(
            float[] source, int sourceOffset, int pixels, int lanes, float[] pivot, float[] sums, float[] squares) {
        int pixel = 0;
        for (; pixel + 4 <= pixels; pixel += 4) {
            int o = sourceOffset + pixel * lanes;
            for (int c = 0; c < lanes; c++) {
                float p = pivot[c];
                float x0 = source[o + c] - p;
                float x1 = source[o + lanes + c] - p;
                float x2 = source[o + 2 * lanes + c] - p;
                float x3 = source[o + 3 * lanes + c] - p;
                sums[c] += (x0 + x1) + (x2 + x3);
                squares[c] += (x0 * x0 + x1 * x1) + (x2 * x2 + x3 * x3);
            }
        }
        for (; pixel < pixels; pixel++) {
            int o = sourceOffset + pixel * lanes;
            for (int c = 0; c < lanes; c++) {
                float x = source[o + c] - pivot[c];
                sums[c] += x;
                squares[c] += x * x;
            }
        }
    }
}
