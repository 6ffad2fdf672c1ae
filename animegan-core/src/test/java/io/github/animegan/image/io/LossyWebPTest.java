package io.github.animegan.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lossy WebP in all of its ways to predict and to filter, against the samples that {@code dwebp} 1.2.4 gives. */
class LossyWebPTest {
    /** Each file is a made-up picture of 101x67 pixels by {@code cwebp} with the options that stand behind its sum. */
    @ParameterizedTest
    @CsvSource({
        "simple, 6a465b58, -q 50 -f 60 -nostrong",
        "sharp, 864560e0, -q 40 -f 80 -sharpness 6",
        "segments, e1b66a60, -q 30 -segments 4 -sns 100",
        "one_segment, cbdb66f2, -q 80 -segments 1",
        "unfiltered, aa90ac69, -q 60 -f 0",
        "coarse, 354fdab9, -q 1 -m 6",
        "fine, 3c627068, -q 100"
    })
    void samples_areThoseOfLibwebp(String name, String sum, String options) throws IOException {
        String file = "vp8_" + name + ".webp";
        BufferedImage picture = PhotoReader.create().read(TestFiles.resource(file), file);
        CRC32 actual = new CRC32();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = picture.getRGB(x, y);
                actual.update(pixel >> 16 & 0xff);
                actual.update(pixel >> 8 & 0xff);
                actual.update(pixel & 0xff);
            }
        }
        assertThat(picture.getWidth()).isEqualTo(101);
        assertThat(picture.getHeight()).isEqualTo(67);
        assertThat(Long.toHexString(actual.getValue())).as(options).isEqualTo(sum);
    }

    @Test
    void cutOffAnywhere_isRefused() {
        byte[] file = TestFiles.resource("vp8_segments.webp");
        for (int length = 30; length < file.length - 8; length += 25) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(UnreadableImageException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> PhotoReader.create().read(cut, "cut.webp"))
                    .satisfies(
                            refusal -> assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.CORRUPT));
        }
    }
}
