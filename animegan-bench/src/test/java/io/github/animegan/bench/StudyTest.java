package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.bench.subject.RandomWeights;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.model.ChannelOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    @TempDir
    private Path folder;

    private Path weights;

    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void writeWeights() throws IOException {
        weights = folder.resolve("tiny.pt");
        PyTorchFiles.writeZip(weights, RandomWeights.animeGanV2(4, 1));
    }

    @Test
    void photos_areMeasuredAtEachSize_andFacesWhereKnown() throws IOException {
        Path astronaut = photo("astronaut.png", 300);
        Path other = photo("other.png", 64);
        Path out = folder.resolve("out");
        assertThat(study("--sizes", "64,256", "--out", out, astronaut, other)).isZero();

        List<String> rows = Files.readAllLines(out.resolve("study.csv"));
        assertThat(rows).hasSize(5).startsWith("photo,size,seconds,ssim,face_ssim,edges");
        assertThat(rows.get(1)).matches("astronaut.png,64(,-?[0-9.e-]+){4}");
        assertThat(rows.get(4)).matches("other.png,256,[0-9.e-]+,-?[0-9.e-]+,,-?[0-9.e-]+");
        assertThat(Files.readString(out.resolve("study.md")))
                .contains(
                        "| | 64 | 256 |", "| the same, faces only | ", "| SSIM, the articles | – | 0.68 |", "2 photos")
                .doesNotContain("study-memory");
        assertThat(ImageIO.read(out.resolve("study-ssim.png").toFile()).getWidth())
                .isPositive();
        assertThat(out.resolve("study-latency.svg")).isNotEmptyFile();
        assertThat(out.resolve("study-memory.png")).doesNotExist();
    }

    @Test
    void photosWithoutKnownFaces_haveNoRowForThem() throws IOException {
        Path out = folder.resolve("out");
        assertThat(study("--sizes", "32", "--out", out, photo("other.png", 32))).isZero();
        assertThat(Files.readString(out.resolve("study.md"))).doesNotContain("faces only");
    }

    @Test
    void whatIsNoPhoto_isNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("photo.png"), "text");
        assertThat(study("--out", folder.resolve("out"), text)).isNotZero();
        assertThat(errors.toString()).contains(text + ": not a picture");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aStyle_isStudiedAtTheSizes() throws IOException {
        Path out = folder.resolve("out");
        Object[] arguments = {"--style", "sora", "--sizes", "32,64", "--out", out, photo("other.png", 48)};
        assertThat(execute(arguments)).as(errors.toString()).isZero();
        assertThat(Files.readAllLines(out.resolve("study.csv"))).hasSize(3);
        assertThat(Files.readString(out.resolve("study.md"))).contains("Style: sora");
    }

    @Test
    void aStyleAndACheckpoint_orNeither_isRefused() throws IOException {
        Path photo = photo("other.png", 32);
        assertThat(study("--style", "sora", photo)).isNotZero();
        assertThat(execute(photo)).isNotZero();
        assertThat(errors.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.equals("either --weights or --style (see --help)"));
        assertThat(execute("--style", "sora", "--upsampling", "tf1_legacy", photo))
                .isNotZero();
        assertThat(errors.toString()).contains("--upsampling is for --weights: styles have their own");
        assertThat(execute("--style", "monet", photo)).isNotZero();
        assertThat(errors.toString()).contains("monet");
    }

    private int study(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--weights", weights));
        all.addAll(List.of(arguments));
        return execute(all.toArray());
    }

    private int execute(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("--no-memory"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return CommandProgram.of(new Study()).setErr(new PrintWriter(errors)).execute(all.toArray(String[]::new));
    }

    private Path photo(String name, int side) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(ImageTensors.toImage(BenchmarkPicture.of(side), ChannelOrder.RGB), "png", file.toFile());
        return file;
    }
}
