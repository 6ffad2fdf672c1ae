package io.github.animegan.bench;

import io.github.animegan.bench.contestant.Contestant;
import io.github.animegan.bench.contestant.Contestants;
import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.report.FirstPictureProcess;
import io.github.animegan.bench.report.FirstPictureResult;
import io.github.animegan.bench.report.LatencyResult;
import io.github.animegan.bench.report.Machine;
import io.github.animegan.bench.report.Race;
import io.github.animegan.bench.report.ReportData;
import io.github.animegan.bench.report.ReportWriter;
import io.github.animegan.bench.subject.BenchmarkedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Compares engines over networks and picture sizes and writes tables and charts. What has been measured is written after
 * each size, so that a report that is stopped early keeps it.
 */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares engines over networks and picture sizes; writes tables and charts.")
public final class Report implements Callable<Integer> {
    @Option(names = "--sizes", split = ",", description = "Sides of the square pictures, multiples of 4.")
    private List<Integer> sizes = List.of(256, 512, 720, 1080);

    @Option(names = "--architectures", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    private List<BenchmarkedModel> networks = List.of(BenchmarkedModel.values());

    @Option(names = "--engines", split = ",", description = "Backends of this library, onnxruntime, pytorch.")
    private List<String> engines =
            Contestants.all().stream().map(Contestant::name).toList();

    @Option(
            names = "--threads",
            description = "For each engine.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int threads = 2;

    @Option(
            names = "--runs",
            description = "How often each engine is timed.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int runs = 7;

    @Option(
            names = "--warm-up",
            description = "Seconds that each engine runs before, at least three times.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private double warmUpSeconds = 3;

    @Option(
            names = "--pause",
            description = "Milliseconds between runs.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private long pauseMillis = 200;

    @Option(
            names = "--forks",
            description = "Fresh processes for memory and first picture.",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int forks = 3;

    @Option(names = "--no-memory", description = "Leaves out memory and first picture.")
    private boolean noMemory;

    @Option(names = "--out", description = "Output folder.", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private Path out = Path.of("target", "benchmarks");

    @Option(names = "--weights", description = "Folder of checkpoints to use instead of random weights.")
    private @Nullable Path weightsFolder;

    @Option(names = "--peers", description = "Folder of models for peers: NETWORK*.onnx, NETWORK*.torchscript.pt.")
    private @Nullable Path peersFolder;

    @Option(
            names = "--write-models",
            description = "Writes weights and ONNX models into this folder, for export_peers.py, and measures nothing.")
    private @Nullable Path modelsFolder;

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(CommandProgram.of(new Report()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        List<Contestant> contestants = contestants();
        if (modelsFolder != null) {
            Files.createDirectories(modelsFolder);
            for (BenchmarkedModel network : networks) {
                NetworkWeights weights = weights(network);
                new ModelFolder(modelsFolder).writeCheckpoint(weights);
                new ModelFolder(modelsFolder).writeOnnx(weights);
            }
            return 0;
        }
        Files.createDirectories(out); // or what was measured could not be written
        Map<String, String> versions = new LinkedHashMap<>();
        contestants.forEach(contestant -> versions.put(contestant.name(), contestant.version()));
        ReportData data = new ReportData(Machine.here(), Instant.now(), threads, runs, versions);
        // Above the number of threads, somebody else is computing too and the times are worth little.
        data.note("Load average before: %.2f".formatted(Machine.load()));
        try (ScratchFolder scratch = ScratchFolder.create("animegan-bench-")) {
            for (BenchmarkedModel network : networks) {
                measure(network, new ModelFolder(scratch.path()), contestants, data);
            }
        }
        System.out.println("Written to " + out);
        return 0;
    }

    private void check() {
        CommandSpec spec = command;
        CommandProgram.require(
                spec,
                sizes.stream().allMatch(size -> size > 0 && size % 4 == 0),
                "--sizes " + sizes + ": multiples of 4");
        CommandProgram.require(spec, threads > 0, "--threads " + threads + ": at least 1");
        CommandProgram.require(spec, runs > 0, "--runs " + runs + ": at least 1");
        CommandProgram.require(spec, warmUpSeconds >= 0, "--warm-up " + warmUpSeconds + ": at least 0");
        CommandProgram.require(spec, pauseMillis >= 0, "--pause " + pauseMillis + ": at least 0");
        CommandProgram.require(spec, forks > 0, "--forks " + forks + ": at least 1; --no-memory leaves them out");
        CommandProgram.requireFolder(spec, "--weights", weightsFolder);
        CommandProgram.requireFolder(spec, "--peers", peersFolder);
    }

    private List<Contestant> contestants() {
        try {
            return engines.stream().map(Contestants::of).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void measure(BenchmarkedModel network, ModelFolder models, List<Contestant> contestants, ReportData data)
            throws IOException, InterruptedException {
        NetworkWeights weights = weights(network);
        ModelFiles files = models.files(weights, Optional.ofNullable(peersFolder));
        String sources = sources(weights, files);
        System.out.println(sources);
        data.note(sources);
        for (int size : sizes) {
            List<LatencyResult> latencies =
                    new Race(threads, runs, warmUpSeconds, pauseMillis).run(files, size, contestants);
            data.addLatencies(latencies);
            latencies.forEach(result -> System.out.println(Lines.of(result)));
            if (!noMemory) {
                for (FirstPictureResult first :
                        new FirstPictureProcess(threads, forks).measure(files, size, contestants)) {
                    data.addFirstPicture(first);
                    System.out.println(Lines.of(first));
                }
            }
            new ReportWriter(out).write(data);
        }
    }

    private NetworkWeights weights(BenchmarkedModel network) throws IOException {
        return weightsFolder == null ? NetworkWeights.random(network) : NetworkWeights.ofFolder(network, weightsFolder);
    }

    private String sources(NetworkWeights weights, ModelFiles files) {
        BenchmarkedModel network = weights.network();
        boolean others = peersFolder != null && files.onnx().orElseThrow().startsWith(peersFolder);
        return network.title() + ": " + weights.tensors().parameterCount() + " parameters, weights " + weights.origin()
                + "; ONNX model "
                + (others ? files.onnx().orElseThrow().getFileName() : "written from the same weights");
    }

    /** Results as lines for whoever watches. */
    private static final class Lines {
        static String of(LatencyResult result) {
            String what = result.network().id() + " " + result.size() + " " + result.engine() + ": ";
            return what + (result.note().isEmpty() ? "%.3f s".formatted(result.median()) : result.note());
        }

        static String of(FirstPictureResult result) {
            String what = result.network().id() + " " + result.size() + " " + result.engine() + ", first picture: ";
            return what
                    + (result.note().isEmpty()
                            ? "%.2f s, %.0f MiB".formatted(result.seconds(), result.peakMebibytes())
                            : result.note());
        }
    }
}
