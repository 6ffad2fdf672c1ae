package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The launcher's script as a package has it, in pipes of a shell. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest extends OnePhoto {
    private static final Path SCRIPT = Path.of("../../animegan");

    LauncherTest() {
        super(24, 17);
    }

    /** A package: the script, this Java, and a jar that names the class path of this test. */
    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("package/bin"));
        Files.copy(SCRIPT, bin.resolve("animegan"));
        Files.createSymbolicLink(folder.resolve("package/runtime"), Path.of(System.getProperty("java.home")));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(element -> Path.of(element).toUri().toString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path lib = Files.createDirectories(folder.resolve("package/lib"));
        try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve("all.jar")), manifest)) {
            jar.finish();
        }
        Files.createDirectories(folder.resolve("photos/inner"));
        TestPhotos.jpeg(folder.resolve("photos/a.jpg"), 24, 17);
        TestPhotos.jpeg(folder.resolve("photos/inner/b.jpg"), 20, 30);
        Files.writeString(folder.resolve("photos/notes.txt"), "not a photo");
    }

    /** Runs a line in a shell where animegan is the package's script, and returns what it says on standard error. */
    private String shell(String line) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", "set -o pipefail; " + line)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment()
                .merge(
                        "PATH",
                        folder.resolve("package/bin").toString(),
                        (path, bin) -> bin + File.pathSeparator + path);
        shell.environment().put("STYLE", "--weights " + weights + " --backend plain");
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(errors);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void findAndXargs() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("out"));
        assertThat(shell("find photos -name '*.jpg' | xargs animegan $STYLE -o out"))
                .isEmpty();
        try (Stream<Path> made = Files.list(folder.resolve("out"))) {
            List<Path> pictures = made.sorted().toList();
            assertThat(pictures).hasSize(2);
            assertThat(TestPhotos.read(pictures.get(0)).getWidth()).isEqualTo(24);
            assertThat(TestPhotos.read(pictures.get(1)).getWidth()).isEqualTo(20);
        }
    }

    @Test
    void catThroughAPipe() throws IOException, InterruptedException {
        assertThat(shell("cat photos/a.jpg | animegan $STYLE - > b.png")).isEmpty();
        assertThat(shell("animegan $STYLE photos/a.jpg")).isEmpty();
        assertThat(folder.resolve("b.png")).hasSameBinaryContentAs(folder.resolve("photos/a-anime.png"));
    }

    @Test
    void man_isAPageThatManShows() throws IOException, InterruptedException {
        assertThat(shell("animegan man > animegan.1")).isEmpty();
        assertThat(folder.resolve("animegan.1")).content().startsWith(".TH ANIMEGAN 1");
        assertThat(shell("if command -v man >/dev/null; then man -l animegan.1 | grep -e --strength >/dev/null; fi"))
                .isEmpty();
    }
}
