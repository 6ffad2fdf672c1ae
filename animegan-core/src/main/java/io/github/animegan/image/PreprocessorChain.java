package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalInt;

/** A step, then another, undone in the opposite order. */
record PreprocessorChain(Preprocessor first, Preprocessor next) implements Preprocessor {
    @Override
    public Prepared prepare(BufferedImage image) {
        Prepared before = first.prepare(image);
        Prepared after = next.prepare(before.image());
        return new Prepared(after.image(), stylized -> before.undo(after.undo(stylized)));
    }

    @Override
    public Optional<String> description() {
        return StepText.chain(first.description(), next.description());
    }

    @Override
    public ImageSize preparedSize(ImageSize picture) {
        return next.preparedSize(first.preparedSize(picture));
    }

    @Override
    public OptionalInt targetSize() {
        return first.description().equals(Optional.of(StepText.NONE)) ? next.targetSize() : first.targetSize();
    }

    @Override
    public String toString() {
        return description().orElseGet(() -> first + " + " + next);
    }
}
