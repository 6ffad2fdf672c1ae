package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.step.text.StepText;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A step, then another on each of its views, undone in the opposite order. */
record PreprocessorChain(Preprocessor first, Preprocessor next) implements Preprocessor {
    @Override
    public Prepared prepare(BufferedImage image) {
        Prepared before = prepare(first, image);
        List<Prepared> after =
                before.views().stream().map(view -> prepare(next, view)).toList();
        List<BufferedImage> views =
                after.stream().flatMap(each -> each.views().stream()).toList();
        return new Prepared(views, stylized -> before.undo(undoEach(after, stylized)));
    }

    /** Undoes the next step on each view of the first, whose pictures follow each other. */
    private static List<BufferedImage> undoEach(List<Prepared> after, List<BufferedImage> stylized) {
        List<BufferedImage> undone = new ArrayList<>();
        int from = 0;
        for (Prepared each : after) {
            int to = from + each.views().size();
            undone.add(each.undo(stylized.subList(from, to)));
            from = to;
        }
        return undone;
    }

    /** Steps are written by others, too, who need not have read that null is no picture. */
    private static Prepared prepare(Preprocessor step, BufferedImage image) {
        return Objects.requireNonNull(step.prepare(image), () -> "null from the preprocessor " + step);
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
