package io.github.animegan.video.frame;

/**
 * One picture of a film: sRGB samples {@code 0xAARRGGBB}, row by row, and the moment at which it appears. Mutable, so that a
 * film of any length is read into the same few arrays; whoever holds a frame is the only one who may write to it.
 */
public final class Frame {
    private final int width;
    private final int height;
    private final int[] argb;
    private long pts;

    /**
     * A frame over this array, which is not copied.
     *
     * @param width of the frame, in samples
     * @param height of the frame, in samples
     * @param argb {@code width * height} samples {@code 0xAARRGGBB}, not premultiplied, row by row from the top
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Frame(int width, int height, int[] argb) {
        if (argb.length != width * height) {
            throw new IllegalArgumentException(
                    "a frame of " + width + "x" + height + " has not " + argb.length + " samples");
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /**
     * A transparent frame.
     *
     * @param width of the frame, in samples
     * @param height of the frame, in samples
     */
    public Frame(int width, int height) {
        this(width, height, new int[Math.multiplyExact(width, height)]);
    }

    /** {@return samples in a row} */
    public int width() {
        return width;
    }

    /** {@return how many rows there are} */
    public int height() {
        return height;
    }

    /** {@return the samples themselves, {@code 0xAARRGGBB}, not premultiplied, row by row from the top: not a copy} */
    @SuppressWarnings("EI_EXPOSE_REP")
    public int[] argb() {
        return argb;
    }

    /** {@return when the frame appears, in ticks of its film's clock} */
    public long pts() {
        return pts;
    }

    /**
     * Sets when the frame appears, in ticks of its film's clock.
     *
     * @param ticks as long as the film's {@link FrameFormat#timeBase} says
     */
    public void setPts(long ticks) {
        this.pts = ticks;
    }

    /**
     * Takes over another frame's samples and time; its size must be the same.
     *
     * @param other a frame of this one's width and height
     */
    public void copyFrom(Frame other) {
        if (other.width != width || other.height != height) {
            throw new IllegalArgumentException(
                    "a frame of " + other.width + "x" + other.height + " does not fit one of " + width + "x" + height);
        }
        System.arraycopy(other.argb, 0, argb, 0, argb.length);
        pts = other.pts;
    }
}
