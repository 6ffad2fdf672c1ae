package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepArguments;
import io.github.animegan.image.step.text.StepSyntax;
import io.github.animegan.image.step.text.StepTable;
import io.github.animegan.image.step.text.StepText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The built-in postprocessing steps' texts, read and printed by one table. */
enum PostprocessorStep {
    NONE("none", arguments -> Postprocessors.none()),
    GRADE("grade", arguments -> Postprocessors.shinkaiGrade()),
    GLOW(
            "glow",
            arguments ->
                    Postprocessors.glow(arguments.number(0, 2), arguments.number(1, 0.8), arguments.number(2, 0.3)),
            "sigma",
            "threshold",
            "weight"),
    BLOOM(
            "bloom",
            arguments ->
                    Postprocessors.bloom(arguments.number(0, 2), arguments.number(1, 0.8), arguments.number(2, 0.3)),
            "sigma",
            "threshold",
            "weight"),
    BILATERAL(
            "bilateral",
            arguments ->
                    Postprocessors.bilateral(arguments.whole(0, 9), arguments.number(1, 75), arguments.number(2, 75)),
            "diameter",
            "sigma-color",
            "sigma-space"),
    WHITE_BALANCE("white-balance", arguments -> Postprocessors.whiteBalance(arguments.number(0, 0.5)), "amount"),
    UNSHARP(
            "unsharp",
            arguments -> Postprocessors.unsharpMask(arguments.number(0, 2), arguments.number(1, 0.4)),
            "sigma",
            "amount"),
    MATCH_BRIGHTNESS("match-brightness", arguments -> Postprocessors.matchBrightness()),
    SATURATION("saturation", arguments -> Postprocessors.saturation(arguments.number(0)), "factor"),
    CONTRAST("contrast", arguments -> Postprocessors.contrast(arguments.number(0)), "factor"),
    SCREEN_TONE("screen-tone", arguments -> Postprocessors.screenTone(arguments.number(0, 180)), "dots"),
    ENLARGE("enlarge", arguments -> Postprocessors.enlarge(arguments.number(0, 2)), "factor"),
    SIDE_BY_SIDE("side-by-side", arguments -> Postprocessors.sideBySide()),
    STRENGTH("strength", arguments -> Postprocessors.strength(arguments.number(0)), "factor");

    static final StepTable<Postprocessor> TABLE = new StepTable<>(
            "postprocessor",
            Postprocessor::then,
            Stream.of(values()).map(step -> step.syntax).toList());

    @SuppressWarnings("ImmutableEnumChecker") // The makers are stateless.
    private final StepSyntax<Postprocessor> syntax;

    PostprocessorStep(String name, Function<StepArguments, Postprocessor> maker, String... parameters) {
        this.syntax = new StepSyntax<>(name, List.of(parameters), maker);
    }

    /** The step, described as this one with all its arguments. */
    Postprocessor describe(Postprocessor step, Object... arguments) {
        return new NamedPostprocessor(StepText.of(syntax.name(), arguments), step);
    }
}
