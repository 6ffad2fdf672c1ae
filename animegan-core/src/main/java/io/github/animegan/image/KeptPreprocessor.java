package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.util.Optional;

/** A step whose effect stays in the result. */
record KeptPreprocessor(Preprocessor step) implements Preprocessor {
    @Override
    public Prepared prepare(BufferedImage image) {
        return Prepared.withoutUndo(step.prepare(image).image());
    }

    @Override
    public Optional<String> description() {
        return step.description().map(PreprocessorStep.WITHOUT_UNDO::text);
    }

    @Override
    public ImageSize preparedSize(ImageSize picture) {
        return step.preparedSize(picture);
    }

    @Override
    public String toString() {
        return description().orElseGet(() -> step + " without undo");
    }
}
