package io.github.animegan.image;

import io.github.animegan.math.Ints;

/**
 * The width and height of a picture. Immutable.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record ImageSize(int width, int height) {
    /**
     * Rejects pictures of no size.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @throws IllegalArgumentException if one of them is less
     */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture cannot be " + width + "x" + height + " pixels");
        }
    }

    /** {@return the larger of width and height} */
    public int longestSide() {
        return Math.max(width, height);
    }

    /** {@return the smaller of width and height} */
    public int shortestSide() {
        return Math.min(width, height);
    }

    /** {@return width times height} */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * {@return the size of the same proportions whose longer side is the given one} The other side is cut off to a whole number, as
     * CartoonGAN's own procedure does, but never below 1: 500x333 with a longest side of 450 is 450x299.
     *
     * @param longestSide in pixels, at least 1
     */
    public ImageSize withLongestSide(int longestSide) {
        int other = (int) Math.max(1, (long) shortestSide() * longestSide / longestSide());
        return width >= height ? new ImageSize(longestSide, other) : new ImageSize(other, longestSide);
    }

    /**
     * {@return this size, or the largest size of about the same proportions that fits into the room}
     *
     * @param room the greatest width and the greatest height
     */
    public ImageSize within(ImageSize room) {
        double scale = Math.min(1, Math.min((double) room.width / width, (double) room.height / height));
        return new ImageSize(Math.max(1, (int) (width * scale)), Math.max(1, (int) (height * scale)));
    }

    /**
     * {@return the least size of which both sides are multiples of a number and no smaller than these}
     *
     * @param multiple at least 1
     */
    public ImageSize roundedUpTo(int multiple) {
        return new ImageSize(Ints.roundUp(width, multiple), Ints.roundUp(height, multiple));
    }

    /** For example {@code 640x480}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
