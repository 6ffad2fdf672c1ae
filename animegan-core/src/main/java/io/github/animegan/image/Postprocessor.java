package io.github.animegan.image;

import java.awt.image.BufferedImage;

/**
 * One finishing step, after all preparation has been undone: sees the stylised picture and the original.
 *
 * <p>An implementation must not write to either image, and should be stateless so that several threads can share it.
 * {@link Postprocessors} has the built-in ones.
 */
@FunctionalInterface
public interface Postprocessor {
    /** The finished picture, of the stylised one's size. The original may have another size. */
    BufferedImage apply(BufferedImage stylized, BufferedImage original);

    /** This step, then the next one, which sees the same original. */
    default Postprocessor then(Postprocessor next) {
        return (stylized, original) -> next.apply(apply(stylized, original), original);
    }
}
