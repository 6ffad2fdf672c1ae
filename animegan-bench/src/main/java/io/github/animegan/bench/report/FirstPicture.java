package io.github.animegan.bench.report;

import io.github.animegan.bench.contestant.AbsentException;
import io.github.animegan.bench.contestant.Contestant;
import io.github.animegan.bench.contestant.Contestants;
import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that loads one engine, computes one picture, says so, and then says how much memory it took. The report runs
 * it in a process of its own: arguments are engine, network, size, threads, weights, ONNX model, TorchScript model, where
 * {@code -} means none.
 */
final class FirstPicture {
    /** How the lines of its answer start. */
    static final String DONE = "picture: ";

    static final String PEAK = "peak KiB: ";
    static final String FAILED = "failed: ";
    static final String NONE = "-";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    private FirstPicture() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        ModelFiles model = new ModelFiles(
                BenchmarkedModel.valueOf(arguments[1]), Path.of(arguments[4]), path(arguments[5]), path(arguments[6]));
        try (Contestant.Session session = Contestants.of(arguments[0]).open(model, Integer.parseInt(arguments[3]))) {
            session.load(BenchmarkPicture.of(Integer.parseInt(arguments[2])));
            session.run();
            Tensor result = session.result();
            System.out.println(DONE + result.shape());
            System.out.println(PEAK + peakKibibytes());
        } catch (AbsentException | IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            System.out.println(FAILED + FailureLine.line(e));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // Native thread pools need not wind down for this.
    }

    private static Optional<Path> path(String argument) {
        return argument.equals(NONE) ? Optional.empty() : Optional.of(Path.of(argument));
    }

    /** The most memory this process ever had; -1 where the operating system is not Linux. */
    private static long peakKibibytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return -1;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(HIGH_WATER_MARK)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return -1;
    }
}
