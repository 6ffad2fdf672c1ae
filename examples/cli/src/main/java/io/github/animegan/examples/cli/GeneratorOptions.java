package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Backend;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.console.NearestName;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.model.BatchNorm;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.OnnxModel;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make a generator, for the commands that run one. */
final class GeneratorOptions {
    static final String BACKEND = "--backend";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratorOptions.class);
    private static final String UPSAMPLING_ARCHITECTURE = "AnimeGanV2Generator";
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
                    "A checkpoint instead of a style: PyTorch (.pt, .pth), .safetensors or .onnx; README lists the generators.")
    private @Nullable Path weights;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description =
                    "Which weights of a checkpoint with several generators, such as netG_A2B; of an ONNX model, which"
                            + " output.")
    private @Nullable String entry;

    @Option(
            names = "--batch-norm",
            paramLabel = "KIND",
            description =
                    "What batch norms use: running (the statistics of the training, as with pix2pix' --eval) or picture"
                            + " (the picture's own, as without). Default: what the checkpoint says, else running.")
    private @Nullable BatchNorm batchNorm;

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
        if (weights == null && (entry != null || batchNorm != null)) {
            throw usage((entry != null ? "--entry" : "--batch-norm") + " is about a checkpoint: pass --weights FILE");
        }
        if (style != null) {
            style = style.toLowerCase(Locale.ROOT);
        }
        if (style != null && styles().catalog().find(style).isEmpty()) {
            List<String> names = styles().catalog().entries().stream()
                    .map(CatalogEntry::name)
                    .toList();
            throw usage("no style is called '" + style + "'" + NearestName.question(style, names)
                    + (NearestName.of(style, names).isPresent() ? "" : "; animegan styles lists them"));
        }
        if (weights == null && style == null && styles().catalog().builtIn().isEmpty()) {
            throw usage("no style is built in: pass --style NAME or --weights FILE");
        }
    }

    private StyleLibrary styles() {
        return CommonOptions.of(command.commandLine()).styles();
    }

    /**
     * Starts the generator that was asked for; {@link #start} makes it.
     *
     * @param golden what a golden says on up-sampling, which comes after the option and before the checkpoint
     * @throws IOException with a line about the weights file or the style, if that cannot be used
     */
    AnimeGanBuilder builder(Map<String, String> golden) throws IOException {
        check();
        AnimeGanBuilder builder = weights == null ? ofStyle() : ofFile(weights, golden);
        builder.backend(backend);
        return threads == null ? builder : builder.threads(threads);
    }

    private AnimeGanBuilder ofFile(Path file, Map<String, String> golden) throws IOException {
        if (isOnnx(file)) {
            if (batchNorm != null || upsampling != null) {
                throw usage((batchNorm != null ? "--batch-norm" : "--upsample")
                        + " is about checkpoints; an ONNX model says by itself how its layers compute");
            }
            OnnxModel model = readOnnx(file, entry);
            return AnimeGan.builder(model.generator(), model.weights());
        }
        Checkpoint checkpoint = read(file, entry);
        StateDict tensors = batchNorm == null ? checkpoint.tensors() : batchNorm.in(checkpoint.tensors());
        AnimeGanBuilder builder = AnimeGan.builder(tensors);
        upsampling(golden, tensors).ifPresent(builder::upsampling);
        return builder;
    }

    /**
     * Makes the generator of a builder from {@link #builder}.
     *
     * @throws IOException with a line about the weights file, if its weights fit no generator or the memory is too small for them
     */
    AnimeGan start(AnimeGanBuilder builder) throws IOException {
        try {
            return builder.build();
        } catch (IllegalArgumentException | OutOfMemoryError e) {
            if (weights == null) {
                throw e;
            }
            throw Failures.of(weights, e);
        }
    }

    /** The backend, whose pictures differ by rounding from those of another. */
    String description() {
        return "backend=" + backend.name().toLowerCase(Locale.ROOT);
    }

    private String styleName() {
        return style != null ? style : styles().catalog().builtIn().get(0).name();
    }

    private AnimeGanBuilder ofStyle() throws IOException {
        AnimeGanBuilder builder = AnimeGan.builder(styles().load(styleName()));
        if (upsampling != null
                && styles().catalog().find(styleName()).stream()
                        .noneMatch(entry -> entry.architecture().equals(UPSAMPLING_ARCHITECTURE))) {
            LOG.warn("--upsample changes nothing: the style {} is not of AnimeGANv2's architecture", styleName());
        }
        return upsampling == null ? builder : builder.upsampling(upsampling);
    }

    /** Reads a checkpoint; an exception's message is a line about it. */
    static Checkpoint read(Path file) throws IOException {
        return read(file, null);
    }

    /** Reads the checkpoint's weights of that name; an exception's message is a line about it. */
    static Checkpoint read(Path file, @Nullable String entry) throws IOException {
        try {
            return entry == null ? Checkpoints.open(file) : Checkpoints.open(file, entry);
        } catch (IOException | OutOfMemoryError | StackOverflowError e) {
            throw Failures.of(file, e);
        }
    }

    /** Whether the file is an ONNX model, by its content. */
    static boolean isOnnx(Path file) throws IOException {
        try {
            return Files.size(file) > 2 && OnnxModel.isOnnx(file);
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }

    /** Reads an ONNX model; an exception's message is a line about it. */
    static OnnxModel readOnnx(Path file, @Nullable String output) throws IOException {
        try {
            return OnnxModel.read(file, output);
        } catch (IOException | OutOfMemoryError e) {
            throw Failures.of(file, e);
        }
    }

    private Optional<Upsampling> upsampling(Map<String, String> golden, StateDict checkpoint) throws IOException {
        try {
            return Optional.ofNullable(upsampling)
                    .or(() -> Upsampling.of(StateDict.of(Map.of(), golden)))
                    .or(() -> Upsampling.of(checkpoint));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    weights + ": its metadata names " + e.getMessage() + "; say which with --upsample", e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
