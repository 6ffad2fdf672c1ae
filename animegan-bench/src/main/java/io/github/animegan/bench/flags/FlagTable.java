package io.github.animegan.bench.flags;

import io.github.animegan.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tries all backends under flags that stand for other CPUs and other ways to start a JVM, and writes a table: what each takes for a
 * picture, what {@code AUTO} took, and whether all pictures are the same. Exits with 1 if one is wrong or missing, or if {@code AUTO}
 * took one that is 1.3 times slower than the best.
 */
@Command(name = "flag-table", mixinStandardHelpOptions = true, description = "Backends under flags of the JVM.")
public final class FlagTable implements Callable<Integer> {
    private static final String MODULE = "--add-modules jdk.incubator.vector";
    private static final double MOST = 1.3;
    private static final int MOST_LEVELS = 1;
    private static final List<String> BACKENDS = List.of("VECTOR", "ND4J", "PLAIN");
    private static final List<String> FLAGS = List.of(
            MODULE,
            "",
            MODULE + " -XX:-UseFMA",
            MODULE + " -XX:UseAVX=0",
            MODULE + " -XX:UseAVX=1",
            MODULE + " -XX:UseAVX=2",
            MODULE + " -XX:MaxVectorSize=8",
            MODULE + " -XX:MaxVectorSize=16",
            MODULE + " -XX:MaxVectorSize=32",
            MODULE + " -XX:TieredStopAtLevel=1",
            MODULE + " -Xint",
            MODULE + " -XX:+UseZGC",
            MODULE + " -XX:+UseParallelGC");

    @Option(names = "--java", required = true, description = "Folder of a JDK; may be repeated.")
    private List<Path> homes = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "Processor time without a faster picture that ends a trial (default: 3).")
    private double seconds;

    @Option(names = "--side", defaultValue = "96", description = "Pixels a side of the picture (default: 96).")
    private int side;

    @Option(names = "--interpreted-side", defaultValue = "32", description = "Pixels a side with -Xint (default: 32).")
    private int interpretedSide;

    @Option(
            names = "--limit",
            defaultValue = "180",
            description = "Seconds after which a trial is ended (default: 180).")
    private long limit;

    @Option(names = "--out", required = true, description = "The table, a Markdown file.")
    private Path out = Path.of("");

    /** This is the answer of a trial; its milliseconds are NaN if it gave none. */
    private record Trial(String auto, double milliseconds, String pixels) {
        static final Trial NONE = new Trial("", Double.NaN, "");
    }

    private final List<String> table = new ArrayList<>();
    /** The first pictures, by their side. */
    private final Map<Integer, String> expected = new HashMap<>();

    private boolean failed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FlagTable()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        table.add("# Backends under flags of the JVM");
        table.add("");
        Machine.here().lines().stream().limit(1).forEach(table::add);
        table.add("");
        table.add(
                ("The built-in style `sora`, %1$dx%1$d (%2$dx%2$d with `-Xint`), one thread; milliseconds are the least processor "
                                + "time of a picture, once none was faster for %3$s seconds. `-` did not run, or not within %4$d seconds. In "
                                + "the last column, by how many levels of 255 pictures differ at most from the first one of their size.")
                        .formatted(side, interpretedSide, seconds, limit));
        table.add("");
        table.add("| JDK | Flags | `vector` | `nd4j` | `plain` | `AUTO` took | of the best | Differ by |");
        table.add("|---|---|---:|---:|---:|---|---:|---:|");
        for (Path home : homes) {
            for (String flags : FLAGS) {
                row(home, flags);
                Files.write(out, table); // What is known if somebody ends it.
            }
        }
        return failed ? 1 : 0;
    }

    private void row(Path home, String flags) throws IOException, InterruptedException {
        Map<String, Trial> trials = new LinkedHashMap<>();
        for (String backend : BACKENDS) {
            trials.put(backend.toLowerCase(Locale.ROOT), trial(home, flags, backend, sideOf(flags)));
        }
        String auto = trials.values().stream()
                .map(Trial::auto)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("none");
        double best = trials.values().stream()
                .mapToDouble(Trial::milliseconds)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        double ratio = trials.getOrDefault(auto, Trial.NONE).milliseconds / best;
        String first = expected.computeIfAbsent(
                sideOf(flags),
                any -> trials.values().stream()
                        .map(Trial::pixels)
                        .filter(pixels -> !pixels.isEmpty())
                        .findFirst()
                        .orElse(""));
        int levels = trials.values().stream()
                .mapToInt(trial -> difference(trial, first))
                .max()
                .orElse(0);
        failed |= !(ratio <= MOST) || levels > MOST_LEVELS;
        String times = trials.values().stream()
                .map(trial -> Double.isFinite(trial.milliseconds)
                        ? String.format(Locale.ROOT, "%.1f", trial.milliseconds)
                        : "-")
                .collect(Collectors.joining(" | "));
        table.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.2f | %d |",
                home.getFileName(),
                flags.isEmpty() ? "none" : "`" + flags + "`",
                times,
                auto,
                ratio,
                levels));
    }

    private int sideOf(String flags) {
        return flags.contains("-Xint") ? interpretedSide : side;
    }

    private Trial trial(Path home, String flags, String backend, int pixels) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("flags", ".txt");
        try {
            List<String> command = new ArrayList<>();
            command.add(home.resolve("bin/java").toString());
            Arrays.stream(flags.split(" ")).filter(flag -> !flag.isEmpty()).forEach(command::add);
            command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true", FlagTrial.class.getName()));
            command.addAll(List.of(backend, String.valueOf(pixels), String.valueOf(seconds), answer.toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            if (!process.waitFor(limit, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return Trial.NONE;
            }
            List<String> lines = Files.readAllLines(answer);
            return lines.size() < 3
                    ? Trial.NONE
                    : new Trial(lines.get(0), Double.parseDouble(lines.get(1)), lines.get(2));
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    /** By how many levels it differs from the first picture at most. */
    private static int difference(Trial trial, String first) {
        int most = 0;
        for (int i = 0; i < trial.pixels.length(); i += 2) {
            int difference = Integer.parseInt(first, i, i + 2, 16) - Integer.parseInt(trial.pixels, i, i + 2, 16);
            most = Math.max(most, Math.abs(difference));
        }
        return most;
    }
}
