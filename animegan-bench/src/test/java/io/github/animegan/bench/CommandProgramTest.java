package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with arguments and files is told in one line, before anything is measured. */
class CommandProgramTest {
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Object program, String... arguments) {
        return CommandProgram.of(program).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--engines, foo, 'no engine foo among [vector, nd4j, plain, onnxruntime, pytorch]'",
        "--architectures, foo, 'Invalid value for option ''--architectures'' (<networks>): expected one of "
                + "[ANIME_GAN_V2, CARTOON_GAN, RESNET9] (case-insensitive) but was ''foo'''",
        "--sizes, '64,33', '--sizes [64, 33]: multiples of 4'",
        "--sizes, 0, '--sizes [0]: multiples of 4'",
        "--threads, 0, --threads 0: at least 1",
        "--runs, 0, --runs 0: at least 1",
        "--warm-up, -1, --warm-up -1.0: at least 0",
        "--pause, -1, --pause -1: at least 0",
        "--forks, 0, --forks 0: at least 1; --no-memory leaves them out",
        "--weights, nowhere, --weights: there is no folder nowhere",
        "--peers, nowhere, --peers: there is no folder nowhere"
    })
    void report_tellsWhatIsWrong(String option, String value, String line) {
        assertThat(run(new Report(), "--out", folder.resolve("out").toString(), option, value))
                .isEqualTo(2);
        assertThat(errors.toString().lines()).containsExactly(line + " (see --help)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void report_intoAFile_isRefusedFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "text");
        assertThat(run(new Report(), "--out", file.toString())).isEqualTo(1);
        assertThat(errors.toString().lines()).containsExactly(file + ": in the way of a folder");
    }

    @Test
    void study_tellsWhatIsWrong() throws IOException {
        Path photo = Files.writeString(folder.resolve("photo.png"), "text");
        Path nowhere = folder.resolve("nowhere");
        run(new Study(), "--weights", photo.toString(), nowhere.toString());
        run(new Study(), "--weights", nowhere.toString(), photo.toString());
        run(new Study(), "--weights", photo.toString(), photo.toString());
        assertThat(errors.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("there is no photo " + nowhere + " (see --help)"),
                        line -> assertThat(line).isEqualTo(nowhere + ": no such file"),
                        line -> assertThat(line).startsWith(photo + ": neither a PyTorch checkpoint nor safetensors"));
    }
}
