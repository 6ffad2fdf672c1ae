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

    public FrameFormat {
        if (width < 1 || height < 1 || (long) width * height > MOST_SAMPLES) {
            throw new IllegalArgumentException("frames of " + width + "x" + height + ": at most " + MOST_SAMPLES
                    + " samples, and at least one row and column");
        }
        if (timeBase.numerator() < 1) {
            throw new IllegalArgumentException("a clock with ticks of " + timeBase + " s stands still");
        }
    }

    /** How many samples a frame has. */
    public int samples() {
        return width * height;
    }

    /** Frames of another size, shown alike. */
    public FrameFormat withSize(int newWidth, int newHeight) {
        return new FrameFormat(newWidth, newHeight, timeBase, sampleAspect);
    }
}
