package io.github.animegan.image;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The built-in postprocessing steps' texts, read and printed by one table. */
enum PostprocessorStep {
    NONE("none", arguments -> Postprocessors.none()),
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
