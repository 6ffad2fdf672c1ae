package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.filter.Clahe;
import io.github.animegan.image.filter.ColorMeans;
import io.github.animegan.image.filter.Flattening;
import io.github.animegan.image.resample.Resampling;
import io.github.animegan.image.step.text.ArgumentChecks;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;

/**
 * The built-in {@link Preprocessor}s. All are stateless and may be shared by threads.
 *
 * <p>Those that change the size or shape are undone on the result unless their description here says otherwise; those that
 * change colors are not. Color steps keep alpha, and compute rows in parallel in the JVM's common pool.
 */
public final class Preprocessors {
    private static final int DEFAULT_CAP = 2048;

    private Preprocessors() {}

    /**
     * Reads steps as they describe themselves: {@code fit-within(512) + pad-to-square(edge)}, where a comma may stand for
     * the plus sign, and arguments with a default may be left out at the end.
     *
     * @param text steps joined by plus signs or commas; {@code none} for none
     * @return the steps as one
     * @throws IllegalArgumentException naming what is wrong, and the known steps if one is unknown
     */
    public static Preprocessor parse(String text) {
        return PreprocessorStep.table().parse(text);
    }

    /**
     * {@return the step with a description of the caller's: it must say all that the step does, since pictures of equal descriptions are
     * taken to be equal}
     *
     * @param text not blank
     * @param step what does it
     * @throws IllegalArgumentException if the text is blank
     */
    public static Preprocessor named(String text, Preprocessor step) {
        return new NamedPreprocessor(text, step);
    }

    /**
     * Leaves the picture alone.
     *
     * @return a step that gives the picture itself; several threads may share it
     */
    public static Preprocessor none() {
        return PreprocessorStep.NONE.describe(Prepared::withoutUndo);
    }

    /**
     * As {@link #fitWithin(int, Resampling)}, bicubic.
     *
     * @param longestSide in pixels, at least 1
     * @return a step that reduces pictures; several threads may share it
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor fitWithin(int longestSide) {
        return fitWithin(longestSide, Resampling.BICUBIC);
    }

    /**
     * As {@link #fitWithin(int)}, with a common size; {@link #parse} knows them too, as in {@code fit-within(medium)}.
     *
     * @param preset which longest side
     * @return a step that reduces pictures; several threads may share it
     */
    public static Preprocessor fitWithin(SizePreset preset) {
        return fitWithin(preset.longestSide());
    }

    /**
     * Reduces a picture whose longer side exceeds the given number of pixels to that (see
     * {@link ImageSize#withLongestSide}); never enlarges. The undo brings the result back to the picture's size.
     *
     * @param longestSide in pixels, at least 1
     * @param resampling the filter of both ways
     * @return a step that reduces pictures; several threads may share it
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor fitWithin(int longestSide, Resampling resampling) {
        ArgumentChecks.requirePositive(longestSide, "longest side");
        Preprocessor step = SizeStep.resizing(
                size -> longestSide < size.longestSide() ? size.withLongestSide(longestSide) : size,
                resampling,
                OptionalInt.of(longestSide));
        return resampling == Resampling.BICUBIC
                ? PreprocessorStep.FIT_WITHIN.describe(step, longestSide)
                : PreprocessorStep.FIT_WITHIN.describe(step, longestSide, resampling);
    }

    /**
     * As {@link #cap(int)}, at 2048 pixels.
     *
     * @return a step that reduces pictures; several threads may share it
     */
    public static Preprocessor cap() {
        return cap(DEFAULT_CAP);
    }

    /**
     * Reduces anything larger than the given longest side, bicubic. Not undone: unlike {@link #fitWithin(int)} it bounds the
     * size of the result too.
     *
     * @param longestSide in pixels, at least 1
     * @return a step that reduces pictures; several threads may share it
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor cap(int longestSide) {
        return PreprocessorStep.CAP.describe(fitWithin(longestSide).withoutUndo(), longestSide);
    }

    /**
     * Reduces or enlarges a picture so that its longer side has the given number of pixels; otherwise as {@link #fitWithin}.
     * {@code scaleTo(450)} is CartoonGAN's own procedure.
     *
     * @param longestSide in pixels, at least 1
     * @return a step that resizes pictures; several threads may share it
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor scaleTo(int longestSide) {
        ArgumentChecks.requirePositive(longestSide, "longest side");
        Preprocessor step = SizeStep.resizing(
                size -> size.withLongestSide(longestSide), Resampling.BICUBIC, OptionalInt.of(longestSide));
        return PreprocessorStep.SCALE_TO.describe(step, longestSide);
    }

    /**
     * Gives the generator a canvas to draw on: the longer side of the photo becomes the given number of pixels, also that of a
     * smaller photo, so that lines are as wide in proportion whatever the size of the photo. The undo brings the drawing to the
     * photo's size by the {@link io.github.animegan.image.resample.Enlarger}, with crisp edges. {@link #scaleTo} is the same with
     * a bicubic way back.
     *
     * @param longestSide in pixels, at least 1
     * @return a step that resizes pictures; several threads may share it
     * @throws IllegalArgumentException if the longest side is not positive
     */
    public static Preprocessor canvas(int longestSide) {
        ArgumentChecks.requirePositive(longestSide, "canvas");
        Preprocessor step = new SizeStep(
                size -> size.withLongestSide(longestSide), Geometry::onCanvas, OptionalInt.of(longestSide), false);
        return PreprocessorStep.CANVAS.describe(step, longestSide);
    }

    /**
     * Leaves the photo as it is and flattens what is drawn of it, at the size at which it is drawn: left-over texture goes, edges of
     * more than the given number of levels stay. Comes after all steps that change the size.
     *
     * @param levels of 255, in [1, 128]
     * @return a step that flattens drawings; several threads may share it
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static Preprocessor flatten(int levels) {
        ArgumentChecks.requireWithin(levels, 1, 128, "levels");
        Flattening filter = new Flattening(levels);
        Preprocessor step = image -> new Prepared(image, drawn -> Filtering.apply(filter, drawn));
        return PreprocessorStep.FLATTEN.describe(step, levels);
    }

    /**
     * Resizes the picture, bicubic, so that each side is the next multiple of the given number below it, at least once that
     * number. {@code snapToMultipleOf(32)} is AnimeGANv2's own procedure, but for pictures below 256 pixels, which it
     * enlarges.
     *
     * @param number of pixels, at least 1
     * @return a step that resizes pictures; several threads may share it
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Preprocessor snapToMultipleOf(int number) {
        ArgumentChecks.requirePositive(number, "multiple");
        Preprocessor step = SizeStep.resizing(
                size -> new ImageSize(
                        Geometry.roundDown(size.width(), number), Geometry.roundDown(size.height(), number)),
                Resampling.BICUBIC,
                OptionalInt.empty());
        return PreprocessorStep.SNAP_TO_MULTIPLE.describe(step, number);
    }

    /**
     * Reflects the picture at its right and lower edge until both sides are multiples of the given number. Undone by cutting
     * that off again.
     *
     * @param number of pixels, at least 1
     * @return a step that pads pictures; several threads may share it
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Preprocessor padToMultipleOf(int number) {
        ArgumentChecks.requirePositive(number, "multiple");
        Preprocessor step = SizeStep.of(
                size -> size.roundedUpTo(number),
                (image, padded) -> Geometry.padded(image, padded, 0, 0, Border.reflect()));
        return PreprocessorStep.PAD_TO_MULTIPLE.describe(step, number);
    }

    /**
     * Reflects the shorter side on both ends until the picture is a square: {@code padToSquare(Border.reflect())}.
     *
     * @return a step that pads pictures; several threads may share it
     */
    public static Preprocessor padToSquare() {
        return padToSquare(Border.reflect());
    }

    /**
     * Puts the picture in the middle of a square of its longer side. Undone by cutting it out again.
     *
     * @param border what surrounds the picture
     * @return a step that pads pictures; several threads may share it
     */
    public static Preprocessor padToSquare(Border border) {
        Preprocessor step = SizeStep.of(
                size -> new ImageSize(size.longestSide(), size.longestSide()),
                (image, square) -> Geometry.padded(
                        image,
                        square,
                        (square.width() - image.getWidth()) / 2,
                        (square.height() - image.getHeight()) / 2,
                        border));
        return PreprocessorStep.PAD_TO_SQUARE.describe(step, border);
    }

    /**
     * Cuts the largest square out of the picture's middle. Not undone: who asks for a square gets a square.
     *
     * @return a step that crops pictures; several threads may share it
     */
    public static Preprocessor centerCropSquare() {
        return PreprocessorStep.CENTER_CROP_SQUARE.describe(
                SizeStep.of(size -> new ImageSize(size.shortestSide(), size.shortestSide()), Geometry::cropped));
    }

    /**
     * Cuts a rectangle out of the picture's middle; a side that is shorter than asked for stays whole. Not undone.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @return a step that crops pictures; several threads may share it
     * @throws IllegalArgumentException if a side is not positive
     */
    public static Preprocessor centerCrop(int width, int height) {
        ArgumentChecks.requirePositive(width, "width");
        ArgumentChecks.requirePositive(height, "height");
        Preprocessor step = SizeStep.of(
                size -> new ImageSize(Math.min(width, size.width()), Math.min(height, size.height())),
                Geometry::cropped);
        return PreprocessorStep.CENTER_CROP.describe(step, width, height);
    }

    /**
     * {@code clahe(2, 8)}: mild, in 8 by 8 tiles.
     *
     * @return that step; several threads may share it
     */
    public static Preprocessor clahe() {
        return clahe(2, 8);
    }

    /**
     * Brings out detail in dark and hazy places: CLAHE of the lightness of CIE L*a*b*, as OpenCV's {@code createCLAHE} in 256
     * levels.
     *
     * @param clipLimit how many times its share of a tile's pixels a level may have, in [0.1, 100]; 1 changes almost nothing
     * @param tiles to each side, in [1, 64]
     * @return a step that equalizes pictures; several threads may share it
     * @throws IllegalArgumentException if one is outside
     * @see <a href="https://doi.org/10.1016/B978-0-12-336156-1.50061-6">K. Zuiderveld, Contrast limited adaptive histogram
     *     equalization, 1994</a>
     */
    public static Preprocessor clahe(double clipLimit, int tiles) {
        ArgumentChecks.requireWithin(clipLimit, 0.1, 100, "clip limit");
        ArgumentChecks.requireWithin(tiles, 1, 64, "number of tiles");
        return PreprocessorStep.CLAHE.describe(Filtering.before(new Clahe(clipLimit, tiles)), clipLimit, tiles);
    }

    /**
     * Gray-world white balance: {@code c * gray / mean(c)} for each color, where gray is the mean of the three means. Means
     * are weighted by alpha; a color that is nowhere stays so.
     *
     * @return a step that balances pictures; several threads may share it
     * @see <a href="https://doi.org/10.1016/0016-0032(80)90058-7">G. Buchsbaum, A spatial processor model for object color
     *     perception, 1980</a>
     */
    public static Preprocessor grayWorld() {
        Preprocessor step = image -> {
            BufferedImage balanced =
                    Filtering.apply(ColorMeans.of(Images.pixelsOf(image).argb).toGray(), image);
            return Prepared.withoutUndo(balanced);
        };
        return PreprocessorStep.GRAY_WORLD.describe(step);
    }

    /**
     * {@code bilateral(5, 25, 5)}: takes the noise of a sensor away and little else.
     *
     * @return that step; several threads may share it
     */
    public static Preprocessor denoise() {
        return bilateral(5, 25, 5);
    }

    /**
     * Smooths areas and keeps edges; see {@link Postprocessors#bilateral(int, double, double)}.
     *
     * @param diameter of the disc in pixels, in [1, 31]
     * @param sigmaColor in [0.1, 1000]
     * @param sigmaSpace in pixels, in [0.1, 1000]
     * @return a step that smooths pictures; several threads may share it
     * @throws IllegalArgumentException as it does
     */
    public static Preprocessor bilateral(int diameter, double sigmaColor, double sigmaSpace) {
        Preprocessor step = Filtering.before(Filtering.bilateral(diameter, sigmaColor, sigmaSpace));
        return PreprocessorStep.BILATERAL.describe(step, diameter, sigmaColor, sigmaSpace);
    }
}
