package io.github.animegan.image.step;

import io.github.animegan.image.resample.Resampling;
import io.github.animegan.image.step.text.StepArguments;
import io.github.animegan.image.step.text.StepSyntax;
import io.github.animegan.image.step.text.StepTable;
import io.github.animegan.image.step.text.StepText;
import java.util.List;
import java.util.stream.Stream;

/** The built-in preprocessing steps' texts, read and printed by one table. */
enum PreprocessorStep {
    NONE("none"),
    FIT_WITHIN("fit-within", "longest-side", "resampling"),
    CAP("cap", "longest-side"),
    SCALE_TO("scale-to", "longest-side"),
    CANVAS("canvas", "longest-side"),
    FLATTEN("flatten", "levels"),
    SNAP_TO_MULTIPLE("snap-to-multiple", "number"),
    PAD_TO_MULTIPLE("pad-to-multiple", "number"),
    PAD_TO_SQUARE("pad-to-square", "border"),
    CENTER_CROP_SQUARE("center-crop-square"),
    CENTER_CROP("center-crop", "width", "height"),
    CLAHE("clahe", "clip-limit", "tiles"),
    GRAY_WORLD("gray-world"),
    BILATERAL("bilateral", "diameter", "sigma-color", "sigma-space"),
    DENOISE("denoise"),
    WITHOUT_UNDO(WithoutUndo.NAME, "step...");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed.
    private final List<String> parameters;

    PreprocessorStep(String text, String... parameters) {
        this.text = text;
        this.parameters = List.of(parameters);
    }

    /** The table of all; apart from the steps, since most programs read none. */
    private static final class Table {
        static final StepTable<Preprocessor> ALL = new StepTable<>(
                "preprocessor",
                Preprocessor::then,
                Stream.of(values())
                        .map(step -> new StepSyntax<>(step.text, step.parameters, step::make))
                        .toList());
    }

    static StepTable<Preprocessor> table() {
        return Table.ALL;
    }

    private Preprocessor make(StepArguments arguments) {
        return switch (this) {
            case NONE -> Preprocessors.none();
            case FIT_WITHIN ->
                Preprocessors.fitWithin(
                        SizePreset.longestSide(arguments, 0), arguments.constant(1, Resampling.BICUBIC));
            case CAP -> Preprocessors.cap(arguments.whole(0, 2048));
            case SCALE_TO -> Preprocessors.scaleTo(arguments.whole(0));
            case CANVAS -> Preprocessors.canvas(SizePreset.longestSide(arguments, 0));
            case FLATTEN -> Preprocessors.flatten(arguments.whole(0));
            case SNAP_TO_MULTIPLE -> Preprocessors.snapToMultipleOf(arguments.whole(0));
            case PAD_TO_MULTIPLE -> Preprocessors.padToMultipleOf(arguments.whole(0));
            case PAD_TO_SQUARE ->
                Preprocessors.padToSquare(arguments.given(0).map(Border::parse).orElse(Border.reflect()));
            case CENTER_CROP_SQUARE -> Preprocessors.centerCropSquare();
            case CENTER_CROP -> Preprocessors.centerCrop(arguments.whole(0), arguments.whole(1));
            case CLAHE -> Preprocessors.clahe(arguments.number(0, 2), arguments.whole(1, 8));
            case GRAY_WORLD -> Preprocessors.grayWorld();
            case BILATERAL ->
                Preprocessors.bilateral(arguments.whole(0, 5), arguments.number(1, 25), arguments.number(2, 5));
            case DENOISE -> Preprocessors.denoise();
            case WITHOUT_UNDO -> Preprocessors.parse(arguments.all()).withoutUndo();
        };
    }

    /** The step, described as this one with all its arguments. */
    Preprocessor describe(Preprocessor step, Object... arguments) {
        return new NamedPreprocessor(StepText.of(text, arguments), step);
    }
}
