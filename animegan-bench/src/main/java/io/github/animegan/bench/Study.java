package io.github.animegan.bench;

import io.github.animegan.AnimeGan;
import io.github.animegan.bench.contestant.Contestants;
import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.report.FirstPictureProcess;
import io.github.animegan.bench.report.FirstPictureResult;
import io.github.animegan.bench.study.ResolutionStudy;
import io.github.animegan.bench.study.StudiedPhoto;
import io.github.animegan.bench.study.StudyReport;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.bench.subject.Versions;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stylises photos at several sizes; compares the results with the photos, times them, and writes a table and charts. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Stylises photos at several sizes; writes similarity, time and memory as a table and charts.")
public final class Study implements Callable<Integer> {
    @Mixin
    private StudyWeights weights = new StudyWeights();

    @Option(names = "--sizes", split = ",", description = "Longer sides of what the generator sees.")
    private List<Integer> sizes = List.of(256, 512, 720, 1080);

    @Option(names = "--threads", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int threads = 2;

    @Option(names = "--no-memory", description = "Leaves out memory.")
    private boolean noMemory;

    @Option(names = "--out", description = "Output folder.", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private Path out = Path.of("target", "benchmarks");

    @Mixin
    private FaceStudyOptions faces = new FaceStudyOptions();

    @Parameters(arity = "1..*", paramLabel = "PHOTO")
    private List<Path> photos = List.of();

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(CommandProgram.of(new Study()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandProgram.require(command, sizes.stream().allMatch(size -> size > 0), "--sizes " + sizes + ": at least 1");
        CommandProgram.require(command, threads > 0, "--threads " + threads + ": at least 1");
        for (Path photo : photos) {
            CommandProgram.require(command, Files.isRegularFile(photo), "there is no photo " + photo);
        }
        weights.check(command);
        faces.check(command);
        List<StudiedPhoto> results;
        String backend;
        try (AnimeGan gan = weights.builder().threads(threads).build()) {
            backend = gan.backend().name();
            results = new ResolutionStudy(gan, sizes).run(photos);
        }
        List<String> notes = List.of(
                "Date: " + LocalDate.now(ZoneOffset.UTC),
                "This library " + Versions.of("animegan") + ", backend " + backend + ", " + threads + " threads",
                weights.description(),
                photos.size() + " photos");
        new StudyReport(results, noMemory ? new TreeMap<>() : memory(backend), notes).write(out);
        faces.run(weights, threads, out);
        System.out.println("Written to " + out);
        return 0;
    }

    /** The peak memory of fresh processes with the same checkpoint, by size; empty where it is of no network that is measured. */
    private SortedMap<Integer, Double> memory(String backend) throws IOException, InterruptedException {
        SortedMap<Integer, Double> mebibytes = new TreeMap<>();
        Optional<Path> file = weights.checkpoint();
        Optional<BenchmarkedModel> network = file.isEmpty() ? Optional.empty() : network(file.get());
        if (network.isPresent()) {
            ModelFiles files = new ModelFiles(network.get(), file.orElseThrow(), Optional.empty(), Optional.empty());
            for (int size : sizes) {
                FirstPictureResult first =
                        new FirstPictureProcess(threads, 1).measure(files, size, Contestants.of(backend));
                if (!Double.isNaN(first.peakMebibytes())) {
                    mebibytes.put(size, first.peakMebibytes());
                }
            }
        }
        return mebibytes;
    }

    private static Optional<BenchmarkedModel> network(Path file) throws IOException {
        StateDict tensors = Checkpoints.read(file);
        return Arrays.stream(BenchmarkedModel.values())
                .filter(candidate -> candidate.fits(tensors))
                .findFirst();
    }
}
