package io.github.animegan.bench;

import io.github.animegan.bench.layers.LayerProfile;
import io.github.animegan.bench.layers.LayerReport;
import io.github.animegan.bench.subject.Backends;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Profiles the layers of a checkpoint's or an ONNX file's network and writes tables and a chart. */
@Command(
        name = "layers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times the layers of a network one by one, against the peak of a core.")
public final class Layers implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "FILE", description = "A checkpoint or an ONNX file.")
    private Path file = Path.of("");

    @Option(
            names = "--size",
            description = "The picture's sides.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int size = 512;

    @Option(names = "--backends", split = ",", description = "Of those there are: vector and plain unless set.")
    private List<String> backends = List.of("vector", "plain");

    @Option(
            names = "--runs",
            description = "Of which each layer's fastest counts.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int runs = 20;

    @Option(names = "--out", description = "Output folder.", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private Path out = Path.of("target", "benchmarks");

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(CommandProgram.of(new Layers()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        CommandProgram.require(command, size > 0, "--size " + size + ": at least 1");
        CommandProgram.require(command, runs > 0, "--runs " + runs + ": at least 1");
        Generator generator = generator();
        List<LayerProfile> profiles = new ArrayList<>();
        for (String backend : backends) {
            profiles.add(LayerProfile.of(generator.network(), Backends.kernels(backend), size, runs));
        }
        String fileName = String.valueOf(file.getFileName());
        String title = "Layers of %s, %s, at %d²".formatted(fileName, generator.architecture(), size);
        String name = fileName.replaceFirst("\\.[^.]+$", "") + "-" + size;
        new LayerReport(title, profiles).write(out, name);
        System.out.println("Written to " + out.resolve("layers-" + name + ".md"));
        return 0;
    }

    private Generator generator() throws IOException {
        if (OnnxModel.isOnnx(file)) {
            return OnnxModel.read(file).generator();
        }
        StateDict weights = Checkpoints.read(file);
        boolean saysUpsampling = Upsampling.of(weights).isPresent();
        return Architectures.of(weights).build(saysUpsampling ? weights : BenchmarkedModel.UPSAMPLING.in(weights));
    }
}
