package io.github.animegan.image.step;

import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * One finishing step, after all preparation has been undone: sees the stylized picture and the original.
 *
 * <p>An implementation must not write to either image, and should be stateless so that several threads can share it.
 * {@link Postprocessors} has the built-in ones.
 */
@FunctionalInterface
public interface Postprocessor {
    /**
     * {@return the finished picture, of the stylized one's size unless the step says otherwise} The original may have another size.
     *
     * @param stylized the picture as it is after the steps before; not to be written to
     * @param original the photo, upright and in sRGB; not to be written to
     */
    BufferedImage apply(BufferedImage stylized, BufferedImage original);

    /**
     * {@return all that this step does, as {@link Postprocessors#parse} reads it, such as {@code strength(0.8)}: steps of equal
     * descriptions give equal results for equal pictures} Nothing where the step cannot say so; {@link Postprocessors#named} gives such a
     * step a description.
     */
    default Optional<String> description() {
        return Optional.empty();
    }

    /**
     * This step, then the next one, which sees the same original. It is described as {@code this + next} if both are
     * described.
     *
     * @param next gets what this step gives
     * @return both steps as one
     */
    default Postprocessor then(Postprocessor next) {
        return new PostprocessorChain(this, next);
    }
}
