package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.OnnxModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a checkpoint holds. */
@Command(name = "inspect", description = "Shows what a checkpoint holds.")
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "Which weights of a checkpoint with several generators; of an ONNX model, which output.")
    private @Nullable String entry;

    @Override
    public Integer call() throws IOException {
        if (GeneratorOptions.isOnnx(file)) {
            return inspectModel();
        }
        Checkpoint checkpoint = GeneratorOptions.read(file, entry);
        StateDict tensors = checkpoint.tensors();
        PrintWriter out = command.commandLine().getOut();
        out.println("file          " + Failures.oneLine(file.toString()));
        out.println("format        " + checkpoint.format());
        out.println("bytes         " + Files.size(file));
        out.println("sha256        " + Checkpoints.sha256(file));
        out.println("architecture  " + architecture(tensors));
        generator(tensors).ifPresent(generator -> describe(generator, out));
        checkpoint
                .metadata()
                .forEach((key, value) -> out.println("metadata      " + Failures.oneLine(key + " = " + value)));
        out.println("parameters    " + tensors.parameterCount());
        out.println("tensors       " + tensors.size());
        int widest = tensors.keys().stream().mapToInt(String::length).max().orElse(0);
        tensors.asMap()
                .forEach((key, tensor) -> out.println(
                        "  " + Failures.oneLine(key) + " ".repeat(widest - key.length() + 2) + tensor.shape()));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private int inspectModel() throws IOException {
        OnnxModel model = GeneratorOptions.readOnnx(file, entry);
        PrintWriter out = command.commandLine().getOut();
        out.println("file          " + Failures.oneLine(file.toString()));
        out.println("format        ONNX");
        out.println("bytes         " + Files.size(file));
        out.println("sha256        " + Checkpoints.sha256(file));
        out.println("architecture  " + Failures.oneLine(model.generator().architecture()));
        describe(model.generator(), out);
        model.notes().forEach((key, value) -> out.printf("%-13s %s%n", key, Failures.oneLine(value)));
        out.println("parameters    " + model.parameterCount());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** The architecture that these weights build, or why they build none. */
    private static String architecture(StateDict weights) {
        try {
            return Architectures.of(weights).build(weights).architecture();
        } catch (IllegalArgumentException e) {
            return "unknown: " + Failures.oneLine(e.getMessage());
        }
    }

    private static Optional<Generator> generator(StateDict weights) {
        try {
            return Optional.of(Architectures.of(weights).build(weights));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the line on the architecture says why
        }
    }

    private static void describe(Generator generator, PrintWriter out) {
        PictureFormat format = generator.format();
        out.println("size multiple " + format.sizeMultiple());
        out.println("convention    " + format.order() + ", values " + format.valueOf(0) + " to " + format.valueOf(255));
        out.println("norms         " + norms(generator));
    }

    /** The kinds of norms, with how many there are of each. */
    private static String norms(Generator generator) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (Network.Node node : generator.network().nodes()) {
            Op op = node.op();
            if (op instanceof Op.InstanceNorm) {
                kinds.merge("instance norm", 1, Integer::sum);
            } else if (op instanceof Op.GroupNorm group) {
                kinds.merge(group.groups() == 1 ? "layer norm" : "group norm", 1, Integer::sum);
            } else if (op instanceof Op.AdaptiveInstanceNorm) {
                kinds.merge("adaptive instance norm (LADE)", 1, Integer::sum);
            } else if (op instanceof Op.ChannelNorm) {
                kinds.merge("layer norm of single pixels", 1, Integer::sum);
            } else if (op instanceof Op.Affine) {
                kinds.merge("batch norm or scaling by fixed (running) statistics", 1, Integer::sum);
            }
        }
        return kinds.isEmpty()
                ? "none"
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " x " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }
}
