package io.github.animegan.pipeline;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.Generator;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * The last step before every generator: a photo too small for it ({@link SmallestSize}), down to 1x1, is continued by reflection at its
 * edges, and the picture is cut out again. All other photos go through as they are.
 */
public final class SmallPhotos implements Preprocessor {
    private static final Preprocessor PADDED = Preprocessors.padToMultipleOf(SmallestSize.SIDE);

    private final Generator generator;

    public SmallPhotos(Generator generator) {
        this.generator = generator;
    }

    @Override
    public Prepared prepare(BufferedImage image) {
        return isSmall(Images.sizeOf(image)) ? PADDED.prepare(image) : Prepared.withoutUndo(image);
    }

    @Override
    public ImageSize preparedSize(ImageSize picture) {
        return isSmall(picture) ? PADDED.preparedSize(picture) : picture;
    }

    /** Part of every way to a picture, and so of no text that tells them apart. */
    @Override
    public Optional<String> description() {
        return Preprocessors.none().description();
    }

    private boolean isSmall(ImageSize picture) {
        return SmallestSize.isBelow(picture, generator);
    }
}
