package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What people of shells expect of any command. */
class ShellHabitsTest extends OnePhoto {
    ShellHabitsTest() {
        super(24, 17);
    }

    @Test
    void patternInQuotes_isExpanded() {
        run(folder.resolve("pho*.png")).isDone();
        assertThat(anime).exists();
        run(folder.resolve("none*.png")).failed(1, "none*.png|no file is called so");
    }

    @Test
    void standardInput_isReadForADash() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(photo)));
            run("-", "-o", folder.resolve("piped.png")).isDone();
        } finally {
            System.setIn(before);
        }
        run(photo).isDone();
        assertThat(Files.readAllBytes(folder.resolve("piped.png"))).isEqualTo(Files.readAllBytes(anime));
        run("-", photo).failed(2, "one photo from standard input");
    }

    @Test
    void damagedPhoto_isRefusedWithHowMuchIsMissing_orDrawnAsFarAsItGoes() throws IOException {
        Path whole = TestPhotos.png(folder.resolve("whole.png"), 40, 200);
        Path cut = TestPhotos.cutOff(folder.resolve("cut.png"), whole);
        Path drawn = folder.resolve("cut-anime.png");
        run(cut).failed(1, "cut.png: truncated or damaged PNG|% is missing, below row|of 200; --damaged accept keeps");
        assertThat(drawn).doesNotExist();
        Cli.Result kept = run(cut, "--damaged", "accept", "--json");
        assertThat(kept.exitCode()).isZero();
        assertThat(kept.out()).containsPattern("\"warnings\":\\[\"[^\"]*% is missing, below row");
        assertThat(TestPhotos.read(drawn).getHeight()).isEqualTo(200);
    }

    @Test
    void json_isALineForEachPhoto() {
        assertThat(run(photo, "--json").out())
                .contains("\"photo\":", "\"bytes\":", "\"backend\":\"plain\"", "\"warnings\":[]");
    }

    @Test
    void outputWithoutEnding_isToldOfBeforeItBecomesAFolder() {
        assertThat(run(photo, "-o", folder.resolve("out")).err()).contains("it is taken for a folder");
        assertThat(run(photo, "-o", folder.resolve("quiet"), "-q").err()).isEmpty();
    }

    @Test
    void misspeltNames_areAnsweredByTheNearest() {
        Cli.run(photo, "--style", "soar").failed(2, "did you mean sora?");
        run(photo, "--strenght", 1).failed(2, "did you mean --strength?");
        run(photo, "--pre", "clae").failed(2, "did you mean clahe?");
        run(photo, "--post", "grade, gloww").failed(2, "did you mean glow?");
        run(photo, "--recipe", "Shinkay").failed(2, "did you mean shinkai?");
        run(photo, "--memory", "reducee").failed(2, "did you mean reduce?");
        run("stiles").failed(2, "did you mean styles?");
        Cli.run("convrt", photo).failed(2, "did you mean convert?");
    }

    @Test
    void animation_givesItsFirstPictureWhereNoneCanBeHeld() throws IOException {
        Path gif = folder.resolve("two.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (FileImageOutputStream out = new FileImageOutputStream(gif.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 2; i++) {
                writer.writeToSequence(new IIOImage(TestPhotos.read(photo), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        Path jpeg = folder.resolve("two.jpg");
        assertThat(run(gif, "-o", jpeg, "--json").out()).contains("2 pictures in one file; the first was taken");
        assertThat(jpeg).exists();
    }

    /** In a shell that thinks it talks to a person: two tabs behind the beginning of an option list those that begin so. */
    @Test
    void completion_worksInBashOnAPseudoTerminal() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) is not installed");
        Path completion = folder.resolve("completion.bash");
        Files.writeString(completion, Cli.run("completion", "bash").isDone().out());
        Path log = folder.resolve("log");
        Process shell = new ProcessBuilder("script", "-qc", "bash --norc --noprofile -i", "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (Writer keys = shell.outputWriter(StandardCharsets.US_ASCII)) {
            keys.write("source '" + completion + "'; animegan() { :; }\nbind 'set bell-style none'\n");
            keys.write("animegan --stren\t 0.25 --memory re\t\nexit\n");
        }
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).containsPattern("animegan --strength +0.25 --memory reduce");
    }

    @Test
    void completion_namesTheOptions() {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            assertThat(Cli.run("completion", shell).isDone().out()).contains("strength", "styles");
        }
    }
}
