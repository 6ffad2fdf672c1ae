package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.step.text.StepText;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalInt;

/** A step with its description. */
record NamedPreprocessor(String text, Preprocessor step) implements Preprocessor {
    NamedPreprocessor {
        StepText.requireText(text);
    }

    @Override
    public Prepared prepare(BufferedImage image) {
        return step.prepare(image);
    }

    @Override
    public Optional<String> description() {
        return Optional.of(text);
    }

    @Override
    public ImageSize preparedSize(ImageSize picture) {
        return step.preparedSize(picture);
    }

    @Override
    public OptionalInt targetSize() {
        return step.targetSize();
    }

    @Override
    public Preprocessor withoutUndo() {
        return new NamedPreprocessor(WithoutUndo.describe(text), step.withoutUndo());
    }

    @Override
    public String toString() {
        return text;
    }
}
