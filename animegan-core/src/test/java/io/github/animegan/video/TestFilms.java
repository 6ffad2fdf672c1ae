package io.github.animegan.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.video.frame.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Makes films by recipes of FFmpeg's, and looks into films by its programs. */
final class TestFilms {
    /** A counter of so many bits is burnt into each frame: squares of this side, white for one. */
    static final int SQUARE = 16;

    static final int BITS = 8;
    static final int WIDTH = BITS * SQUARE;
    static final int HEIGHT = 64;

    private TestFilms() {}

    /** A moving picture whose uppermost row of squares is the frame's number in binary, the lowest bit to the left. */
    static String counter(String rate) {
        return "color=gray:size=" + WIDTH + "x" + HEIGHT + ":rate=" + rate
                + ",geq=lum='if(lt(Y," + SQUARE + "),16+219*mod(floor(N/pow(2,floor(X/" + SQUARE
                + "))),2),90+60*sin((X+2*N)/7)*cos(Y/9))':cb=128:cr=128";
    }

    /** Reads the number that is burnt into a frame. */
    static int number(Frame frame) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int pixel = frame.argb()[SQUARE / 2 * frame.width() + bit * SQUARE + SQUARE / 2];
            number |= (pixel >> 8 & 0xff) > 127 ? 1 << bit : 0;
        }
        return number;
    }

    /** Runs a program; a test that needs one that is missing fails with its name. */
    static String run(Object... command) {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", words, output).isZero();
            return output;
        } catch (IOException e) {
            throw new AssertionError("these tests need the program " + words.get(0) + ": apt-get install ffmpeg", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a film by the words of a recipe, blanks between them, with files' names put in for {@code %s}. */
    static Path make(Path film, String recipe, Object... names) {
        List<Object> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        int name = 0;
        for (String word : recipe.split(" ", -1)) {
            command.add(word.equals("%s") ? names[name++] : word);
        }
        command.add(film);
        run(command.toArray());
        return film;
    }

    /** What {@code ffprobe} says of a film's streams, a line each, of these entries. */
    static List<String> streams(Path film, String entries) {
        return run("ffprobe", "-v", "error", "-show_entries", "stream=" + entries, "-of", "csv=p=0", film)
                .lines()
                .toList();
    }

    /** The kinds of a film's streams, in their order. */
    static String kinds(Path film) {
        return streams(film, "codec_type").stream()
                .map(line -> line.replace(",", ""))
                .collect(Collectors.joining(" "));
    }

    /** When the frames appear, in seconds. */
    static List<Double> times(Path film) {
        return run(
                        "ffprobe",
                        "-v",
                        "error",
                        "-select_streams",
                        "V",
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        film)
                .lines()
                .map(line -> Double.valueOf(line.split(",", -1)[0]))
                .sorted()
                .toList();
    }

    /** How long a film is, in seconds. */
    static double seconds(Path film) {
        return Double.parseDouble(
                run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", film)
                        .strip());
    }

    /** The decoded frames. */
    static List<Frame> frames(Path film, int width, int height) throws IOException {
        Path raw = film.resolveSibling(film.getFileName() + ".raw");
        make(raw, "-i %s -map 0:V -fps_mode passthrough -f rawvideo -pix_fmt rgb24", film);
        byte[] bytes = Files.readAllBytes(raw);
        Files.delete(raw);
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 3 * width * height) {
            Frame frame = new Frame(width, height);
            for (int i = 0; i < width * height; i++) {
                int sample = at + 3 * i;
                frame.argb()[i] = 0xff000000
                        | (bytes[sample] & 0xff) << 16
                        | (bytes[sample + 1] & 0xff) << 8
                        | (bytes[sample + 2] & 0xff);
            }
            frames.add(frame);
        }
        return frames;
    }

    /** The numbers burnt into a film's frames. */
    static List<Integer> numbers(Path film) throws IOException {
        return frames(film, WIDTH, HEIGHT).stream().map(TestFilms::number).toList();
    }

    /** All that lies in a folder, hidden files included. */
    static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
