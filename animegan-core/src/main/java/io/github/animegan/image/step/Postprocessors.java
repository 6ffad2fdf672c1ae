package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.filter.ColorMeans;
import io.github.animegan.image.filter.Glow;
import io.github.animegan.image.filter.LabWhiteBalance;
import io.github.animegan.image.filter.PixelFilter;
import io.github.animegan.image.filter.Saturation;
import io.github.animegan.image.filter.ScreenTone;
import io.github.animegan.image.filter.ToneCurves;
import io.github.animegan.image.filter.UnsharpMask;
import io.github.animegan.image.resample.Enlarger;
import io.github.animegan.image.step.text.ArgumentChecks;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.BiConsumer;

/**
 * The built-in {@link Postprocessor}s. All are stateless and may be shared by threads.
 *
 * <p>Formulas are for samples c in [0, 1] of sRGB as it is stored; results are cut off at 0 and 1 and rounded. Windows reach
 * over the picture's edges into its reflection, the edge not repeated. The stylized picture's alpha is kept, and what is
 * invisible takes part with the colors around it. Rows are computed in parallel in the JVM's common pool.
 */
public final class Postprocessors {
    private Postprocessors() {}

    /**
     * Reads steps as they describe themselves: {@code strength(0.8) + unsharp(2, 0.4)}, where a comma may stand for the plus
     * sign, and arguments with a default may be left out at the end.
     *
     * @param text steps joined by plus signs or commas; {@code none} for none
     * @return the steps as one
     * @throws IllegalArgumentException naming what is wrong, and the known steps if one is unknown
     */
    public static Postprocessor parse(String text) {
        return PostprocessorStep.table().parse(text);
    }

    /**
     * {@return the step with a description of the caller's: it must say all that the step does, since pictures of equal descriptions are
     * taken to be equal}
     *
     * @param text not blank
     * @param step what does it
     * @throws IllegalArgumentException if the text is blank
     */
    public static Postprocessor named(String text, Postprocessor step) {
        return new NamedPostprocessor(text, step);
    }

    /**
     * Leaves the stylized picture alone.
     *
     * @return a step that gives the stylized picture itself; several threads may share it
     */
    public static Postprocessor none() {
        return PostprocessorStep.NONE.describe((stylized, original) -> stylized);
    }

    /**
     * The colors of Makoto Shinkai's films: blue times 1.10 and green times 1.05, at most 1; then, for {@code x = 2 c - 1} in
     * [-1, 1], the sigmoid {@code s(x) = 2 / (1 + exp(-2 x)) - 1 = tanh(x)}, stretched so that black and white stay: {@code c =
     * (1 + s(x) / s(1)) / 2}.
     *
     * @return a step that grades pictures; several threads may share it
     */
    public static Postprocessor shinkaiGrade() {
        return PostprocessorStep.GRADE.describe(Filtering.after(ToneCurves.shinkai(1.05, 1.10)));
    }

    /**
     * {@code glow(2, 0.8, 0.3)}.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor glow() {
        return glow(2, 0.8, 0.3);
    }

    /**
     * Light that spills from highlights: {@code c + weight * g}, where g is the Gaussian blur (15x15 for sigma 2; in general of
     * radius {@code 3.5 sigma}) of the pixels whose luma, {@code 0.299 R + 0.587 G + 0.114 B}, exceeds the threshold, all others
     * black. Highlights themselves get brighter, too, up to white: where a bright sky should keep its clouds, take {@link
     * #bloom}.
     *
     * @param sigma in pixels, in [0.1, 50]
     * @param threshold in [0, 1]
     * @param weight in [0, 1]
     * @return a step that adds light; several threads may share it
     * @throws IllegalArgumentException if one is outside
     */
    public static Postprocessor glow(double sigma, double threshold, double weight) {
        requireLight(sigma, threshold, weight);
        Postprocessor step = Filtering.after(Glow.added(sigma, threshold, weight));
        return PostprocessorStep.GLOW.describe(step, sigma, threshold, weight);
    }

    /**
     * {@code bloom(2, 0.8, 0.3)}.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor bloom() {
        return bloom(2, 0.8, 0.3);
    }

    /**
     * As {@link #glow(double, double, double)}, but through a screen, {@code c + weight * g * (1 - c)}: what is dark beside a
     * highlight gets all of the light, the highlight itself little of it, and nothing burns out.
     *
     * @param sigma in pixels, in [0.1, 50]
     * @param threshold in [0, 1]
     * @param weight in [0, 1]
     * @return a step that adds light; several threads may share it
     * @throws IllegalArgumentException if one is outside
     */
    public static Postprocessor bloom(double sigma, double threshold, double weight) {
        requireLight(sigma, threshold, weight);
        Postprocessor step = Filtering.after(Glow.screened(sigma, threshold, weight));
        return PostprocessorStep.BLOOM.describe(step, sigma, threshold, weight);
    }

    private static void requireLight(double sigma, double threshold, double weight) {
        ArgumentChecks.requireSigma(sigma);
        ArgumentChecks.requireWithin(threshold, 0, 1, "threshold");
        ArgumentChecks.requireWithin(weight, 0, 1, "weight");
    }

    /**
     * {@code bilateral(9, 75, 75)}: flat areas as if painted.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor bilateral() {
        return bilateral(9, 75, 75);
    }

    /**
     * Smooths areas and keeps edges, as OpenCV's {@code bilateralFilter}: each pixel becomes the mean of those in a disc around
     * it, weighted by {@code exp(-r^2 / (2 sigmaSpace^2)) * exp(-d^2 / (2 sigmaColor^2))}, r the distance in pixels, d the sum
     * of the three colors' differences in [0, 765].
     *
     * @param diameter of the disc, in [1, 31]
     * @param sigmaColor in [0.1, 1000]
     * @param sigmaSpace in [0.1, 1000]
     * @return a step that smooths pictures; several threads may share it
     * @throws IllegalArgumentException if one is outside
     * @see <a href="https://doi.org/10.1109/ICCV.1998.710815">C. Tomasi and R. Manduchi, Bilateral filtering for gray and color
     *     images, 1998</a>
     */
    public static Postprocessor bilateral(int diameter, double sigmaColor, double sigmaSpace) {
        Postprocessor step = Filtering.after(Filtering.bilateral(diameter, sigmaColor, sigmaSpace));
        return PostprocessorStep.BILATERAL.describe(step, diameter, sigmaColor, sigmaSpace);
    }

    /**
     * {@code whiteBalance(0.5)}: half of the cast, since a sunset should stay one.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor whiteBalance() {
        return whiteBalance(0.5);
    }

    /**
     * Gray-world white balance in CIE L*a*b* (D65): {@code a - amount * mean(a)} and {@code b - amount * mean(b)}, lightness as
     * it is. Means are weighted by alpha. Where one color fills the picture, a red hat say, its opposite is added to all
     * others: take less, or none.
     *
     * @param amount in [0, 1]
     * @return a step that balances pictures; several threads may share it
     * @throws IllegalArgumentException if it is outside
     */
    public static Postprocessor whiteBalance(double amount) {
        ArgumentChecks.requireWithin(amount, 0, 1, "amount");
        return PostprocessorStep.WHITE_BALANCE.describe(Filtering.after(new LabWhiteBalance(amount)), amount);
    }

    /**
     * {@code unsharpMask(2, 0.4)}.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor unsharpMask() {
        return unsharpMask(2, 0.4);
    }

    /**
     * Sharpens: {@code (1 + amount) * c - amount * g}, where g is the Gaussian blur of radius {@code 3 sigma}.
     *
     * @param sigma in pixels, in [0.1, 50]
     * @param amount in [0, 10]
     * @return a step that sharpens pictures; several threads may share it
     * @throws IllegalArgumentException if one is outside
     */
    public static Postprocessor unsharpMask(double sigma, double amount) {
        ArgumentChecks.requireSigma(sigma);
        ArgumentChecks.requireWithin(amount, 0, 10, "amount");
        return PostprocessorStep.UNSHARP.describe(Filtering.after(new UnsharpMask(sigma, amount)), sigma, amount);
    }

    /**
     * As bright as the photo: {@code c * Y(photo) / Y(stylized)} with the mean lumas Y of both, weighted by alpha. A black
     * picture stays black.
     *
     * @return a step that sets the brightness; several threads may share it
     * @see <a href="https://github.com/TachibanaYoshino/AnimeGANv2/blob/master/tools/adjust_brightness.py">AnimeGANv2's
     *     {@code adjust_brightness_from_src_to_dst}</a>
     */
    public static Postprocessor matchBrightness() {
        Postprocessor step = (stylized, original) -> {
            double luma = ColorMeans.of(Images.pixelsOf(original).argb).luma();
            PixelFilter gain = ColorMeans.of(Images.pixelsOf(stylized).argb).toLuma(luma);
            return Filtering.apply(gain, stylized);
        };
        return PostprocessorStep.MATCH_BRIGHTNESS.describe(step);
    }

    /**
     * {@code Y + factor * (c - Y)} with the pixel's luma {@code Y = 0.299 R + 0.587 G + 0.114 B}: 0 is gray, 1 changes nothing.
     *
     * @param factor in [0, 10]
     * @return a step that sets the saturation; several threads may share it
     * @throws IllegalArgumentException if it is outside
     */
    public static Postprocessor saturation(double factor) {
        ArgumentChecks.requireWithin(factor, 0, 10, "factor");
        return PostprocessorStep.SATURATION.describe(Filtering.after(new Saturation(factor)), factor);
    }

    /**
     * {@code 0.5 + factor * (c - 0.5)}: 0 is gray, 1 changes nothing.
     *
     * @param factor in [0, 10]
     * @return a step that sets the contrast; several threads may share it
     * @throws IllegalArgumentException if it is outside
     */
    public static Postprocessor contrast(double factor) {
        ArgumentChecks.requireWithin(factor, 0, 10, "factor");
        return PostprocessorStep.CONTRAST.describe(Filtering.after(ToneCurves.contrast(factor)), factor);
    }

    /**
     * How much of the style to apply: {@code original + strength * (stylized - original)}, from 0, the original's colors, to
     * 1, the stylized picture. An original of another size is scaled to the stylized picture's.
     *
     * @param strength in [0, 1]
     * @return a step that mixes the two pictures; several threads may share it
     * @throws IllegalArgumentException if the strength is not in [0, 1]
     */
    public static Postprocessor strength(double strength) {
        ArgumentChecks.requireWithin(strength, 0, 1, "strength");
        Postprocessor step = (stylized, original) ->
                strength == 1 ? stylized : Compositing.mix(original, stylized, (float) strength);
        return PostprocessorStep.STRENGTH.describe(step, strength);
    }

    /**
     * How much of the style to apply, place by place, to protect glasses, faces or text: as {@link #strength(double)} with the
     * mask's luma, where white is the stylized picture and black the original. The mask is copied, its alpha is ignored; one
     * of another size is scaled. It has no description of its own: see {@link #named}.
     *
     * @param mask white where the style is to show, black where the photo is
     * @return a step that mixes the two pictures; several threads may share it
     */
    public static Postprocessor strength(BufferedImage mask) {
        Pixels pixels = Images.pixelsOf(mask);
        BufferedImage copy = Images.toImage(new Pixels(pixels.width, pixels.height, false, pixels.argb));
        return (stylized, original) -> Compositing.mix(original, stylized, copy);
    }

    /**
     * Lays a mark over the picture, {@code margin} pixels from the corner's two edges; where the picture is too small, the mark
     * is reduced, bicubic. The mark is copied. Transparent pictures become visible under the mark. It has no description of
     * its own: see {@link #named}.
     *
     * @param mark the picture to lay over it, as large as it shall be, with alpha where it is to be seen through
     * @param corner of the picture that the mark is near
     * @param margin in pixels, at least 0
     * @param opacity in [0, 1], by which the mark's own alpha is multiplied
     * @return a step that lays the mark over pictures; several threads may share it
     * @throws IllegalArgumentException if the opacity is outside or the margin negative
     */
    public static Postprocessor watermark(BufferedImage mark, Corner corner, int margin, double opacity) {
        ArgumentChecks.requireWithin(opacity, 0, 1, "opacity");
        ArgumentChecks.requireWithin(margin, 0, Integer.MAX_VALUE, "margin");
        BufferedImage copy = Images.toImage(Images.pixelsOf(mark));
        return (stylized, original) -> Compositing.overlay(stylized, copy, corner, margin, (float) opacity);
    }

    /**
     * Lets the caller paint on a copy of the stylized picture: dates, signatures, frames. The painter is called by several
     * threads at once if the step is shared. It has no description of its own: see {@link #named}.
     *
     * @param painter gets the copy's graphics, which it need not dispose of, and the copy's size in pixels
     * @return a step that paints on pictures
     */
    public static Postprocessor paint(BiConsumer<Graphics2D, ImageSize> painter) {
        return (stylized, original) -> {
            BufferedImage painted = Images.toImage(Images.pixelsOf(stylized));
            Graphics2D graphics = painted.createGraphics();
            try {
                painter.accept(graphics, Images.sizeOf(painted));
            } finally {
                graphics.dispose();
            }
            return painted;
        };
    }

    /**
     * {@code screenTone(180)}.
     *
     * @return that step; several threads may share it
     */
    public static Postprocessor screenTone() {
        return screenTone(180);
    }

    /**
     * Printer's dots in place of gray areas, as on the pages of a manga: black and white stay, colors keep their hue. Meant for a
     * picture in ink such as the style {@code sumi}. See {@link ScreenTone}.
     *
     * @param dots along the longer side, in [20, 2000]
     * @return a step that sets the dots; several threads may share it
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static Postprocessor screenTone(double dots) {
        ArgumentChecks.requireWithin(dots, 20, 2000, "number of dots");
        return PostprocessorStep.SCREEN_TONE.describe(Filtering.after(new ScreenTone(dots)), dots);
    }

    /**
     * Makes the picture larger, its edges as crisp as if it had been drawn so: see {@link Enlarger}.
     *
     * @param factor of both sides, in [1, 8]
     * @return a step that enlarges pictures; several threads may share it
     * @throws IllegalArgumentException if the factor is outside, and while pictures are made if one would have 2^30 pixels
     */
    public static Postprocessor enlarge(double factor) {
        ArgumentChecks.requireWithin(factor, 1, 8, "factor");
        return PostprocessorStep.ENLARGE.describe((stylized, original) -> Enlarger.enlarge(stylized, factor), factor);
    }

    /**
     * The original on the left, the stylized picture on the right: twice as wide. An original of another size is scaled to the
     * stylized picture's. Meant as the last step.
     *
     * @return a step that joins the two pictures; several threads may share it
     */
    public static Postprocessor sideBySide() {
        return PostprocessorStep.SIDE_BY_SIDE.describe(Compositing::sideBySide);
    }
}
