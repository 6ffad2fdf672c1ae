package io.github.animegan.image;

import java.awt.image.BufferedImage;

/**
 * One step between a photo and the generator: resizing, padding, cropping, aligning. Each step also knows how to undo itself
 * on the stylised picture, so steps can be chained in any order and the result is again of the photo's size.
 *
 * <p>An implementation must not write to the image, and should be stateless so that several threads can share it; what an
 * undo needs, the photo included, is kept by the {@link Prepared} of that one call. {@link Preprocessors} has the built-in
 * ones.
 */
@FunctionalInterface
public interface Preprocessor {
    /** Prepares one picture. */
    Prepared prepare(BufferedImage image);

    /** This step, then the next one; undone in the opposite order. */
    default Preprocessor then(Preprocessor next) {
        return image -> {
            Prepared first = prepare(image);
            Prepared second = next.prepare(first.image());
            return new Prepared(second.image(), stylized -> first.undo(second.undo(stylized)));
        };
    }

    /**
     * The same preparation, whose effect stays in the result: {@code fitWithin(512).withoutUndo()} gives small pictures.
     * Applies to this step (or chain of steps) only, not to those before or after it.
     */
    default Preprocessor withoutUndo() {
        return image -> Prepared.withoutUndo(prepare(image).image());
    }
}
