package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.examples.cli.console.Difference;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the generator's output with one computed elsewhere. */
@Command(
        name = "verify",
        description = "Runs the generator on the input of a golden and compares its output; prints a line of JSON.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private GeneratorOptions generator = new GeneratorOptions();

    @Option(
            names = "--golden",
            required = true,
            paramLabel = "FILE",
            description = "A .safetensors file with the tensors input and output, NCHW or NHWC, in the channel order of"
                    + " the weights. Its metadata may name the up-sampling.")
    @SuppressWarnings("NullAway.Init")
    private Path golden;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-3",
            description = "The largest difference that still passes. Default: 1e-3.")
    private double tolerance = 1e-3;

    @Override
    public Integer call() throws IOException {
        if (!(tolerance >= 0)) {
            throw new ParameterException(command.commandLine(), "--tolerance must not be negative: " + tolerance);
        }
        generator.check();
        Checkpoint truth = GeneratorOptions.read(golden);
        Tensor input = picture(truth, "input");
        Tensor expected = picture(truth, "output");
        Tensor actual;
        long start;
        long end;
        try (AnimeGan gan = generator.start(generator.builder(truth.metadata()))) {
            start = System.nanoTime();
            actual = gan.run(input);
            end = System.nanoTime();
        }
        if (!actual.shape().equals(expected.shape())) {
            throw new IOException(
                    golden + ": its output is " + expected.shape() + " (NHWC), the generator's " + actual.shape());
        }
        Difference difference = Difference.between(actual.data(), expected.data());
        PrintWriter out = command.commandLine().getOut();
        out.println(difference.toJson((end - start) * 1e-9));
        out.flush();
        if (!(difference.maxAbs() <= tolerance)) {
            throw new IOException(golden + ": differs by more than the tolerance " + tolerance);
        }
        return CommandLine.ExitCode.OK;
    }

    private Tensor picture(Checkpoint truth, String key) throws IOException {
        Tensor tensor = truth.tensors()
                .find(key)
                .orElseThrow(
                        () -> new IOException(golden + ": a golden has a tensor '" + key + "', this file has none"));
        try {
            // A picture has three channels: where they are last, the golden is in NHWC already.
            boolean channelsLast = tensor.shape().rank() == 4
                    && tensor.shape().size(3) == 3
                    && tensor.shape().size(1) != 3;
            return channelsLast ? tensor : tensor.nchwToNhwc();
        } catch (IllegalArgumentException e) {
            throw Failures.of(golden, e);
        }
    }
}
