package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Postprocessors;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.image.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What happens to a picture before and after the generator. */
final class PictureOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "Steps under one name, before those of --pre and --post: shinkai (bright skies: grade, glow),"
                    + " portrait (faces: bilateral, white-balance, unsharp) or none. Several: \"portrait, shinkai\".")
    private Recipe recipe = Recipe.NONE;

    @Option(
            names = "--pre",
            paramLabel = "STEPS",
            description = "What is done to the photo first, for example \"fit-within(512), clahe\". A wrong name is"
                    + " answered by those there are.")
    private Preprocessor before = Preprocessors.none();

    @Option(
            names = "--post",
            paramLabel = "STEPS",
            description = "What is done to the anime picture, for example \"grade, glow(2, 0.8, 0.2)\".")
    private Postprocessor after = Postprocessors.none();

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Compute at most N pixels on the longer side, then enlarge the picture to the photo's size: less"
                            + " time and memory, coarser strokes.")
    private @Nullable Integer size;

    @Option(
            names = "--strength",
            paramLabel = "S",
            defaultValue = "1",
            description = "How much of the style: from 0, the photo, to 1. Default: 1.")
    private double strength = 1;

    @Option(names = "--compare", description = "Put the photo and its picture side by side.")
    private boolean compare;

    /** @throws ParameterException if a value is out of its range */
    void check() {
        if (size != null && size < 1) {
            throw usage("--size must be at least 1, not " + size);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw usage("--strength must be from 0 to 1, not " + strength);
        }
    }

    /** The size comes last, as whatever is done before must not exceed it; strength after all that makes the style. */
    void configure(AnimeGanBuilder builder) {
        Preprocessor first = recipe.before().then(before);
        builder.preprocess(size == null ? first : first.then(Preprocessors.fitWithin(size)));
        Postprocessor last = recipe.after().then(after);
        if (strength < 1) {
            last = last.then(Postprocessors.strength(strength));
        }
        builder.postprocess(compare ? last.then(Postprocessors.sideBySide()) : last);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
