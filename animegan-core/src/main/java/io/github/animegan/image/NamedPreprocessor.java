package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.util.Optional;

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
    public String toString() {
        return text;
    }
}
