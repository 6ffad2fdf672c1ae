package io.github.animegan.image;

import java.awt.image.BufferedImage;

/** The built-in {@link Preprocessor}s. All are stateless and may be shared by threads. */
public final class Preprocessors {
    private Preprocessors() {}

    /**
     * Reads steps as they describe themselves: {@code fit-within(512) + pad-to-square(edge)}, where a comma may stand for
     * the plus sign.
     *
     * @throws IllegalArgumentException naming what is wrong, and the known steps if one is unknown
     */
    public static Preprocessor parse(String text) {
        return PreprocessorStep.TABLE.parse(text);
    }

    /**
     * The step with a description of the caller's: it must say all that the step does, since pictures of equal descriptions
     * are taken to be equal.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public static Preprocessor named(String text, Preprocessor step) {
        return new NamedPreprocessor(text, step);
    }

    /** Leaves the picture alone. */
    public static Preprocessor none() {
        return PreprocessorStep.NONE.describe(Prepared::withoutUndo);
    }

    /**
     * Reduces a picture whose longer side exceeds the given number of pixels to that (see
     * {@link ImageSize#withLongestSide}); never enlarges. Bicubic, as its undo, which brings the result back to the
     * picture's size.
     *
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor fitWithin(int longestSide) {
        requirePositive(longestSide, "longest side");
        Preprocessor step = image -> longestSide < ImageSize.of(image).longestSide()
                ? resized(image, longestSide)
                : Prepared.withoutUndo(image);
        return PreprocessorStep.FIT_WITHIN.describe(step, longestSide);
    }

    /**
     * Reduces or enlarges a picture so that its longer side has the given number of pixels; otherwise as {@link #fitWithin}.
     * {@code scaleTo(450)} is CartoonGAN's own procedure.
     *
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor scaleTo(int longestSide) {
        requirePositive(longestSide, "longest side");
        Preprocessor step = image -> longestSide == ImageSize.of(image).longestSide()
                ? Prepared.withoutUndo(image)
                : resized(image, longestSide);
        return PreprocessorStep.SCALE_TO.describe(step, longestSide);
    }

    /**
     * Reflects the picture at its right and lower edge until both sides are multiples of the given number. Undone by cutting
     * that off again.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Preprocessor padToMultipleOf(int number) {
        requirePositive(number, "multiple");
        Preprocessor step = image -> {
            ImageSize size = ImageSize.of(image);
            ImageSize padded = new ImageSize(roundUp(size.width(), number), roundUp(size.height(), number));
            return padded(image, padded, 0, 0, Border.reflect());
        };
        return PreprocessorStep.PAD_TO_MULTIPLE.describe(step, number);
    }

    /** Reflects the shorter side on both ends until the picture is a square: {@code padToSquare(Border.reflect())}. */
    public static Preprocessor padToSquare() {
        return padToSquare(Border.reflect());
    }

    /** Puts the picture in the middle of a square of its longer side. Undone by cutting it out again. */
    public static Preprocessor padToSquare(Border border) {
        Preprocessor step = image -> {
            int side = ImageSize.of(image).longestSide();
            int left = (side - image.getWidth()) / 2;
            int top = (side - image.getHeight()) / 2;
            return padded(image, new ImageSize(side, side), left, top, border);
        };
        return PreprocessorStep.PAD_TO_SQUARE.describe(step, border);
    }

    /** Cuts the largest square out of the picture's middle. Not undone: who asks for a square gets a square. */
    public static Preprocessor centreCropSquare() {
        Preprocessor step = image -> {
            int side = Math.min(image.getWidth(), image.getHeight());
            int left = (image.getWidth() - side) / 2;
            int top = (image.getHeight() - side) / 2;
            return Prepared.withoutUndo(crop(image, left, top, new ImageSize(side, side)));
        };
        return PreprocessorStep.CENTRE_CROP_SQUARE.describe(step);
    }

    private static Prepared resized(BufferedImage image, int longestSide) {
        ImageSize size = ImageSize.of(image);
        BufferedImage smaller = Bicubic.resize(image, size.withLongestSide(longestSide));
        return new Prepared(smaller, stylized -> Bicubic.resize(stylized, size));
    }

    private static Prepared padded(BufferedImage image, ImageSize size, int left, int top, Border border) {
        ImageSize inner = ImageSize.of(image);
        return size.equals(inner)
                ? Prepared.withoutUndo(image)
                : new Prepared(border.pad(image, size, left, top), stylized -> crop(stylized, left, top, inner));
    }

    /** A generator may give back a few pixels less than it got: what is missing cannot be cut out. */
    private static BufferedImage crop(BufferedImage image, int left, int top, ImageSize size) {
        int width = Math.min(size.width(), image.getWidth() - left);
        int height = Math.min(size.height(), image.getHeight() - top);
        if (width == image.getWidth() && height == image.getHeight()) {
            return image;
        }
        return Pixels.of(image).crop(left, top, new ImageSize(width, height)).toImage();
    }

    private static int roundUp(int value, int multiple) {
        return Math.multiplyExact(Math.floorDiv(value - 1, multiple) + 1, multiple);
    }

    private static void requirePositive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + what + " must be positive, not " + value);
        }
    }
}
