package io.github.animegan.image.quality;

import static io.github.animegan.image.step.ProcessorGoldens.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.image.step.ProcessorGoldens;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures against scikit-image and NumPy: see make_processor_goldens.py. */
class QualityGoldenTest {
    private static final Rectangle REGION = new Rectangle(5, 8, 23, 18);

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void measures_agreeWithScikitImages(
            String a, String b, double ssim, double ssimOfLuma, double ssimOfRegion, double psnr, double edges) {
        BufferedImage first = picture(a);
        BufferedImage second = picture(b);
        assertThat(Ssim.of(first, second)).isCloseTo(ssim, within(1e-6));
        assertThat(Ssim.ofLuma(first, second)).isCloseTo(ssimOfLuma, within(1e-6));
        assertThat(Ssim.of(first, second, REGION)).isCloseTo(ssimOfRegion, within(1e-6));
        assertThat(Psnr.of(first, second)).isCloseTo(psnr, within(1e-6));
        assertThat(EdgePreservation.of(first, second)).isCloseTo(edges, within(1e-6));
    }

    static List<String[]> measures_agreeWithScikitImages() {
        return ProcessorGoldens.table("quality.csv");
    }

    @ParameterizedTest
    @MethodSource
    void flicker_agreesWithNumPys(
            String before, String after, String stylizedBefore, String stylizedAfter, double flicker) {
        assertThat(Flicker.between(picture(before), picture(after), picture(stylizedBefore), picture(stylizedAfter))
                        .orElseThrow())
                .isCloseTo(flicker, within(1e-6));
    }

    static List<String[]> flicker_agreesWithNumPys() {
        return ProcessorGoldens.table("flicker.csv");
    }
}
