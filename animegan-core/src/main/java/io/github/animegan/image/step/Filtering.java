package io.github.animegan.image.step;

import io.github.animegan.image.Images;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.Transparency;
import io.github.animegan.image.filter.BilateralFilter;
import io.github.animegan.image.filter.PixelFilter;
import io.github.animegan.image.step.text.ArgumentChecks;
import java.awt.image.BufferedImage;

/** Runs filters on images. Alpha stays; what is invisible takes part with the colors around it, so nothing bleeds out of it. */
final class Filtering {
    private Filtering() {}

    static BufferedImage apply(PixelFilter filter, BufferedImage image) {
        Pixels pixels = Transparency.withoutArbitraryColors(image);
        filter.apply(pixels);
        return Images.toImage(pixels);
    }

    static Preprocessor before(PixelFilter filter) {
        return image -> Prepared.withoutUndo(apply(filter, image));
    }

    static Postprocessor after(PixelFilter filter) {
        return (stylized, original) -> apply(filter, stylized);
    }

    static BilateralFilter bilateral(int diameter, double sigmaColor, double sigmaSpace) {
        ArgumentChecks.requireWithin(diameter, 1, 31, "diameter");
        ArgumentChecks.requireWithin(sigmaColor, 0.1, 1000, "color sigma");
        ArgumentChecks.requireWithin(sigmaSpace, 0.1, 1000, "space sigma");
        return new BilateralFilter(diameter, sigmaColor, sigmaSpace);
    }
}
