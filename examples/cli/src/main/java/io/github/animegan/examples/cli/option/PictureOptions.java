package io.github.animegan.examples.cli.option;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.image.step.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What happens to a picture before and after the generator. */
public final class PictureOptions {
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
            names = "--canvas",
            paramLabel = "N|photo",
            description =
                    "Draw with N pixels on the longer side (or preview, medium, large, full: 256, 512, 720, 1080), then"
                            + " bring the drawing to the photo's size with crisp edges; or at the photo's own size."
                            + " Default: the style's own canvas; photo with --weights, for which 512 to 720 is good.")
    private @Nullable Canvas canvas;

    @Option(
            names = "--flatness",
            paramLabel = "N",
            description =
                    "How much of left-over texture is taken out of the drawing: differences below N of 255 levels, from 0 to"
                            + " 128. Default: the style's own flatness; 0 with --weights.")
    private @Nullable Integer flatness;

    @Option(
            names = "--strength",
            paramLabel = "S",
            defaultValue = "1",
            description = "How much of the style: from 0, the photo, to 1. Default: 1.")
    private double strength = 1;

    @Option(names = "--compare", description = "Put the photo and its picture side by side.")
    private boolean compare;

    /**
     * Checks the values, before anything is done.
     *
     * @throws ParameterException if a value is out of its range
     */
    public void check() {
        if (flatness != null && (flatness < 0 || flatness > 128)) {
            throw usage("--flatness must be from 0 to 128, not " + flatness);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw usage("--strength must be from 0 to 1, not " + strength);
        }
    }

    /** Strength comes after all that makes the style. */
    public AnimeGanBuilder configure(AnimeGanBuilder builder) {
        return configure(builder, compare);
    }

    /** As {@link #configure(AnimeGanBuilder)}, but films are compared by whoever makes them. */
    public AnimeGanBuilder configureFrames(AnimeGanBuilder builder) {
        return configure(builder, false);
    }

    public boolean isComparing() {
        return compare;
    }

    private AnimeGanBuilder configure(AnimeGanBuilder builder, boolean sideBySide) {
        builder.preprocess(recipe.before().then(before));
        if (canvas != null) {
            canvas.configure(builder);
        }
        if (flatness != null) {
            builder.flatness(flatness);
        }
        Postprocessor last = recipe.after().then(after);
        if (strength < 1) {
            last = last.then(Postprocessors.strength(strength));
        }
        return builder.postprocess(sideBySide ? last.then(Postprocessors.sideBySide()) : last);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
