package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.util.Random;

/** An AnimeGan that takes milliseconds, photos for it, and how to compare its pictures. */
final class TinyGan {
    private TinyGan() {}

    static StateDict weights() {
        return StateDict.of(TinyStateDicts.resnet(4, 1, "conv_block"));
    }

    /** In plain Java, by two threads. */
    static AnimeGanBuilder builder() {
        return builder(weights());
    }

    static AnimeGanBuilder builder(StateDict weights) {
        return AnimeGan.builder(weights).backend(Backend.PLAIN).warmUp(false);
    }

    /** Another one for each number, of 48x40 pixels. */
    static BufferedImage photo(int number) {
        return photo(number, 48, 40, BufferedImage.TYPE_INT_RGB);
    }

    static BufferedImage photo(int number, int width, int height, int type) {
        BufferedImage photo = new BufferedImage(width, height, type);
        Random random = new Random(number);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                photo.setRGB(x, y, random.nextInt());
            }
        }
        return photo;
    }

    static void assertSame(BufferedImage actual, BufferedImage expected, String what) {
        assertThat(actual.getWidth() + "x" + actual.getHeight() + " type " + actual.getType())
                .as(what)
                .isEqualTo(expected.getWidth() + "x" + expected.getHeight() + " type " + expected.getType());
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                if (actual.getRGB(x, y) != expected.getRGB(x, y)) {
                    throw new AssertionError("%s: at (%d, %d) %08x instead of %08x"
                            .formatted(what, x, y, actual.getRGB(x, y), expected.getRGB(x, y)));
                }
            }
        }
    }
}
