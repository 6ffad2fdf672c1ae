package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Backend;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FacePolicy;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** How faces are drawn. */
final class FaceOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--faces",
            paramLabel = "auto|all|only|off",
            defaultValue = "off",
            description =
                    "Draw faces by themselves, upright and large, and put them back: auto does so with small and turned"
                            + " ones, all with all, only with all while the rest stays a photo. Default: off.")
    private FacePolicy policy = FacePolicy.OFF;

    @Mixin
    private FaceWeightsOption weights = new FaceWeightsOption();

    /** @throws ParameterException if faces are asked for and nothing can find them */
    void check() {
        if (policy != FacePolicy.OFF) {
            weights.require(command.commandLine(), "--faces " + policy.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws ParameterException if faces are asked for */
    void requireOff() {
        if (policy != FacePolicy.OFF) {
            throw new ParameterException(command.commandLine(), "--faces is for photos, not for films");
        }
    }

    /**
     * What finds faces, if any are wanted; the caller closes it. Computes with the generator's backend and threads.
     *
     * @param ifThere whether to have it, too, where faces are not drawn but its weights are there
     */
    Optional<FaceDetector> detector(boolean ifThere) throws IOException {
        if (policy == FacePolicy.OFF && !(ifThere && weights.areThere(command.commandLine()))) {
            return Optional.empty();
        }
        ParseResult parsed = command.commandLine().getParseResult();
        Backend backend = parsed.matchedOptionValue(GeneratorOptions.BACKEND, Backend.AUTO);
        @Nullable Integer threads = parsed.matchedOptionValue("--threads", null);
        return Optional.of(weights.open(CommonOptions.of(command.commandLine()).styles(), backend, threads));
    }

    void configure(AnimeGanBuilder builder, FaceDetector detector) {
        builder.faces(FaceDrawing.of(detector, policy));
    }
}
