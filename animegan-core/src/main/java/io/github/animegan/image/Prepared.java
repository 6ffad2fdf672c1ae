package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A picture ready for the generator, and the way back: how the preparation is undone on the stylised picture.
 *
 * @param image what the generator should see
 * @param undoing from the stylised picture, of about the size of {@code image}, to the result
 */
public record Prepared(BufferedImage image, UnaryOperator<BufferedImage> undoing) {
    public Prepared {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(undoing, "undoing");
    }

    /** A preparation that changed nothing, or whose effect should stay. */
    public static Prepared withoutUndo(BufferedImage image) {
        return new Prepared(image, UnaryOperator.identity());
    }

    /** Undoes the preparation on the picture that the generator made of {@link #image()}. */
    public BufferedImage undo(BufferedImage stylized) {
        return undoing.apply(stylized);
    }
}
