package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole pictures: those that the models' authors published, and what int8 weights make of a photo. */
@EnabledIf("io.github.animegan.weights.SharedWeights#present")
class SharedPicturesTest {
    @Test
    void animeGanV2_makesThePublishedPicture() throws IOException {
        BufferedImage photo = read("golden/published/animeganv2_test.jpg").getSubimage(0, 0, 480, 288);
        try (AnimeGan gan = AnimeGan.builder(weights("animeganv2_hayao.pt"))
                .upsampling(Upsampling.TF1_LEGACY)
                .build()) {
            BufferedImage published = read("golden/published/animegan_v2_hayao_64.jpg");
            assertThat(psnr(gan.stylize(photo), published)).isGreaterThan(38);
        }
    }

    /** By the authors' procedure: 450 pixels a side, bicubic. They kept the few pixels by which the network's output is larger. */
    @ParameterizedTest
    @CsvSource({"7--136.jpg, 7--136_Hayao.jpg", "in2.png, in2_Hayao.png", "in3.png, in3_Hayao.png"})
    void cartoonGan_makesThePublishedPictures(String photo, String picture) throws IOException {
        try (AnimeGan gan = AnimeGan.builder(weights("Hayao_net_G_float.pth"))
                .preprocess(Preprocessors.scaleTo(450).withoutUndo())
                .build()) {
            BufferedImage stylized = gan.stylize(read("golden/published/" + photo));
            BufferedImage published = read("golden/published/" + picture);
            assertThat(published.getWidth() - stylized.getWidth()).isBetween(0, 3);
            assertThat(published.getHeight() - stylized.getHeight()).isBetween(0, 3);
            assertThat(psnr(stylized, published)).isGreaterThan(30);
        }
    }

    @ParameterizedTest
    @CsvSource({"animeganv2_hayao.pt, 40", "Hayao_net_G_float.pth, 38"})
    void int8_makesNearlyThePictureOfFloats(String name, double decibels, @TempDir Path folder) throws IOException {
        StateDict floats = weights(name);
        Path file = folder.resolve("int8.safetensors");
        Checkpoints.writeSafetensorsInt8(
                file, floats, Map.of(), Set.of("deconv01_1.weight", "deconv02_1.weight")::contains);
        BufferedImage photo = read("photos/astronaut.png");
        assertThat(psnr(stylize(Checkpoints.read(file), photo), stylize(floats, photo)))
                .isGreaterThan(decibels);
    }

    private static BufferedImage stylize(StateDict weights, BufferedImage photo) {
        try (AnimeGan gan = AnimeGan.builder(weights).backend(Backend.VECTOR).build()) {
            return gan.stylize(photo);
        }
    }

    private static StateDict weights(String name) throws IOException {
        return Checkpoints.read(SharedWeights.file(name));
    }

    private static BufferedImage read(String name) throws IOException {
        return PhotoReader.create().read(SharedWeights.file("..").resolve(name).normalize());
    }

    /** Over the pixels that both have; infinite if they are the same. */
    private static double psnr(BufferedImage a, BufferedImage b) {
        int width = Math.min(a.getWidth(), b.getWidth());
        int height = Math.min(a.getHeight(), b.getHeight());
        double squares = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
                    squares += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 / (squares / (3.0 * width * height)));
    }
}
