package io.github.animegan.video.frame;

/**
 * What the frames of a film have in common.
 *
 * @param width of every frame, in samples
 * @param height of every frame, in samples
 * @param timeBase the length of one tick of the frames' time stamps, in seconds
 * @param sampleAspect how much wider than high a sample is shown; 1/1 for square ones
 */
public record FrameFormat(int width, int height, Rational timeBase, Rational sampleAspect) {
    /** More samples than any camera's frame has; a frame of so many takes 512 MB. */
    private static final long MOST_SAMPLES = 1L << 27;

    /**
     * Rejects frames without samples or with more than 2^27 of them, and clocks that stand still.
     *
     * @param width of every frame, in samples
     * @param height of every frame, in samples
     * @param timeBase the length of one tick of the frames' time stamps, in seconds
     * @param sampleAspect how much wider than high a sample is shown; 1/1 for square ones
     * @throws IllegalArgumentException if it rejects them
     */
    public FrameFormat {
        if (width < 1 || height < 1 || (long) width * height > MOST_SAMPLES) {
            throw new IllegalArgumentException("frames of " + width + "x" + height + ": at most " + MOST_SAMPLES
                    + " samples, and at least one row and column");
        }
        if (timeBase.numerator() < 1) {
            throw new IllegalArgumentException("a clock with ticks of " + timeBase + " s stands still");
        }
    }

    /** {@return how many samples a frame has} */
    public int samples() {
        return width * height;
    }

    /**
     * {@return the format of frames of another size, shown alike}
     *
     * @param newWidth in samples, at least 1
     * @param newHeight in samples, at least 1
     */
    public FrameFormat withSize(int newWidth, int newHeight) {
        return new FrameFormat(newWidth, newHeight, timeBase, sampleAspect);
    }
}
