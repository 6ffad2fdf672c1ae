package io.github.animegan.bench;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.model.Upsampling;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** These options say what a study draws with: a checkpoint or a style of the catalogue. */
final class StudyWeights {
    @Option(names = "--weights", paramLabel = "FILE", description = "A checkpoint; or --style.")
    private @Nullable Path file;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "A style, as animegan styles lists them; it draws at the sizes studied, not on its canvas.")
    private @Nullable String style;

    @Option(
            names = "--upsampling",
            description = "Of ${COMPLETION-CANDIDATES}, for --weights: ALIGN_CORNERS unless set.")
    private @Nullable Upsampling upsampling;

    /** @throws picocli.CommandLine.ParameterException if there is not exactly one of the two, or a style is told how to enlarge maps */
    void check(CommandSpec command) {
        CommandProgram.require(command, (file == null) != (style == null), "either --weights or --style");
        CommandProgram.require(
                command, style == null || upsampling == null, "--upsampling is for --weights: styles have their own");
    }

    /**
     * {@return a builder with these weights, which draws at the photo's size}
     *
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if no style has that name
     */
    AnimeGanBuilder builder() throws IOException {
        return style == null
                ? AnimeGan.builder(Checkpoints.read(file())).upsampling(mode())
                : AnimeGan.builder(style).canvasOfPhoto();
    }

    /** The checkpoint; empty for a style. */
    Optional<Path> checkpoint() {
        return Optional.ofNullable(file);
    }

    /** Returns the name by which tables call the drawings. */
    String name() {
        return style == null ? fileName().replaceFirst("\\.[^.]+$", "") : style;
    }

    /** Describes the weights in a line for people. */
    String description() {
        return style == null ? "Weights: " + fileName() + ", up-sampling " + mode() : "Style: " + style;
    }

    private Upsampling mode() {
        return upsampling == null ? Upsampling.ALIGN_CORNERS : upsampling;
    }

    private String fileName() {
        return String.valueOf(file().getFileName());
    }

    private Path file() {
        return checkpoint().orElseThrow();
    }
}
