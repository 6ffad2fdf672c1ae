package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large pictures for small results. */
class ReductionTest {
    private final PhotoReader reader = PhotoReader.create();

    @ParameterizedTest
    @CsvSource({
        "100, 60, 51, 100, 60",
        "100, 60, 50, 100, 60",
        "100, 60, 25, 50, 30",
        "103, 61, 25, 52, 31",
        "9, 100, 10, 2, 20"
    })
    void withTargetSize_leavesAtLeastTwiceTheTarget(int width, int height, int target, int toWidth, int toHeight)
            throws IOException {
        byte[] png = encode(noise(width, height), "png");
        BufferedImage reduced = reader.withTargetSize(target).read(png, "png");
        assertThat(Images.sizeOf(reduced)).isEqualTo(new ImageSize(toWidth, toHeight));
    }

    @Test
    void everyPixel_isTheMeanOfItsBlock_weightedByAlpha() throws IOException {
        BufferedImage image = noise(11, 8, BufferedImage.TYPE_INT_ARGB);
        BufferedImage reduced = reader.withTargetSize(1).read(encode(image, "png"), "png"); // by 5
        assertThat(Images.sizeOf(reduced)).isEqualTo(new ImageSize(3, 2));
        BufferedImage expected = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
                expected.setRGB(x, y, mean(image, 5 * x, 5 * y, Math.min(11, 5 * x + 5), Math.min(8, 5 * y + 5)));
            }
        }
        assertSame(reduced, expected);
    }

    @Test
    void invisiblePixels_lendNoColor() throws IOException {
        BufferedImage image = plain(4, 4, 0x00ffffff);
        image.setRGB(0, 0, 0xff204060);
        BufferedImage reduced = reader.withTargetSize(1).read(encode(image, "png"), "png"); // by 2
        assertThat(reduced.getRGB(0, 0)).isEqualTo(0x40204060);
        assertThat(reduced.getRGB(1, 1)).isZero();
    }

    @Test
    void orientation_isOfTheReducedPicture() throws IOException {
        byte[] jpeg = TestFiles.jpegWithExif(encode(noise(64, 32), "jpeg"), TestFiles.exif(6));
        BufferedImage reduced = reader.withTargetSize(8).read(jpeg, "jpeg");
        BufferedImage upright = reader.read(jpeg, "jpeg");
        BufferedImage again = reader.withTargetSize(8).read(encode(upright, "png"), "png");
        assertClose(reduced, again, 1);
    }

    /** The picture would be 48 MB as ints, 36 MB as libjpeg's samples. */
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void largePicture_takesTheMemoryOfItsResult(String format) throws IOException {
        byte[] file = encode(new BufferedImage(4000, 3000, BufferedImage.TYPE_3BYTE_BGR), format);
        assertThat(allocated(() -> reader.withTargetSize(512).read(file, format)))
                .isLessThan(6 << 20);
        assertThat(allocated(() -> reader.read(file, format))).isLessThan(54 << 20);
    }

    @Test
    void withTargetSize_thatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> reader.withTargetSize(0));
    }

    private interface Reading {
        BufferedImage read() throws IOException;
    }

    private static long allocated(Reading reading) throws IOException {
        reading.read(); // classes, tables
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(reading.read()).isNotNull();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static int mean(BufferedImage image, int left, int top, int right, int bottom) {
        double[] sums = new double[4];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = image.getRGB(x, y);
                int alpha = pixel >>> 24;
                sums[0] += alpha;
                for (int channel = 1; channel < 4; channel++) {
                    sums[channel] += alpha * (pixel >> (24 - 8 * channel) & 0xff);
                }
            }
        }
        int mean = (int) Math.floor(sums[0] / ((right - left) * (bottom - top)) + 0.5);
        for (int channel = 1; channel < 4; channel++) {
            mean = mean << 8 | (int) Math.floor(sums[channel] / sums[0] + 0.5);
        }
        return mean;
    }
}
