package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whole pictures by a local generator, which never has the whole of them as a tensor. */
class LocalPicturesTest {
    private static final int[][] SIZES = {{32, 32}, {333, 517}, {1027, 66}, {5, 8}};

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void pictureOfAnySize_isThatOfItsPaddedTensor(Backend backend) throws IOException {
        try (AnimeGan gan = gan(backend)) {
            for (int[] size : SIZES) {
                BufferedImage photo = noise(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR);
                BufferedImage padded =
                        Preprocessors.padToMultipleOf(4).prepare(photo).image();
                Tensor whole = gan.run(ImageTensors.toTensor(padded, ChannelOrder.RGB));
                BufferedImage expected = ImageTensors.toImage(whole, ChannelOrder.RGB);
                assertThat(greatestDifference(gan.stylize(photo), expected))
                        .as("%dx%d on %s", size[0], size[1], backend)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void backends_agreeWithinOneLevel(Backend backend) throws IOException {
        BufferedImage photo = noise(203, 117, BufferedImage.TYPE_INT_ARGB);
        try (AnimeGan gan = gan(backend);
                AnimeGan plain = gan(Backend.PLAIN)) {
            BufferedImage stylized = gan.stylize(photo);
            assertThat(greatestDifference(stylized, plain.stylize(photo))).isLessThanOrEqualTo(1);
            assertThat(greatestDifference(stylized, gan.stylize(photo))).isZero();
            assertThat(stylized.getRGB(3, 5) >>> 24).isEqualTo(photo.getRGB(3, 5) >>> 24);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void memory_isThatOfAFewRows(Backend backend) throws IOException {
        try (AnimeGan gan = gan(backend)) {
            long featureMaps = gan.estimateMemory(4000, 3000).featureMaps();
            assertThat(gan.estimateMemory(4000, 6001).featureMaps()).isCloseTo(featureMaps, withinPercentage(5));
            assertThat(featureMaps).isLessThan(150L << 20);
        }
    }

    private static AnimeGan gan(Backend backend) throws IOException {
        StateDict weights = Checkpoints.read(Golden.committed("local.safetensors"));
        return AnimeGan.builder(weights).backend(backend).threads(2).build();
    }

    private static BufferedImage noise(int width, int height, int type) {
        Random random = new Random(4);
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt() | 0x01000000);
            }
        }
        return image;
    }

    /** Over the first picture's pixels, in levels. */
    private static int greatestDifference(BufferedImage a, BufferedImage b) {
        int greatest = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
                    greatest = Math.max(greatest, Math.abs(difference));
                }
            }
        }
        return greatest;
    }
}
