package io.github.animegan.image;

import io.github.animegan.image.filter.BilateralFilter;
import io.github.animegan.image.filter.PixelFilter;
import java.awt.image.BufferedImage;

/** Runs filters on images. Alpha stays; what is invisible takes part with the colours around it, so nothing bleeds out of it. */
final class Filtering {
    private Filtering() {}

    static BufferedImage apply(PixelFilter filter, BufferedImage image) {
        Pixels pixels = Transparency.withoutArbitraryColours(image);
        filter.apply(pixels.argb, pixels.width, pixels.height);
        return pixels.toImage();
    }

    static Preprocessor before(PixelFilter filter) {
        return image -> Prepared.withoutUndo(apply(filter, image));
    }

    static Postprocessor after(PixelFilter filter) {
        return (stylized, original) -> apply(filter, stylized);
    }

    static BilateralFilter bilateral(int diameter, double sigmaColour, double sigmaSpace) {
        Limits.requireWithin(diameter, 1, 31, "diameter");
        Limits.requireWithin(sigmaColour, 0.1, 1000, "colour sigma");
        Limits.requireWithin(sigmaSpace, 0.1, 1000, "space sigma");
        return new BilateralFilter(diameter, sigmaColour, sigmaSpace);
    }
}
