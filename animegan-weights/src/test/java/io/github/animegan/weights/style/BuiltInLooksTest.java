package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.Style;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in looks as PyTorch draws them: see make_look_goldens.py. */
class BuiltInLooksTest {
    private static BufferedImage picture(String name) throws IOException {
        try (InputStream file = BuiltInLooksTest.class.getResourceAsStream("looks/" + name + ".png")) {
            return ImageIO.read(Objects.requireNonNull(file, name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sora", "mori", "yuu", "sumi"})
    void look_isThatOfPyTorch(String look) throws IOException {
        BufferedImage expected = picture(look);
        BufferedImage drawn;
        try (AnimeGan gan = AnimeGan.builder(look)
                .canvasOfPhoto()
                .flatness(0)
                .backend(Backend.PLAIN)
                .build()) {
            drawn = gan.stylize(picture("photo"));
        }
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (drawn.getRGB(x, y) >> shift & 0xff) - (expected.getRGB(x, y) >> shift & 0xff);
                    assertThat(Math.abs(difference))
                            .as("(%d, %d) >> %d", x, y, shift)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void looksDrawOnTheirCanvas_othersAtThePhotosSize() throws IOException {
        StyleLibrary library = StyleLibrary.standard();
        for (CatalogEntry entry : library.catalog().builtIn()) {
            Style style = library.load(entry.name());
            assertThat(style.canvas()).as(entry.name()).isEqualTo(OptionalInt.of(720));
            assertThat(style.flatness()).as(entry.name()).isEqualTo(OptionalInt.of(20));
        }
        assertThat(library.catalog().get("paprika").canvas()).isEmpty();
    }
}
