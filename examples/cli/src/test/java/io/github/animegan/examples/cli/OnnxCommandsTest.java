package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX models and checkpoints of several generators in every command that takes weights. */
class OnnxCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path weights = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void convert() throws IOException {
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        model = folder.resolve("tiny.onnx");
        Cli.run("convert", weights, model).isDone();
    }

    @Test
    void inspectTellsWhatAModelIs() throws IOException {
        assertThat(Cli.run("inspect", model).isDone().out().lines())
                .contains(
                        "format        ONNX",
                        "bytes         " + Files.size(model),
                        "architecture  ResnetGenerator",
                        "size multiple 1",
                        "norms         7 x instance norm",
                        "input         NCHW",
                        "operators     version 17",
                        "values        [-1.0, 1.0], as the model says",
                        "colors        RGB, as the model says",
                        "parameters    " + TinyWeights.resnet().parameterCount());
    }

    @Test
    void pictureOfAModel_isThatOfItsCheckpoint() throws IOException {
        Path photo = TestPhotos.png(folder.resolve("photo.png"), 40, 28);

        Cli.stylize(weights, photo, "-o", folder.resolve("a.png")).isDone();
        Cli.stylize(model, photo, "-o", folder.resolve("b.png")).isDone();

        assertThat(folder.resolve("b.png")).hasSameBinaryContentAs(folder.resolve("a.png"));
    }

    @Test
    void modelInInt8_isAboutAQuarter() throws IOException {
        Path small = folder.resolve("small.onnx");

        Cli.run("convert", weights, small, "--int8").isDone();

        assertThat(Files.size(small)).isLessThan(Files.size(model) * 2 / 3);
        assertThat(Cli.run("inspect", small).isDone().out()).contains("architecture  ResnetGenerator");
    }

    @Test
    void optionsOfCheckpoints_areRefusedForModels() throws IOException {
        Path photo = TestPhotos.png(folder.resolve("photo.png"), 40, 28);
        Path out = folder.resolve("out.png");

        Cli.stylize(model, photo, "-o", out, "--upsample", "half_pixel").failed(2, "--upsample|ONNX model");
        Cli.stylize(model, photo, "-o", out, "--batch-norm", "picture").failed(2, "--batch-norm|ONNX model");
        Cli.run(photo, "-o", out, "--entry", "netG").failed(2, "--entry|--weights");
        Cli.run("convert", model, folder.resolve("out.safetensors")).failed(1, "tiny.onnx|.onnx again");
        assertThat(out).doesNotExist();
    }

    @Test
    void ofTwoGenerators_oneIsChosenByItsName() throws IOException {
        Map<String, Tensor> both = new LinkedHashMap<>();
        TinyWeights.resnet().asMap().forEach((key, tensor) -> {
            both.put("netG_A2B." + key, tensor);
            both.put("netG_B2A." + key, tensor);
        });
        Path file = TinyWeights.write(folder.resolve("both.safetensors"), StateDict.of(both));
        Path chosen = folder.resolve("chosen.safetensors");

        Cli.run("inspect", file).failed(1, "both.safetensors|2 generators|netG_A2B, netG_B2A|--entry");
        Cli.run("convert", file, chosen, "--entry", "netG_A2B").isDone();
        Cli.run("convert", file, chosen, "--entry", "netG_X").failed(1, "netG_X|netG_A2B, netG_B2A");

        assertThat(Checkpoints.read(chosen).asMap())
                .isEqualTo(TinyWeights.resnet().asMap());
        assertThat(Cli.run("inspect", file, "--entry", "netG_A2B").isDone().out())
                .contains("checkpoint.prefix = netG_A2B.");
    }
}
