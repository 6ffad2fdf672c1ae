package io.github.animegan.image.step;

import io.github.animegan.image.resample.Resampling;
import io.github.animegan.image.step.text.StepArguments;
import io.github.animegan.image.step.text.StepSyntax;
import io.github.animegan.image.step.text.StepTable;
import io.github.animegan.image.step.text.StepText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The built-in preprocessing steps' texts, read and printed by one table. */
enum PreprocessorStep {
    NONE("none", arguments -> Preprocessors.none()),
    FIT_WITHIN(
            "fit-within",
            arguments -> Preprocessors.fitWithin(
                    SizePreset.longestSide(arguments, 0), arguments.constant(1, Resampling.BICUBIC)),
            "longest-side",
            "resampling"),
    CAP("cap", arguments -> Preprocessors.cap(arguments.whole(0, 2048)), "longest-side"),
    SCALE_TO("scale-to", arguments -> Preprocessors.scaleTo(arguments.whole(0)), "longest-side"),
    CANVAS("canvas", arguments -> Preprocessors.canvas(SizePreset.longestSide(arguments, 0)), "longest-side"),
    FLATTEN("flatten", arguments -> Preprocessors.flatten(arguments.whole(0)), "levels"),
    SNAP_TO_MULTIPLE("snap-to-multiple", arguments -> Preprocessors.snapToMultipleOf(arguments.whole(0)), "number"),
    PAD_TO_MULTIPLE("pad-to-multiple", arguments -> Preprocessors.padToMultipleOf(arguments.whole(0)), "number"),
    PAD_TO_SQUARE(
            "pad-to-square",
            arguments -> Preprocessors.padToSquare(
                    arguments.given(0).map(Border::parse).orElse(Border.reflect())),
            "border"),
    CENTER_CROP_SQUARE("center-crop-square", arguments -> Preprocessors.centerCropSquare()),
    CENTER_CROP(
            "center-crop",
            arguments -> Preprocessors.centerCrop(arguments.whole(0), arguments.whole(1)),
            "width",
            "height"),
    CLAHE(
            "clahe",
            arguments -> Preprocessors.clahe(arguments.number(0, 2), arguments.whole(1, 8)),
            "clip-limit",
            "tiles"),
    GRAY_WORLD("gray-world", arguments -> Preprocessors.grayWorld()),
    BILATERAL(
            "bilateral",
            arguments ->
                    Preprocessors.bilateral(arguments.whole(0, 5), arguments.number(1, 25), arguments.number(2, 5)),
            "diameter",
            "sigma-color",
            "sigma-space"),
    DENOISE("denoise", arguments -> Preprocessors.denoise()),
    WITHOUT_UNDO(
            WithoutUndo.NAME, arguments -> Preprocessors.parse(arguments.all()).withoutUndo(), "step...");

    static final StepTable<Preprocessor> TABLE = new StepTable<>(
            "preprocessor",
            Preprocessor::then,
            Stream.of(values()).map(step -> step.syntax).toList());

    @SuppressWarnings("ImmutableEnumChecker") // The makers are stateless.
    private final StepSyntax<Preprocessor> syntax;

    PreprocessorStep(String name, Function<StepArguments, Preprocessor> maker, String... parameters) {
        this.syntax = new StepSyntax<>(name, List.of(parameters), maker);
    }

    /** The step, described as this one with all its arguments. */
    Preprocessor describe(Preprocessor step, Object... arguments) {
        return new NamedPreprocessor(StepText.of(syntax.name(), arguments), step);
    }
}
