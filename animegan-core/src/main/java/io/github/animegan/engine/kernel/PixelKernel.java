package io.github.animegan.engine.kernel;

/** Element-wise work on runs of neighbouring pixels. Thread-safe: what a call changes is in its arguments. */
public interface PixelKernel {
    /** Floats to work on at once: enough that a loop's start does not count, and a few arrays of them fit the innermost cache. */
    int CHUNK = 1024;

    /**
     * {@code target = relu(source * scale + shift)}, channel by channel, where {@code relu(v) = max(v, slope * v)}; a
     * slope of 1 is none.
     */
    void normalize(
            float[] source,
            int sourceOffset,
            float[] target,
            int targetOffset,
            int pixels,
            ChannelAffine affine,
            float negativeSlope,
            Scratch scratch);

    /** {@code target += source}, over a count of floats. */
    void add(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch);

    /** {@code target = a + (b - a) * fraction}, over a count of floats. */
    void interpolate(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float fraction,
            float[] target,
            int targetOffset,
            int count,
            Scratch scratch);

    /**
     * Interpolates between pixels of a row, float by float: of the column {@code x} of the target, {@code a} is the pixel
     * {@code first[x]}, {@code b} the pixel {@code second[x]}, and the value {@code a + (b - a) * fraction[x]}.
     *
     * @param source the row, from its start
     * @param columns of the target
     * @param stride floats from one pixel to the next, in both
     */
    void interpolateColumns(
            float[] source,
            int[] first,
            int[] second,
            float[] fraction,
            float[] target,
            int targetOffset,
            int columns,
            int stride);

    /** {@code target -= source}, over a count of floats. */
    void subtract(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch);

    /** {@code target *= source}, over a count of floats. */
    void multiply(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch);

    /** {@code target /= source}, over a count of floats. */
    void divide(float[] source, int sourceOffset, float[] target, int targetOffset, int count, Scratch scratch);

    /**
     * Adds the pixels' deviations from a pivot, channel by channel, and the squares of those: {@code sums[c] += x - p},
     * {@code squares[c] += (x - p)^2}. The sums are float32: whoever calls adds them up in double often enough.
     */
    void accumulate(
            float[] source, int sourceOffset, int pixels, int lanes, float[] pivot, float[] sums, float[] squares);

    /** {@code values = tanh(values)}, over a count of floats. */
    default void tanh(float[] values, int offset, int count, Scratch scratch) {
        float[] chunk = scratch.floats(HyperbolicTangent.class, CHUNK);
        for (int done = 0; done < count; done += CHUNK) {
            int length = Math.min(CHUNK, count - done);
            System.arraycopy(values, offset + done, chunk, 0, length);
            HyperbolicTangent.apply(chunk, length);
            System.arraycopy(chunk, 0, values, offset + done, length);
        }
    }
}
