package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.network.Op;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checkpoints behind public reports, where the shared material lies beside the checkout; {@link FittingTest} has their kinds. */
@EnabledIf("isPresent")
class ReportedCheckpointsTest {
    private static final int SIDE = 64;

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/inputs/reported"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/inputs/reported");
    }

    static boolean isPresent() {
        return Files.isDirectory(folder());
    }

    private static int[] pictureBy(String name) throws IOException {
        BufferedImage photo = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                photo.setRGB(x, y, (4 * x) << 16 | (4 * y) << 8 | (x + y));
            }
        }
        try (AnimeGan gan = AnimeGan.builder(Checkpoints.read(folder().resolve(name)))
                .backend(Backend.PLAIN)
                .warmUp(false)
                .build()) {
            return gan.stylize(photo).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        }
    }

    @ParameterizedTest
    @CsvSource({"orig_mod.pth, _orig_mod.", "module_prefix.safetensors, module."})
    void prefix_isStrippedAndTold(String name, String prefix) throws IOException {
        assertThat(Checkpoints.open(folder().resolve(name)).metadata())
                .containsExactly(Map.entry("checkpoint.prefix", prefix));
    }

    @ParameterizedTest
    @CsvSource({"orig_mod.pth", "module_prefix.safetensors", "cut.pth"})
    void checkpoint_isAResnetThatDraws(String name) throws IOException {
        assertThat(IntStream.of(pictureBy(name)).distinct().count()).isGreaterThan(1);
    }

    @Test
    void batchNorm_isByTheRunningStatisticsOfTheFile() throws IOException {
        StateDict weights = Checkpoints.read(folder().resolve("batchnorm.safetensors"));
        Generator generator = Architectures.of(weights).build(weights);
        assertThat(generator.architecture()).isEqualTo("ResnetGenerator");
        assertThat(generator.network().nodes())
                .noneMatch(node -> node.op() instanceof Op.InstanceNorm)
                .filteredOn(node -> node.op() instanceof Op.Affine)
                .hasSize(7);
        // The picture's own statistics would enlarge what random weights leave of it; the file's let it vanish.
        assertThat(IntStream.of(pictureBy("batchnorm.safetensors")).distinct()).containsExactly(0xff808080);
    }
}
