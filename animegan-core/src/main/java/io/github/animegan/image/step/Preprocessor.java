package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One step between a photo and the generator: resizing, padding, cropping, aligning. Each step also knows how to undo itself
 * on the stylized picture, so steps can be chained in any order and the result is again of the photo's size.
 *
 * <p>An implementation must not write to the image, and should be stateless so that several threads can share it; what an
 * undo needs, the photo included, is kept by the {@link Prepared} of that one call. {@link Preprocessors} has the built-in
 * ones.
 */
@FunctionalInterface
public interface Preprocessor {
    /**
     * Prepares one picture.
     *
     * @param image the photo as it is after the steps before; not to be written to
     * @return the view or views for the generator, and the way back
     */
    Prepared prepare(BufferedImage image);

    /**
     * {@return all that this step does, as {@link Preprocessors#parse} reads it, such as {@code fit-within(512)}: steps of equal
     * descriptions give equal results for equal pictures} Nothing where the step cannot say so; {@link Preprocessors#named} gives such a
     * step a description.
     */
    default Optional<String> description() {
        return Optional.empty();
    }

    /**
     * {@return the size of the picture that {@link #prepare} gives for one of the given size: the same unless the step says otherwise}
     * Memory is estimated by it, so that a step of one's own that changes the size had better say so.
     *
     * @param picture in pixels
     */
    default ImageSize preparedSize(ImageSize picture) {
        return picture;
    }

    /**
     * {@return the longest side to which this step reduces every larger picture before anything else is done with it, and for good; empty
     * if it does not} Files may then be reduced to not much more than that while they are decoded.
     */
    default OptionalInt targetSize() {
        return OptionalInt.empty();
    }

    /**
     * This step, then the next one; undone in the opposite order. It is described as {@code this + next} if both are
     * described.
     *
     * @param next gets the views that this step gives
     * @return both steps as one
     */
    default Preprocessor then(Preprocessor next) {
        return new PreprocessorChain(this, next);
    }

    /**
     * {@return the same preparation, whose effect stays in the result: {@code fitWithin(512).withoutUndo()} gives small pictures} Applies
     * to this step (or chain of steps) only, not to those before or after it.
     */
    default Preprocessor withoutUndo() {
        return new WithoutUndo(this);
    }
}
