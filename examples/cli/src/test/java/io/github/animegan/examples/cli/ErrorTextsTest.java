package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways in which the command fails: one line for people, the right exit code, and no trace of the program's insides. */
class ErrorTextsTest extends OnePhoto {
    /** Names of classes and packages, traces, objects that print their address, and what nobody meant to print. */
    private static final Pattern INSIDES = Pattern.compile("\\w(Exception|Error)\\b"
            + "|\\b(java|javax|jdk|sun|picocli)\\.[a-z]+"
            + "|\\b(io\\.github|com|org)\\.[a-z]+\\.[a-zA-Z.]*[A-Z]"
            + "|\\tat |\\bnull\\b|@[0-9a-f]{5,8}\\b|\\[[A-Z];");

    private static final String WRONG_USE = """
            .
            DIR/photo.png --strenght 1
            DIR/photo.png --strength 2
            DIR/photo.png --strength much
            DIR/photo.png --strength
            DIR/photo.png --style soar
            DIR/photo.png --style sora --weights DIR/tiny.safetensors
            DIR/photo.png --style sora --entry netG
            DIR/photo.png --style sora --batch-norm picture
            DIR/photo.png --batch-norm none --weights DIR/tiny.safetensors
            DIR/photo.png --upsample cubic
            DIR/photo.png --backend cuda
            DIR/photo.png --threads 0
            DIR/photo.png --threads two
            DIR/photo.png --threads 99999999999
            DIR/photo.png --canvas 0
            DIR/photo.png --canvas huge
            DIR/photo.png --flatness 200
            DIR/photo.png --recipe shinkay
            DIR/photo.png --pre clae
            DIR/photo.png --pre clahe(2
            DIR/photo.png --pre fit-within(0)
            DIR/photo.png --pre cap(x)
            DIR/photo.png --post gloww
            DIR/photo.png --post grade,,glow
            DIR/photo.png --post watermark(none.png)
            DIR/photo.png --jobs 0
            DIR/photo.png --jobs 65
            DIR/photo.png --max-pixels 0
            DIR/photo.png --memory little
            DIR/photo.png --damaged perhaps
            DIR/photo.png --cache-limit 1G
            DIR/photo.png --cache-limit 1X --cache DIR/cache
            DIR/photo.png --format gif
            DIR/photo.png --format png -o DIR/x.jpg
            DIR/photo.png --quality 50
            DIR/photo.png --quality 0 --format jpg
            DIR/photo.png --lossless
            DIR/photo.png --lossless --quality 5 --format webp
            DIR/photo.png -o DIR/x.tif
            DIR/photo.png -o DIR/photo.png
            DIR/photo.png DIR/text.png -o DIR/x.png
            DIR/photo.png DIR/text.png -o -
            - DIR/photo.png
            DIR/photo.png --crf 20
            DIR/photo.png --fps 25
            DIR/photo.png --from soon
            DIR/photo.png --faces some
            DIR/photo.png --face-recognition DIR/tiny.safetensors
            completion tcsh
            completion
            fetch
            fetch none-of-these
            inspect
            convert DIR/tiny.safetensors
            convert DIR/tiny.safetensors DIR/x.zip
            enlarge DIR/photo.png --by 9
            verify DIR/tiny.safetensors
            report DIR/photo.png
            stiles
            """;

    private static final String FAILED = """
            DIR/none.png
            DIR/none*.png
            DIR/folder
            DIR/text.png
            DIR/empty.png
            DIR/cut.png
            DIR/cut.jpg
            DIR/huge.png
            DIR/photo.png --max-pixels 10
            DIR/photo.psd
            DIR/photo.svg
            DIR/photo.pdf
            DIR/photo.jp2
            DIR/photo.heic --no-converters
            DIR/photo.avif --no-converters
            DIR/photo.jxl --no-converters
            DIR/photo.tif
            DIR/photo.png/photo.png
            DIR/photo.png -o DIR/none/x.png
            DIR/photo.png -o DIR/LONG.png
            DIR/photo.png -o DIR/text.png/x/
            DIR/photo.png --cache DIR/text.png
            DIR/photo.png --weights DIR/none.pt
            DIR/photo.png --weights DIR/empty.png
            DIR/photo.png --weights DIR/text.png
            DIR/photo.png --weights DIR/photo.png
            DIR/photo.png --weights DIR/cut.safetensors
            DIR/photo.png --weights DIR/folder
            DIR/photo.png --weights DIR/page.pth
            DIR/photo.png --weights DIR/pointer.pth
            DIR/photo.png --weights DIR/tiny.safetensors --entry netG
            DIR/photo.png --faces auto --face-weights DIR/none
            DIR/none.mp4
            DIR/text.mp4
            inspect DIR/none.pt
            inspect DIR/text.png
            convert DIR/none.pt DIR/x.safetensors
            convert DIR/tiny.safetensors DIR/none/x.safetensors
            verify --golden DIR/none.safetensors --weights DIR/tiny.safetensors
            verify --golden DIR/text.png --weights DIR/tiny.safetensors
            enlarge DIR/none.png
            enlarge DIR/text.png
            report DIR/none.png DIR/photo.png
            report DIR/photo.png DIR/text.png
            faces DIR/photo.png --face-weights DIR/none
            """;

    ErrorTextsTest() {
        super(24, 17);
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        text("text.png", "no picture");
        text("text.mp4", "no film");
        text("empty.png", "");
        text("photo.psd", "8BPS" + "\0".repeat(60));
        text("photo.svg", "<svg xmlns='http://www.w3.org/2000/svg'>" + " ".repeat(60));
        text("photo.pdf", "%PDF-1.7" + " ".repeat(60));
        text("photo.jp2", "\0\0\0\fjP  \r\n\u0087\n" + "\0".repeat(60));
        text("photo.heic", "\0\0\0\u0018ftypheic" + "\0".repeat(60));
        text("photo.avif", "\0\0\0\u0018ftypavif" + "\0".repeat(60));
        text("photo.jxl", "\u00ff\n" + "\0".repeat(60));
        text("photo.tif", "II*\0\b\0\0\0" + "\0".repeat(60));
        text("page.pth", "<!DOCTYPE html><html>Sign in</html>");
        text("pointer.pth", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        TestPhotos.pngHeader(folder.resolve("huge.png"), 20_000, 20_000);
        TestPhotos.cutOff(folder.resolve("cut.png"), photo);
        TestPhotos.cutOff(folder.resolve("cut.jpg"), TestPhotos.jpeg(folder.resolve("photo.jpg"), 24, 17));
        TestPhotos.cutOff(folder.resolve("cut.safetensors"), weights);
    }

    private void text(String name, String content) throws IOException {
        Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Stream<String> wrongUse() {
        return WRONG_USE.lines();
    }

    static Stream<String> failed() {
        return FAILED.lines();
    }

    @ParameterizedTest
    @MethodSource
    void wrongUse(String line) {
        requireOneLine(line, 2);
    }

    @ParameterizedTest
    @MethodSource
    void failed(String line) {
        requireOneLine(line, 1);
    }

    @Test
    void aServerThatDoesNotAnswer() throws IOException {
        int closed;
        try (ServerSocket server = new ServerSocket(0)) {
            closed = server.getLocalPort();
        }
        requireOneLine("fetch mtcnn --accept-licence --mirror http://127.0.0.1:" + closed + "/", 1);
        requireOneLine("fetch mtcnn --accept-licence --mirror http://none.invalid/", 1);
        requireOneLine("fetch mtcnn --accept-licence --mirror nonsense", 2);
    }

    @Test
    void thereAreManyCases() {
        assertThat(WRONG_USE.lines().count() + FAILED.lines().count()).isGreaterThan(100);
    }

    private void requireOneLine(String line, int exitCode) {
        List<String> words = Arrays.stream(line.equals(".") ? new String[0] : line.split(" "))
                .map(word -> word.replace("DIR", folder.toString()).replace("LONG", "long".repeat(80)))
                .toList();
        boolean isCommand = words.isEmpty() || !words.get(0).startsWith(folder.toString());
        Cli.Result result = isCommand || words.contains("--weights") || words.contains("--style")
                ? Cli.run(words.toArray())
                : run(words.toArray());
        assertThat(result.err().lines())
                .as(line)
                .singleElement()
                .asString()
                .startsWith("animegan: ")
                .hasSizeBetween(25, 600)
                .doesNotContainPattern(INSIDES);
        assertThat(result.exitCode())
                .as("exit code of %s: %s", line, result.err())
                .isEqualTo(exitCode);
        assertThat(Path.of("null")).doesNotExist();
    }
}
