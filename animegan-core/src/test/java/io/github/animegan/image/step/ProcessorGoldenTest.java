package io.github.animegan.image.step;

import static io.github.animegan.image.step.ProcessorGoldens.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.Images;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step against OpenCV, scikit-image, PIL or NumPy: see make_processor_goldens.py. */
class ProcessorGoldenTest {
    /** In 255ths. PIL's saturation rounds its luma, CLAHE rounds lightness to 256 levels first; most steps are exact. */
    private static final double MEAN = 0.25;

    private static final int LARGEST = 2;

    @ParameterizedTest(name = "{0} {1} of {2}")
    @MethodSource
    void step_agreesWithItsReference(String kind, String text, String source, String golden) {
        BufferedImage image = picture(source + ".png");
        BufferedImage actual = kind.equals("before")
                ? Preprocessors.parse(text).prepare(image).image()
                : after(text, source).apply(image, picture(source + "_original.png"));
        assertAgrees(actual, picture(golden));
    }

    static List<String[]> step_agreesWithItsReference() {
        return ProcessorGoldens.table("steps.csv");
    }

    /** Steps that hold a picture cannot be parsed. */
    private static Postprocessor after(String text, String source) {
        return switch (text) {
            case "mask" -> Postprocessors.strength(picture(source + "_mask.png"));
            case "watermark" -> Postprocessors.watermark(picture("mark.png"), Corner.BOTTOM_RIGHT, 3, 0.5);
            default -> Postprocessors.parse(text);
        };
    }

    private static void assertAgrees(BufferedImage actual, BufferedImage golden) {
        assertThat(Images.sizeOf(actual)).isEqualTo(Images.sizeOf(golden));
        double sum = 0;
        int largest = 0;
        String where = "";
        for (int y = 0; y < golden.getHeight(); y++) {
            for (int x = 0; x < golden.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference =
                            Math.abs((actual.getRGB(x, y) >> shift & 0xff) - (golden.getRGB(x, y) >> shift & 0xff));
                    sum += difference;
                    if (difference > largest) {
                        largest = difference;
                        where = "(%d, %d): %08x, not %08x".formatted(x, y, actual.getRGB(x, y), golden.getRGB(x, y));
                    }
                }
            }
        }
        assertThat(sum / (3.0 * golden.getWidth() * golden.getHeight()))
                .as("mean difference")
                .isLessThanOrEqualTo(MEAN);
        assertThat(largest).as("largest difference, at %s", where).isLessThanOrEqualTo(LARGEST);
    }
}
