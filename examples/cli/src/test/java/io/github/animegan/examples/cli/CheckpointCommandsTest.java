package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect}, {@code convert} and {@code verify}. */
class CheckpointCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path weights = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet(), Map.of("style", "none"));
    }

    @Test
    void inspectShowsEverything() throws IOException, NoSuchAlgorithmException {
        String sha256 = "%064x"
                .formatted(
                        new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(weights))));

        assertThat(Cli.run("inspect", weights).isDone().out().lines())
                .contains(
                        "file          " + weights,
                        "format        safetensors",
                        "bytes         " + Files.size(weights),
                        "sha256        " + sha256,
                        "architecture  ResnetGenerator",
                        "metadata      style = none",
                        "parameters    " + TinyWeights.resnet().parameterCount(),
                        "tensors       8",
                        "  model.1.weight                [4, 3, 7, 7]",
                        "  model.10.conv_block.1.weight  [16, 16, 3, 3]");
    }

    @Test
    void inspectShowsUnknownNetworksToo() throws IOException {
        Path other = TinyWeights.write(
                folder.resolve("other.safetensors"), StateDict.of(Map.of("fc.weight", Tensor.zeros(2, 3))));

        assertThat(Cli.run("inspect", other).isDone().out())
                .contains("architecture  unknown: ")
                .contains("  fc.weight  [2, 3]");
    }

    @Test
    void inspectFails() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pt"));

        Cli.run("inspect", empty).failed(1, "empty.pt: ");
        Cli.run("inspect", folder.resolve("none.pt")).failed(1, "none.pt: no such file");
        Cli.run("inspect").failed(2, "FILE");
        Cli.run("inspect", weights, "--what").failed(2, "--what");
    }

    @Test
    void convertKeepsWeightsAndMetadata() throws IOException {
        Path out = folder.resolve("out.safetensors");

        Cli.run("convert", weights, out).isDone();
        Checkpoint converted = Checkpoints.open(out);

        assertThat(converted.tensors().asMap()).isEqualTo(TinyWeights.resnet().asMap());
        assertThat(converted.metadata()).isEqualTo(Map.of("style", "none"));
    }

    @Test
    void convertNotesTheUpsampling() throws IOException {
        Path noted = TinyWeights.write(
                folder.resolve("noted.safetensors"), TinyWeights.animeGanV2(), Map.of("resize", "half_pixel"));
        Path out = folder.resolve("out.safetensors");

        Cli.run("convert", noted, out, "--upsample", "tf1_legacy").isDone();

        assertThat(Checkpoints.open(out).metadata()).isEqualTo(Map.of("upsampling", "tf1_legacy"));
    }

    @Test
    void convertToInt8RoundsByOutputChannel() throws IOException {
        Path out = folder.resolve("out.safetensors");

        Cli.run("convert", weights, out, "--int8").isDone();
        StateDict converted = Checkpoints.read(out);

        assertThat(Files.size(out)).isLessThan(Files.size(weights) / 2);
        TinyWeights.resnet().asMap().forEach((key, tensor) -> {
            // The keys of the transposed convolutions, whose output channels are axis 1.
            boolean isTransposed = key.equals("model.11.weight") || key.equals("model.14.weight");
            assertRounded(key, converted.get(key), tensor, isTransposed ? 1 : 0);
        });
    }

    /** By at most half a step of the channel, which is its largest weight / 127. */
    private static void assertRounded(String key, Tensor actual, Tensor expected, int outAxis) {
        int[] shape = expected.shape().toArray();
        int inner = shape[2] * shape[3];
        float[] largest = new float[shape[outAxis]];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < expected.data().length; i++) {
                int channel = outAxis == 0 ? i / (inner * shape[1]) : i / inner % shape[1];
                if (pass == 0) {
                    largest[channel] = Math.max(largest[channel], Math.abs(expected.data()[i]));
                } else {
                    assertThat(actual.data()[i])
                            .as("%s[%d]", key, i)
                            .isCloseTo(expected.data()[i], within(largest[channel] / 127 * 0.501f));
                }
            }
        }
    }

    @Test
    void convertFails() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pt"));
        Path out = folder.resolve("out.safetensors");
        byte[] before = Files.readAllBytes(weights);

        Cli.run("convert", empty, out).failed(1, "empty.pt: ");
        Cli.run("convert", folder.resolve("none.pt"), out).failed(1, "none.pt: no such file");
        Cli.run("convert", weights, folder.resolve("out.pt")).failed(2, ".safetensors|out.pt");
        Cli.run("convert", weights, folder.resolve("./tiny.safetensors")).failed(2, "never overwritten");
        Cli.run("convert", weights).failed(2, "OUT");
        Cli.run("convert", weights, folder.resolve("none/out.safetensors"))
                .failed(1, "cannot write|none/out.safetensors|no such file or folder");

        assertThat(out).doesNotExist();
        assertThat(Files.readAllBytes(weights)).isEqualTo(before);
    }

    @Test
    void verifyPasses() throws IOException {
        Path golden = golden(TinyWeights.resnet(), Upsampling.ALIGN_CORNERS, 0, Map.of());

        Map<String, Double> report = report(verify(golden).isDone());

        assertThat(report.keySet()).containsExactly("max_abs", "mean_abs", "psnr_db", "seconds");
        assertThat(report.get("max_abs")).isLessThan(1e-5);
        assertThat(report.get("seconds")).isPositive();
    }

    @Test
    void verifyFailsAboveTheTolerance() throws IOException {
        Path golden = golden(TinyWeights.resnet(), Upsampling.ALIGN_CORNERS, 0.25f, Map.of());

        Cli.Result result = verify(golden);
        result.failed(1, "golden.safetensors|tolerance 0.001");

        Map<String, Double> report = report(result);
        int elements = 3 * 16 * 24;
        assertThat(report.get("max_abs")).isCloseTo(0.25, within(1e-3));
        assertThat(report.get("mean_abs")).isCloseTo(0.25 / elements, within(1e-5));
        assertThat(report.get("psnr_db")).isCloseTo(10 * Math.log10(4 / (0.25 * 0.25 / elements)), within(0.02));
        verify(golden, "--tolerance", "0.3").isDone();
    }

    @Test
    void verifyTakesTheUpsamplingOfTheGolden() throws IOException {
        weights = TinyWeights.write(folder.resolve("v2.safetensors"), TinyWeights.animeGanV2());
        Path golden = golden(TinyWeights.animeGanV2(), Upsampling.TF1_LEGACY, 0, Map.of("resize", "tf1_legacy"));

        verify(golden).isDone();
        assertThat(verify(golden, "--upsample", "align_corners").exitCode()).isEqualTo(1);
    }

    @Test
    void verifyFails() throws IOException {
        Path golden = golden(TinyWeights.resnet(), Upsampling.ALIGN_CORNERS, 0, Map.of());
        Path other = TinyWeights.write(
                folder.resolve("shape.safetensors"),
                StateDict.of(Map.of("input", Tensor.zeros(1, 3, 16, 12), "output", Tensor.zeros(1, 3, 8, 8))));
        Path flat = TinyWeights.write(
                folder.resolve("flat.safetensors"), StateDict.of(Map.of("input", Tensor.zeros(3, 16, 12))));

        verify(weights).failed(1, "tiny.safetensors|'input'");
        verify(other).failed(1, "shape.safetensors|[1, 8, 8, 3]|[1, 16, 12, 3]");
        verify(flat).failed(1, "flat.safetensors|[3, 16, 12]");
        verify(folder.resolve("none.safetensors")).failed(1, "none.safetensors: no such file");
        verify(golden, "--tolerance", "-1").failed(2, "--tolerance");
        Cli.run("verify", "--golden", golden).failed(1, "golden.safetensors: differs"); // The default style is another.
        Cli.run("verify", "--weights", weights).failed(2, "--golden");
    }

    private Cli.Result verify(Path golden, Object... options) {
        Object[] arguments = new Object[options.length + 7];
        System.arraycopy(
                new Object[] {"verify", "--weights", weights, "--golden", golden, "--backend", "plain"},
                0,
                arguments,
                0,
                7);
        System.arraycopy(options, 0, arguments, 7, options.length);
        return Cli.run(arguments);
    }

    /** What the library makes of a random picture, with one element off. */
    private Path golden(StateDict network, Upsampling upsampling, float off, Map<String, String> metadata)
            throws IOException {
        Random random = new Random(3);
        Tensor input = Tensor.zeros(1, 16, 24, 3);
        for (int i = 0; i < input.data().length; i++) {
            input.data()[i] = 2 * random.nextFloat() - 1;
        }
        Tensor output;
        try (AnimeGan gan = AnimeGan.builder(network)
                .backend(Backend.PLAIN)
                .upsampling(upsampling)
                .build()) {
            output = gan.run(input).nhwcToNchw();
        }
        output.data()[5] += off;
        return TinyWeights.write(
                folder.resolve("golden.safetensors"),
                StateDict.of(Map.of("input", input.nhwcToNchw(), "output", output)),
                metadata);
    }

    private static Map<String, Double> report(Cli.Result result) throws IOException {
        assertThat(result.out().lines()).hasSize(1);
        Map<String, Double> report = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(result.out())) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                report.put(key, json.nextToken() == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue());
            }
        }
        return report;
    }
}
