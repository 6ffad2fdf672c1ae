package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.meanDifference;
import static io.github.animegan.image.io.TestFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.io.codec.Orientation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Pillow wrote, judged by what Pillow and littlecms make of them: see make_fixtures.py. */
class FixturesTest {
    private final PhotoReader reader = PhotoReader.create();

    @ParameterizedTest
    @CsvSource({
        "display_p3.png, 1",
        "adobe_rgb.png, 1",
        "gray_profile.png, 1",
        "cmyk_profile.jpg, 12",
        "ycck_profile.jpg, 12",
        "palette.tif, 1"
    })
    void picture_isAsPillowAndLittlecmsHaveIt(String name, int tolerance) throws IOException {
        String golden = name.replaceAll("[.].*", "_golden.png");
        assertClose(read(name), read(golden), tolerance);
        assertThat(meanDifference(read(name), read(golden))).isLessThan(1.5);
    }

    /** Whatever press the inks were meant for: the other decoders' formula is twice as far off. */
    @Test
    void cmykWithoutProfile_isNearlyAsOnCoatedPaper() throws IOException {
        assertThat(meanDifference(read("cmyk_chart.jpg"), read("cmyk_chart_golden.png")))
                .as("mean of the worst channel")
                .isLessThan(12);
        assertThat(meanDifference(read("cmyk.tif"), read("cmyk_chart_golden.png")))
                .isLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate.tif", "broken_profile.tif", "animated.webp"})
    void lossless_givesEveryPixel(String name) throws IOException {
        assertSame(read(name), read("photo.png"));
    }

    @Test
    void tiffOfSixteenBits() throws IOException {
        BufferedImage gray = read("gray16.tif");
        BufferedImage photo = read("photo.png");
        for (int x = 0; x < 30; x++) {
            int level = photo.getRGB(x, 5) >> 16 & 0xff;
            assertThat(gray.getRGB(x, 5)).as("column %d", x).isEqualTo(0xff000000 | level * 0x010101);
        }
    }

    @Test
    void orientationAndProfile_ofTiffAndWebP() throws IOException {
        BufferedImage photo = read("photo.png");
        for (String name : new String[] {"lzw.tif", "turned.webp"}) {
            BufferedImage turned = read(name);
            assertThat(Images.sizeOf(turned)).as(name).isEqualTo(new ImageSize(20, 30));
            // Gray would stay as it is; Display P3's red, hardly any green and blue, is redder still.
            int stored = photo.getRGB(29, 0);
            int converted = turned.getRGB(19, 29);
            assertThat(converted >> 8 & 0xff).as(name + "'s green").isLessThanOrEqualTo(stored >> 8 & 0xff);
            assertThat(converted >> 16 & 0xff).as(name + "'s red").isGreaterThan(stored >> 16 & 0xff);
        }
        assertSame(read("lzw.tif"), read("turned.webp"));
    }

    @Test
    void exifOfWebP_isKept() throws IOException {
        assertThat(reader.readPhoto(resource("turned.webp"), "turned.webp").exif())
                .map(Exif::orientation)
                .contains(Orientation.TURNED_90);
    }

    /** Chrominance interpolated, and predictions made of what is not yet filtered: without them, far off. */
    @Test
    void lossyWebP_isNearlyAsLibwebpShowsIt() throws IOException {
        assertThat(meanDifference(read("lossy.webp"), read("lossy_golden.png")))
                .as("mean of the worst channel")
                .isLessThan(2);
    }

    @Test
    void webpWithAlpha() throws IOException {
        BufferedImage image = read("alpha.webp");
        BufferedImage photo = read("photo.png");
        for (int i = 2; i < 600; i++) { // the first two are invisible and have no color
            int pixel = image.getRGB(i % 30, i / 30);
            assertThat(pixel >>> 24).isEqualTo(Math.round(i * 255 / 599f));
            assertThat(pixel & 0xffffff).isEqualTo(photo.getRGB(i % 30, i / 30) & 0xffffff);
        }
    }

    @Test
    void pngWithATransparentColor() throws IOException {
        BufferedImage image = read("keyed.png");
        BufferedImage photo = read("photo.png");
        for (int i = 0; i < 600; i++) {
            int expected = photo.getRGB(i % 30, i / 30);
            assertThat(image.getRGB(i % 30, i / 30)).isEqualTo(expected == 0xff0000ff ? 0x000000ff : expected);
        }
    }

    private BufferedImage read(String name) throws IOException {
        return reader.read(resource(name), name);
    }
}
