package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepText;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Optional;

/** A step, then another, which sees the same original. */
record PostprocessorChain(Postprocessor first, Postprocessor next) implements Postprocessor {
    @Override
    public BufferedImage apply(BufferedImage stylized, BufferedImage original) {
        return apply(next, apply(first, stylized, original), original);
    }

    private static BufferedImage apply(Postprocessor step, BufferedImage stylized, BufferedImage original) {
        return Objects.requireNonNull(step.apply(stylized, original), () -> "null from the postprocessor " + step);
    }

    @Override
    public Optional<String> description() {
        return StepText.chain(first.description(), next.description());
    }

    @Override
    public String toString() {
        return description().orElseGet(() -> first + " + " + next);
    }
}
