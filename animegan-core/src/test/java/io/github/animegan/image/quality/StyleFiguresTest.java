package io.github.animegan.image.quality;

import static io.github.animegan.image.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against OpenCV and scikit-image: see make_figures_goldens.py. */
class StyleFiguresTest {
    private static final String FOLDER = "figures/";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void figures_agreeWithOpenCvAndScikitImage(String line, String[] row) throws IOException {
        StyleFigures figures = StyleFigures.of(picture(row[0]), picture(row[1]));
        double[] values = {
            figures.flatness(),
            figures.sparsity(),
            figures.texture(),
            figures.palette(),
            100 * figures.lineShare(),
            figures.lineDarkness(),
            figures.lineWidth(),
            figures.edges(),
            figures.similarity(),
            figures.colorfulness()
        };
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("column %d", i + 2).isCloseTo(Double.parseDouble(row[i + 2]), within(1e-3));
        }
    }

    static List<Arguments> figures_agreeWithOpenCvAndScikitImage() {
        return new String(resource(FOLDER + "figures.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> Arguments.of(line, line.split(";")))
                .toList();
    }

    private static BufferedImage picture(String file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(resource(FOLDER + file)));
    }

    @Test
    void figures_ofOneColor() {
        BufferedImage black = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
        StyleFigures figures = StyleFigures.of(black, black);
        assertThat(figures).isEqualTo(new StyleFigures(1, 1, 1, 1, 0, 0, 0, 1, 1, 0));
    }

    @Test
    void figures_refuseOtherAndTinySizes() {
        BufferedImage small = new BufferedImage(15, 30, BufferedImage.TYPE_INT_RGB);
        BufferedImage other = new BufferedImage(16, 30, BufferedImage.TYPE_INT_RGB);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StyleFigures.of(small, small))
                .withMessage("figures of style need at least 16x16 pixels, not 15x30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StyleFigures.of(small, other))
                .withMessageContaining("15x30");
    }
}
