package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.subject.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void everyConvolution_isARow_withItsWorkAndTime() throws IOException {
        Path weights = folder.resolve("tiny.pt");
        PyTorchFiles.writeZip(weights, RandomWeights.animeGanV2(4, 1));
        int exitCode = layers(weights, "--size", "64", "--runs", "2", "--backends", "plain", "--out", folder);
        assertThat(errors.toString()).isEmpty();
        assertThat(exitCode).isZero();

        List<String> lines = Files.readAllLines(folder.resolve("layers-tiny-64.md"));
        List<String> rows =
                lines.stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
        // The stem sees 3 channels of 64 x 64 pixels by 7 x 7: its direct work is known, whatever it took.
        assertThat(rows.get(0)).startsWith("| 1 | 7x7, 3 → 4 | 4096 | Plain");
        assertThat(rows).allMatch(row -> row.split("\\|").length == 11);
        assertThat(lines).anyMatch(line -> line.startsWith("| | All |"));
        assertThat(folder.resolve("layers-tiny-64.svg")).isNotEmptyFile();
    }

    @Test
    void whatIsNoNetwork_isSaidInALine() throws IOException {
        Path file = Files.writeString(folder.resolve("page.pt"), "<html>not found</html>");
        assertThat(layers(file, "--out", folder)).isEqualTo(1);
        assertThat(errors.toString()).contains("page.pt").hasLineCount(1);
        assertThat(layers("--size", "0", file)).isEqualTo(2);
        assertThat(errors.toString()).contains("--size 0: at least 1");
    }

    private int layers(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return CommandProgram.of(new Layers())
                .setErr(new PrintWriter(errors, true))
                .execute(texts);
    }
}
