package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepText;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A step with its description. */
record NamedPostprocessor(String text, Postprocessor step) implements Postprocessor {
    NamedPostprocessor {
        StepText.requireText(text);
    }

    @Override
    public BufferedImage apply(BufferedImage stylized, BufferedImage original) {
        return step.apply(stylized, original);
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
