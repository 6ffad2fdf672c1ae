package io.github.animegan.image.io.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How programs are chosen and run, and what is said of those that fail; the programs are scripts of the shell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no program is run where there is no /bin/sh")
class ExternalConverterTest {
    private static final byte[] FILE = "....ftypheic".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TURNED = "....ftypavif....irot".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] MIRRORED = "....ftypavif....imir".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private Path work;

    @BeforeEach
    void makeFolders() throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
        work = Files.createDirectory(folder.resolve("work"));
    }

    /** A program that is given the photo's file as $1 and the picture's as $2. */
    private static Path install(Path where, String name, String script) throws IOException {
        Path program = Files.writeString(where.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private Optional<ExternalConverter> find(ImageFormat format) {
        return ExternalConverter.find(format, first + File.pathSeparator + second);
    }

    private List<Path> convert(String script) throws IOException {
        install(first, "heif-convert", script);
        return find(ImageFormat.HEIC).orElseThrow().convert(FILE, work);
    }

    /** The program that is chosen for a format: each of them writes its name. */
    private String chosen(ImageFormat format) throws IOException {
        List<Path> pictures = find(format).orElseThrow().convert(FILE, work);
        return Files.readString(pictures.get(0)).strip();
    }

    @Test
    void theBestProgramIsChosen_thenTheFirstFolder() throws IOException {
        String script = "echo $0 >$2";
        Path avifdec = install(first, "avifdec", script);
        Path djxl = install(second, "djxl", script);
        assertThat(find(ImageFormat.HEIC)).isEmpty();
        assertThat(chosen(ImageFormat.AVIF)).isEqualTo(avifdec.toString());
        assertThat(chosen(ImageFormat.JPEG_XL)).isEqualTo(djxl.toString());

        Path heifDec = install(second, "heif-dec", script);
        assertThat(chosen(ImageFormat.HEIC)).isEqualTo(heifDec.toString());
        assertThat(chosen(ImageFormat.HEIC_SEQUENCE)).isEqualTo(heifDec.toString());
        assertThat(chosen(ImageFormat.AVIF)).isEqualTo(heifDec.toString());

        Path later = install(second, "heif-convert", script);
        assertThat(chosen(ImageFormat.AVIF)).isEqualTo(later.toString());
        Path earlier = install(first, "heif-convert", script);
        assertThat(chosen(ImageFormat.HEIC)).isEqualTo(earlier.toString());
    }

    @Test
    void whatIsNoProgram_isPassedOver() throws IOException {
        Files.writeString(first.resolve("heif-convert"), "not to be run");
        Files.createDirectory(first.resolve("heif-dec"));
        assertThat(find(ImageFormat.HEIC)).isEmpty();
        install(second, "heif-convert", "");
        assertThat(find(ImageFormat.HEIC)).isPresent();
        Path here = Path.of("").toAbsolutePath();
        assertThat(ExternalConverter.find(
                        ImageFormat.HEIC, here.relativize(second).toString()))
                .as("in a folder that depends on where one stands")
                .isEmpty();
        assertThat(find(ImageFormat.PNG)).isEmpty();
    }

    @Test
    void theProgramHasTheFile_anEmptyInput_andLittleOfTheEnvironment() throws IOException {
        List<Path> pictures =
                convert("cat && cat \"$1\" >$2 && env | cut -d= -f1 >picture-env.png; pwd >>picture-env.png");
        assertThat(pictures.get(0)).hasBinaryContent(FILE).hasParent(work);
        assertThat(Files.readAllLines(pictures.get(1)))
                .contains("PATH", "HOME", "TMPDIR", "LC_ALL", work.toRealPath().toString())
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LC_ALL",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_",
                        work.toRealPath().toString());
    }

    @Test
    void itsTemporaryFilesAndSettings_areInTheFolder() throws IOException {
        List<Path> pictures = convert("echo $TMPDIR $HOME $LC_ALL >$2");
        assertThat(pictures.get(0)).hasContent(work + " " + work + " C");
    }

    @Test
    void manyPictures_areInTheOrderOfTheirNumbers() throws IOException {
        assertThat(convert("cd ${2%/*}; for i in 10 2 1 11; do echo $i >picture-$i.png; done; echo >picture-3.jpg"))
                .extracting(picture -> picture.getFileName().toString())
                .containsExactly("picture-1.png", "picture-2.png", "picture-10.png", "picture-11.png");
    }

    @Test
    void aProgramThatFails_isQuoted() {
        assertRefused("echo heif-convert 1.17; echo; echo \"  Cannot read $1. \"; echo; exit 3")
                .withMessage("a HEIC file with which heif-convert fails (Cannot read photo)");
        assertRefused("exit 1").withMessage("a HEIC file with which heif-convert fails");
        assertRefused("echo 1.17; echo 'No pictures.'")
                .withMessage("a HEIC file of which heif-convert makes no picture (No pictures)");
    }

    @Test
    void itsMemoryIsLimited() {
        assertRefused("ulimit -v; exit 1").withMessageContaining("(4194304)");
    }

    private ThrowableAssertAlternative<UnsupportedImageException> assertRefused(String script) {
        return assertThatExceptionOfType(UnsupportedImageException.class).isThrownBy(() -> convert(script));
    }

    @ParameterizedTest
    @CsvSource({"AVIF, an AVIF file", "JPEG_XL, a JPEG XL file"})
    void theFormatHasItsArticle(ImageFormat format, String words) throws IOException {
        install(first, format == ImageFormat.AVIF ? "avifdec" : "djxl", "exit 1");
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> find(format).orElseThrow().convert(FILE, work))
                .withMessageStartingWith(words);
    }

    @Test
    void aTurnedPicture_isNotGivenToAvifdec() throws IOException {
        install(first, "avifdec", "cat $1 >$2");
        for (byte[] file : List.of(TURNED, MIRRORED)) {
            assertThatExceptionOfType(UnsupportedImageException.class)
                    .isThrownBy(() -> find(ImageFormat.AVIF).orElseThrow().convert(file, work))
                    .withMessageContaining("turned")
                    .withMessageContaining("heif-convert does");
        }
        install(second, "heif-convert", "cat $1 >$2");
        assertThat(find(ImageFormat.AVIF).orElseThrow().convert(TURNED, work).get(0))
                .hasBinaryContent(TURNED);
    }

    @Test
    void interrupted_itEndsTheProgram() throws Exception {
        Path number = work.resolve("number");
        install(first, "heif-convert", "echo $$ >unready && mv unready number && exec sleep 50");
        ExternalConverter converter = find(ImageFormat.HEIC).orElseThrow();
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            assertThatExceptionOfType(IIOException.class)
                    .isThrownBy(() -> converter.convert(FILE, work))
                    .withMessage("interrupted while heif-convert was at work");
            return Thread.currentThread().isInterrupted();
        });
        Thread caller = new Thread(call);
        caller.start();
        while (!Files.exists(number) && caller.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Optional<ProcessHandle> program =
                ProcessHandle.of(Long.parseLong(Files.readString(number).strip()));
        caller.interrupt();
        assertThat(call.get(20, TimeUnit.SECONDS)).as("still interrupted").isTrue();
        if (program.isPresent()) {
            assertThat(program.get().onExit()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void advice_namesWhatToInstall() {
        assertThat(ExternalConverter.advice(ImageFormat.HEIC))
                .isEqualTo("the program heif-convert reads them: install it"
                        + " (apt install libheif-examples, or brew install libheif)");
        assertThat(ExternalConverter.advice(ImageFormat.JPEG_XL))
                .isEqualTo(
                        "the program djxl reads them: install it (apt install libjxl-tools, or brew install jpeg-xl)");
    }
}
