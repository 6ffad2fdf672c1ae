package io.github.animegan.bench.memory;

import io.github.animegan.image.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Gives large photos to the command line in small heaps, with {@code --memory reduce}, and writes a table: each is done, or refused in
 * one line that has figures. Exits with 1 if a run ended in any other way, such as out of memory in the midst of it.
 */
@Command(name = "memory-table", mixinStandardHelpOptions = true, description = "Large photos in small heaps.")
public final class MemoryTable implements Callable<Integer> {
    private static final List<String> HEAPS = List.of("64m", "96m", "128m", "256m", "1g");
    private static final List<String> FORMATS = List.of("jpg", "png", "webp", "tiff");
    private static final List<ImageSize> SIZES = List.of(new ImageSize(4000, 3000), new ImageSize(6000, 4000));

    /** A refusal's figure: of the heap that a picture needs, of a file's pixels, or of the file. */
    private static final Pattern NEED = Pattern.compile("(?:needs about|which take|the file,) (\\d+) MB");

    private static final Pattern REDUCED = Pattern.compile("computed at (\\d+x\\d+) and enlarged");
    private static final Pattern OUT_OF_MEMORY = Pattern.compile("OutOfMemory|heap space|GC overhead|\\bat java\\.");

    @Option(names = "--java", required = true, description = "Folder of a JDK; may be repeated.")
    private List<Path> homes = List.of();

    @Option(names = "--launcher", defaultValue = "animegan", description = "The launcher (default: ./animegan).")
    private Path launcher = Path.of("");

    @Option(
            names = "--collector",
            arity = "1",
            description =
                    "Flag of a collector in place of the launcher's choice, or launcher for that; may be repeated.")
    private List<String> collectors = List.of("launcher", "-XX:+UseG1GC");

    @Option(names = "--limit", defaultValue = "180", description = "Seconds after which a run is ended (default: 180).")
    private long limit;

    @Option(names = "--out", required = true, description = "The table, a Markdown file.")
    private Path out = Path.of("");

    private final List<String> table = new ArrayList<>();
    private int done;
    private int refused;
    private int failed;
    private double slowestRefusal;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MemoryTable()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("memory-table");
        try {
            table.add("# Large photos in small heaps");
            table.add("");
            table.add(
                    "What becomes of a photo by `animegan PHOTO --memory reduce`, style `sora`, in heaps of `-Xmx`; made by "
                            + "`animegan-bench/bench memory`. *Done* is computed "
                            + "as without a limit, `WxH` computed at that size and enlarged; *needs N MB* is refused, in one line, with that "
                            + "figure: of the heap for the whole work, or for the decoded picture or the file where not even that fits.");
            table.add("");
            table.add("| JDK | Collector | Pixels | Format | " + String.join(" | ", HEAPS) + " |");
            table.add("|---|---|---|---|" + "---|".repeat(HEAPS.size()));
            LargePhotos photos = new LargePhotos(folder);
            Launcher maker = new Launcher(launcher, homes.get(0), limit);
            for (ImageSize size : SIZES) {
                for (String format : FORMATS) {
                    rows(photos.write(size, format, maker), size, format, folder.resolve("result.jpg"));
                }
            }
            String sum = String.format(
                    Locale.ROOT,
                    "%d runs: %d done, %d refused (the slowest after %.1f s), %d failed.",
                    done + refused + failed,
                    done,
                    refused,
                    slowestRefusal,
                    failed);
            table.add("");
            table.add(sum);
            Files.write(out, table);
            return failed > 0 ? 1 : 0;
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void rows(Path photo, ImageSize size, String format, Path result) throws IOException, InterruptedException {
        for (Path home : homes) {
            for (String collector : collectors) {
                List<String> cells = new ArrayList<>();
                for (String heap : HEAPS) {
                    Files.deleteIfExists(result);
                    String options = "-Xmx" + heap + (collector.equals("launcher") ? "" : " " + collector);
                    Launcher.Run run = new Launcher(launcher, home, limit)
                            .run(
                                    options,
                                    photo.toString(),
                                    "-o",
                                    result.toString(),
                                    "--memory",
                                    "reduce",
                                    "--style",
                                    "sora");
                    cells.add(verdict(run, size, result));
                }
                table.add("| %s | %s | %s | %s | %s |"
                        .formatted(
                                home.getFileName(),
                                collector.equals("launcher") ? collector : "`" + collector + "`",
                                size,
                                format,
                                String.join(" | ", cells)));
                Files.write(out, table); // What is known if somebody ends it.
            }
        }
    }

    private String verdict(Launcher.Run run, ImageSize size, Path result) throws IOException {
        String text = String.join("\n", run.lines());
        boolean ranOut = OUT_OF_MEMORY.matcher(text).find();
        Matcher need = NEED.matcher(text);
        if (run.exitCode() == 0
                && !ranOut
                && Files.exists(result)
                && sizeOf(result).equals(size)) {
            done++;
            Matcher reduced = REDUCED.matcher(text);
            return reduced.find() ? reduced.group(1) : "done";
        }
        if (run.exitCode() == 1 && !ranOut && run.lines().size() == 1 && need.find()) {
            refused++;
            slowestRefusal = Math.max(slowestRefusal, run.seconds());
            return "needs " + need.group(1) + " MB";
        }
        failed++;
        System.err.println(run);
        return "**failed**";
    }

    private static ImageSize sizeOf(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                return new ImageSize(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        }
    }
}
