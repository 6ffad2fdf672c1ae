package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real weights and PyTorch's outputs, which the project may not contain: a folder {@code shared} beside the checkout.
 * Where it is missing the other tests cover the same ground with tiny networks.
 */
@EnabledIf("present")
class SharedWeightsTest {
    @TempDir
    private Path folder = Path.of("");

    static boolean present() {
        return find().isPresent();
    }

    @Test
    void animeGanV2ComputesWhatPyTorchDoes() {
        Cli.run(
                        "verify",
                        "--weights",
                        shared("weights/animeganv2_hayao.pt"),
                        "--golden",
                        shared("golden/animeganv2_hayao_256x256_tf1_legacy.safetensors"))
                .isDone();
    }

    @Test
    void cartoonGanMakesAPicture() throws Exception {
        Path photo = TestPhotos.jpeg(folder.resolve("photo.jpg"), 64, 41);

        Cli.run(photo, "--weights", shared("weights/Hayao_net_G_float.pth")).isDone();

        assertThat(Images.sizeOf(TestPhotos.read(folder.resolve("photo-anime.png"))))
                .isEqualTo(new ImageSize(64, 41));
    }

    static Path shared(String file) {
        return find().orElseThrow().resolve(file);
    }

    private static Optional<Path> find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("weights"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}
