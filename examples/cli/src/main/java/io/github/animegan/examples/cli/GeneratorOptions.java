package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Backend;
import io.github.animegan.model.StateDictMismatchException;
import io.github.animegan.model.Upsampling;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make a generator, for the commands that run one. */
final class GeneratorOptions {
    static final String BACKEND = "--backend";

    private static final int MOST_THREADS = 1024;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "A style by its name; animegan styles lists them. Default: the first built-in one.")
    private @Nullable String style;

    @Option(
            names = {"-w", "--weights"},
            paramLabel = "FILE",
            description =
                    "A checkpoint instead of a style: PyTorch (.pt, .pth) or .safetensors, of AnimeGANv2, CartoonGAN or CycleGAN's"
                            + " ResNet generator.")
    private @Nullable Path weights;

    @Option(
            names = "--upsample",
            paramLabel = "MODE",
            description = "How AnimeGANv2 weights were trained to up-sample: align_corners (PyTorch), half_pixel or"
                    + " tf1_legacy (TensorFlow). Default: what the checkpoint says, else align_corners.")
    private @Nullable Upsampling upsampling;

    @Option(
            names = BACKEND,
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Who computes: auto (the fastest here), vector, nd4j or plain. Default: auto.")
    private Backend backend = Backend.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads compute. Default: one for each processor.")
    private @Nullable Integer threads;

    /** @throws ParameterException if a value is out of its range, unknown, or in another's way */
    void check() {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw usage("--threads must be from 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (weights != null && style != null) {
            throw usage("--style and --weights: which of them?");
        }
        if (style != null && styles().catalog().find(style).isEmpty()) {
            throw usage("no style is called '" + style + "'; animegan styles lists them");
        }
        if (weights == null && style == null && styles().catalog().builtIn().isEmpty()) {
            throw usage("no style is built in: pass --style NAME or --weights FILE");
        }
    }

    private StyleLibrary styles() {
        return StylizeCommand.of(command.commandLine()).styles();
    }

    /**
     * Makes the generator.
     *
     * @param golden what a golden says on up-sampling, which comes after the option and before the checkpoint
     * @throws IOException with a line about the weights file or the style, if that cannot be used
     */
    AnimeGan build(Map<String, String> golden, UnaryOperator<AnimeGanBuilder> further) throws IOException {
        check();
        if (weights == null) {
            return start(ofStyle(), further);
        }
        Checkpoint checkpoint = read(weights);
        AnimeGanBuilder builder = AnimeGan.builder(checkpoint.tensors());
        try {
            upsampling(golden, checkpoint.metadata()).ifPresent(builder::upsampling);
            return start(builder, further);
        } catch (StateDictMismatchException | CheckpointMetadata.UnknownUpsamplingException | OutOfMemoryError e) {
            throw Failures.of(weights, e);
        }
    }

    /** Which weights these are: a style's name, or the hash of a file. */
    String identity() throws IOException {
        if (weights == null) {
            return styleName();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(weights));
            return HexFormat.of().formatHex(hash);
        } catch (IOException e) {
            throw Failures.of(weights, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    private String styleName() {
        return style != null ? style : styles().catalog().builtIn().get(0).name();
    }

    private AnimeGanBuilder ofStyle() throws IOException {
        AnimeGanBuilder builder = AnimeGan.builder(styles().load(styleName()));
        return upsampling == null ? builder : builder.upsampling(upsampling);
    }

    private AnimeGan start(AnimeGanBuilder builder, UnaryOperator<AnimeGanBuilder> further) {
        builder.backend(backend);
        if (threads != null) {
            builder.threads(threads);
        }
        return further.apply(builder).build();
    }

    /** Reads a checkpoint; an exception's message is a line about it. */
    static Checkpoint read(Path file) throws IOException {
        try {
            return Checkpoints.open(file);
        } catch (IOException | OutOfMemoryError | StackOverflowError e) {
            throw Failures.of(file, e);
        }
    }

    private Optional<Upsampling> upsampling(Map<String, String> golden, Map<String, String> checkpoint) {
        return Optional.ofNullable(upsampling)
                .or(() -> CheckpointMetadata.upsampling(golden))
                .or(() -> CheckpointMetadata.upsampling(checkpoint));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
