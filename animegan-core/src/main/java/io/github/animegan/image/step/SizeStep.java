package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.resample.Resampling;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A step that gives a picture another size.
 *
 * @param size from a picture's size to that other one
 * @param change makes the picture of that size
 * @param longestSide to which it reduces every larger picture; empty if it does not
 * @param isKept whether the change stays in the result
 */
record SizeStep(
        UnaryOperator<ImageSize> size,
        BiFunction<BufferedImage, ImageSize, Prepared> change,
        OptionalInt longestSide,
        boolean isKept)
        implements Preprocessor {

    /** A step that resizes. */
    static SizeStep resizing(UnaryOperator<ImageSize> size, Resampling resampling, OptionalInt longestSide) {
        return new SizeStep(size, (image, target) -> Geometry.resized(image, target, resampling), longestSide, false);
    }

    /** A step that pads or crops. */
    static SizeStep of(UnaryOperator<ImageSize> size, BiFunction<BufferedImage, ImageSize, Prepared> change) {
        return new SizeStep(size, change, OptionalInt.empty(), false);
    }

    @Override
    public Prepared prepare(BufferedImage image) {
        Prepared prepared = change.apply(image, size.apply(Images.sizeOf(image)));
        return isKept ? Prepared.withoutUndo(prepared.image()) : prepared;
    }

    @Override
    public ImageSize preparedSize(ImageSize picture) {
        return size.apply(picture);
    }

    @Override
    public OptionalInt targetSize() {
        return isKept ? longestSide : OptionalInt.empty();
    }

    @Override
    public Preprocessor withoutUndo() {
        return new SizeStep(size, change, longestSide, true);
    }
}
