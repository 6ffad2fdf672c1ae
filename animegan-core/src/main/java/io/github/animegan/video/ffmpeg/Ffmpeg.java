package io.github.animegan.video.ffmpeg;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The programs {@code ffmpeg} and {@code ffprobe} of this machine, and what they can do. Immutable and thread-safe.
 *
 * <p>Nothing of FFmpeg is part of this library; its programs are started as processes, are given files of this machine only
 * ({@code -protocol_whitelist}), and never a network address.
 */
public final class Ffmpeg {
    private static final Pattern VERSION = Pattern.compile("^ffmpeg version n?(\\d+)\\.(\\d+).*");
    private static final Pattern LISTED = Pattern.compile("^ [A-Z.]{3,6} +(\\S+) .*");

    private final String program;
    private final String prober;
    private final int major;
    private final int minor;
    private final Set<String> encoders;
    private final Set<String> filters;

    private Ffmpeg(String program, String prober) throws IOException {
        this.program = program;
        this.prober = prober;
        List<String> banner = lines(List.of(program, "-version"));
        lines(List.of(prober, "-version"));
        Matcher version = VERSION.matcher(banner.isEmpty() ? "" : banner.get(0));
        boolean known = version.matches(); // A build from a repository calls itself N-12345-g...: taken for a new one.
        this.major = known ? Integer.parseInt(version.group(1)) : 99;
        this.minor = known ? Integer.parseInt(version.group(2)) : 0;
        this.encoders = names(lines(List.of(program, "-v", "error", "-encoders")));
        this.filters = names(lines(List.of(program, "-v", "error", "-filters")));
    }

    /**
     * Finds the programs.
     *
     * @param path of {@code ffmpeg}, with {@code ffprobe} beside it, or the folder of both; null for those that the
     *     operating system finds by name
     * @throws IOException with a line that says how to install them, if one is missing or does not start
     */
    public static Ffmpeg find(@Nullable Path path) throws IOException {
        if (path == null) {
            return new Ffmpeg("ffmpeg", "ffprobe");
        }
        if (Files.isDirectory(path)) {
            return new Ffmpeg(named(path, "ffmpeg"), named(path, "ffprobe"));
        }
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isRegularFile(path) || folder == null) {
            throw new IOException(path + ": there is no ffmpeg");
        }
        return new Ffmpeg(path.toAbsolutePath().toString(), named(folder, "ffprobe"));
    }

    private static String named(Path folder, String program) {
        boolean windows = File.separatorChar == '\\';
        return folder.toAbsolutePath()
                .resolve(windows ? program + ".exe" : program)
                .toString();
    }

    boolean hasEncoder(String name) {
        return encoders.contains(name);
    }

    boolean hasFilter(String name) {
        return filters.contains(name);
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /** Options that keep every frame at its own time. */
    List<String> everyFrame() {
        return isAtLeast(5, 1) ? List.of("-fps_mode", "passthrough") : List.of("-vsync", "passthrough");
    }

    /** The beginning of a call of {@code ffmpeg}: quiet, asking nothing. */
    List<String> command() {
        return new ArrayList<>(List.of(program, "-hide_banner", "-nostdin", "-nostats", "-v", "error", "-y"));
    }

    /** The beginning of a call of {@code ffprobe}. */
    List<String> probeCommand() {
        return new ArrayList<>(List.of(prober, "-hide_banner", "-v", "error"));
    }

    /** Options that make a file of this machine the next input; whatever it contains, nothing else is opened. */
    static List<String> input(Path file) {
        return List.of("-protocol_whitelist", "file", "-i", name(file));
    }

    /** A file's name, which is no option and no address of anything else. */
    static String name(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    private static Set<String> names(List<String> listing) {
        return listing.stream()
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> lines(List<String> command) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            run(command, lines::add);
        } catch (MissingProgramException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(command.get(0) + " does not run: " + e.getMessage(), e);
        }
        return lines;
    }

    /** There is no such program on this machine. */
    public static final class MissingProgramException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingProgramException(String program, IOException cause) {
            super(
                    program + " is missing: films need FFmpeg's programs ffmpeg and ffprobe (Debian and Ubuntu: apt-get"
                            + " install ffmpeg; macOS: brew install ffmpeg; else https://ffmpeg.org/download.html)",
                    cause);
        }
    }

    /** Starts a program of these whose standard error goes to a pipe. */
    static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new MissingProgramException(command.get(0), e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param output is given each line of its standard output
     * @return the lines of its standard error
     * @throws IOException with its last complaint if it fails
     */
    static List<String> run(List<String> command, Consumer<String> output) throws IOException {
        Process process = start(command);
        try {
            process.getOutputStream().close();
            Complaints complaints = Complaints.of(process);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(output);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            complaints.requireSuccess();
            return complaints.lines();
        } finally {
            process.destroyForcibly();
        }
    }
}
