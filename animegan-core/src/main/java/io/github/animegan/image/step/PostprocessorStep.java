package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepArguments;
import io.github.animegan.image.step.text.StepSyntax;
import io.github.animegan.image.step.text.StepTable;
import io.github.animegan.image.step.text.StepText;
import java.util.List;
import java.util.stream.Stream;

/** The built-in postprocessing steps' texts, read and printed by one table. */
enum PostprocessorStep {
    NONE("none"),
    GRADE("grade"),
    GLOW("glow", "sigma", "threshold", "weight"),
    BLOOM("bloom", "sigma", "threshold", "weight"),
    BILATERAL("bilateral", "diameter", "sigma-color", "sigma-space"),
    WHITE_BALANCE("white-balance", "amount"),
    UNSHARP("unsharp", "sigma", "amount"),
    MATCH_BRIGHTNESS("match-brightness"),
    SATURATION("saturation", "factor"),
    CONTRAST("contrast", "factor"),
    SCREEN_TONE("screen-tone", "dots"),
    ENLARGE("enlarge", "factor"),
    SIDE_BY_SIDE("side-by-side"),
    STRENGTH("strength", "factor");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed.
    private final List<String> parameters;

    PostprocessorStep(String text, String... parameters) {
        this.text = text;
        this.parameters = List.of(parameters);
    }

    /** The table of all; apart from the steps, since most programs read none. */
    private static final class Table {
        static final StepTable<Postprocessor> ALL = new StepTable<>(
                "postprocessor",
                Postprocessor::then,
                Stream.of(values())
                        .map(step -> new StepSyntax<>(step.text, step.parameters, step::make))
                        .toList());
    }

    static StepTable<Postprocessor> table() {
        return Table.ALL;
    }

    private Postprocessor make(StepArguments arguments) {
        return switch (this) {
            case NONE -> Postprocessors.none();
            case GRADE -> Postprocessors.shinkaiGrade();
            case GLOW ->
                Postprocessors.glow(arguments.number(0, 2), arguments.number(1, 0.8), arguments.number(2, 0.3));
            case BLOOM ->
                Postprocessors.bloom(arguments.number(0, 2), arguments.number(1, 0.8), arguments.number(2, 0.3));
            case BILATERAL ->
                Postprocessors.bilateral(arguments.whole(0, 9), arguments.number(1, 75), arguments.number(2, 75));
            case WHITE_BALANCE -> Postprocessors.whiteBalance(arguments.number(0, 0.5));
            case UNSHARP -> Postprocessors.unsharpMask(arguments.number(0, 2), arguments.number(1, 0.4));
            case MATCH_BRIGHTNESS -> Postprocessors.matchBrightness();
            case SATURATION -> Postprocessors.saturation(arguments.number(0));
            case CONTRAST -> Postprocessors.contrast(arguments.number(0));
            case SCREEN_TONE -> Postprocessors.screenTone(arguments.number(0, 180));
            case ENLARGE -> Postprocessors.enlarge(arguments.number(0, 2));
            case SIDE_BY_SIDE -> Postprocessors.sideBySide();
            case STRENGTH -> Postprocessors.strength(arguments.number(0));
        };
    }

    /** The step, described as this one with all its arguments. */
    Postprocessor describe(Postprocessor step, Object... arguments) {
        return new NamedPostprocessor(StepText.of(text, arguments), step);
    }
}
