package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEIC, AVIF and JPEG XL, made and read by the programs that {@code .ci/run} installs. */
class PhonePicturesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "heif-enc, heic, heif-enc -q 98 -p chroma=444 IN -o OUT, 12",
        "avifenc, avif, avifenc --lossless IN OUT, 2",
        "cjxl, jxl, cjxl -d 0 IN OUT, 0"
    })
    void encodedByTheirOwnProgram_areRead(String program, String ending, String command, int tolerance)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled(program), program + " is not installed");
        BufferedImage photo = blocks();
        Path source = folder.resolve("photo.png");
        Path file = folder.resolve("photo." + ending);
        Files.write(source, encode(photo, "png"));
        String[] words = command.replace("IN", source.toString())
                .replace("OUT", file.toString())
                .split(" ");
        Process made = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(made.waitFor()).isZero();

        assertClose(PhotoReader.create().withExternalConverters(true).read(file), photo, tolerance);
        UnreadableImageException refusal = catchThrowableOfType(
                UnreadableImageException.class, () -> PhotoReader.create().read(file));
        assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("apt install");
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({
        "....ftyphevc............, HEIC sequence",
        "....ftypmif1....heic...., HEIC",
        "....ftypmif1....miafavif, AVIF",
        "....ftypavis............, AVIF",
        "8BPS...................., Photoshop",
        "....ftypisom............, video",
        "%PDF-1.7................, PDF",
        "<svg xmlns='......'....., SVG"
    })
    void heads_areNamed(String head, String name) {
        byte[] file = head.getBytes(StandardCharsets.ISO_8859_1);
        UnreadableImageException refusal = catchThrowableOfType(
                UnreadableImageException.class, () -> PhotoReader.create().read(file, "photo"));
        assertThat(refusal).hasMessageContaining(name);
        assertThat(refusal).hasMessageContaining("convert");
        assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED);
    }
}
