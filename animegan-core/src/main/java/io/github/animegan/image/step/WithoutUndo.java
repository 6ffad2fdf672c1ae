package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.step.text.StepText;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A step whose effect stays in the result: its preparation has no undo. */
record WithoutUndo(Preprocessor step) implements Preprocessor {
    /** The name under which such a step is written, around the step itself. */
    static final String NAME = "without-undo";

    /** The description of a step of the given description, without its undo. */
    static String describe(String description) {
        return StepText.of(NAME, description);
    }

    @Override
    public Prepared prepare(BufferedImage image) {
        return Prepared.withoutUndo(step.prepare(image).image());
    }

    @Override
    public Optional<String> description() {
        return step.description().map(WithoutUndo::describe);
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
