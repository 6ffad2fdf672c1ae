package io.github.animegan.image.io.external;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.IIOException;

/**
 * A program that makes PNG files of HEIC, AVIF or JPEG XL ones, such as libheif's {@code heif-convert}. It runs in a temporary
 * folder of its own with no more of the environment than a path, and may take a minute and 4 GB; its result is read like any file
 * of a stranger.
 */
public final class ExternalConverter {
    private static final long LONGEST_SECONDS = 60;
    /** The shell limits the program's memory, in KB, and becomes the program. */
    private static final List<String> LIMITED =
            List.of("/bin/sh", "-c", "ulimit -v 4194304 2>/dev/null; ulimit -c 0; exec \"$0\" \"$@\"");

    private final Path program;
    /** The name of the files' format in a sentence, with its article. */
    private final String title;

    private ExternalConverter(Path program, ImageFormat format) {
        this.program = program;
        this.title = (format == ImageFormat.AVIF ? "an " : "a ") + format + " file";
    }

    /** The programs that convert a format, the best first. */
    private static List<String> programs(ImageFormat format) {
        return switch (format) {
            case HEIC, HEIC_SEQUENCE -> List.of("heif-convert", "heif-dec");
            case AVIF -> List.of("heif-convert", "heif-dec", "avifdec");
            case JPEG_XL -> List.of("djxl");
            default -> List.of();
        };
    }

    /** What to install for a format, in words. */
    public static String advice(ImageFormat format) {
        String program = programs(format).get(0);
        String debian = format == ImageFormat.JPEG_XL ? "libjxl-tools" : "libheif-examples";
        String brew = format == ImageFormat.JPEG_XL ? "jpeg-xl" : "libheif";
        return "the program " + program + " reads them: install it (apt install " + debian + ", or brew install " + brew
                + ")";
    }

    /** The first installed program for a format, if there is any. */
    public static Optional<ExternalConverter> find(ImageFormat format) {
        return find(format, System.getenv().getOrDefault("PATH", ""));
    }

    /** The first program for a format in the folders of a search path, of which only absolute ones are looked into. */
    static Optional<ExternalConverter> find(ImageFormat format, String path) {
        if (!Files.isExecutable(Path.of(LIMITED.get(0)))) {
            return Optional.empty(); // without its limits no program is run
        }
        return programs(format).stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new ExternalConverter(file, format));
    }

    /**
     * Converts a file.
     *
     * @param folder an empty one, for the program alone; the caller removes it
     * @return the PNG files of its pictures, the first one first
     * @throws UnsupportedImageException if the program cannot read it, or would show the picture turned
     * @throws IOException if the program takes too long
     */
    public List<Path> convert(byte[] file, Path folder) throws IOException {
        boolean turnsNothing = program.endsWith("avifdec");
        if (turnsNothing && isTurned(file)) {
            throw new UnsupportedImageException(
                    "an AVIF picture that is turned, as avifdec does not show it (heif-convert does)");
        }
        Path source = folder.resolve("photo");
        Files.write(source, file);
        List<String> command = new ArrayList<>(LIMITED);
        command.addAll(List.of(
                program.toString(),
                source.toString(),
                folder.resolve("picture.png").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TMPDIR", folder.toString());
        environment.put("HOME", folder.toString());
        run(builder.start(), folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(made -> made.toString().endsWith(".png"))
                    .sorted(Comparator.comparingInt(
                                    (Path made) -> made.toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            if (pictures.isEmpty()) {
                throw new UnsupportedImageException(
                        title + " of which " + program.getFileName() + " makes no picture" + reason(folder));
            }
            return pictures;
        }
    }

    private void run(Process process, Path folder) throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IIOException(program.getFileName() + " took longer than " + LONGEST_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IIOException("interrupted while " + program.getFileName() + " was at work", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new UnsupportedImageException(
                    title + " with which " + program.getFileName() + " fails" + reason(folder));
        }
    }

    /** The last line that the program wrote, in parentheses: first, some say which version they are. */
    private static String reason(Path folder) throws IOException {
        try (InputStream log = Files.newInputStream(folder.resolve("log"))) {
            return new String(log.readNBytes(2000), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> second)
                    .map(line -> " (" + line.replace(folder + "/", "").replaceAll("[.]$", "") + ")")
                    .orElse("");
        }
    }

    private static boolean isTurned(byte[] file) {
        String text = new String(file, 0, Math.min(file.length, 1 << 16), StandardCharsets.ISO_8859_1);
        return text.contains("irot") || text.contains("imir");
    }
}
