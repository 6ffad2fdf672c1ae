package io.github.animegan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made up for tests, and how to compare them. */
public final class TestPictures {
    private TestPictures() {}

    /** Noise: every pixel differs from its neighbors, so nothing can be off by one unseen. */
    public static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(31L * width + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    public static BufferedImage noise(int width, int height) {
        return noise(width, height, BufferedImage.TYPE_INT_RGB);
    }

    public static BufferedImage plain(int width, int height, int argb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    /** Blocks of 16x16 pixels in six colors, no symmetry: survives JPEG, shows any flip. */
    public static BufferedImage blocks() {
        int[] colors = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x202020, 0xffff00};
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                image.setRGB(x, y, colors[y / 16 * 3 + x / 16]);
            }
        }
        return image;
    }

    public static byte[] encode(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, out))
                    .as("ImageIO writes " + format)
                    .isTrue();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file beside this class. */
    public static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(TestPictures.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void assertSame(BufferedImage actual, BufferedImage expected) {
        assertClose(actual, expected, 0);
    }

    /** No channel, alpha included, of any pixel differs by more than the tolerance. */
    public static void assertClose(BufferedImage actual, BufferedImage expected, int tolerance) {
        assertThat(Images.sizeOf(actual)).isEqualTo(Images.sizeOf(expected));
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                int difference = difference(actual.getRGB(x, y), expected.getRGB(x, y));
                if (difference > tolerance) {
                    fail(
                            "pixel (%d, %d): expected %08x, actual %08x",
                            x, y, expected.getRGB(x, y), actual.getRGB(x, y));
                }
            }
        }
    }

    public static double meanDifference(BufferedImage a, BufferedImage b) {
        assertThat(Images.sizeOf(a)).isEqualTo(Images.sizeOf(b));
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                sum += difference(a.getRGB(x, y), b.getRGB(x, y));
            }
        }
        return sum / a.getWidth() / a.getHeight();
    }

    private static int difference(int a, int b) {
        int greatest = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            greatest = Math.max(greatest, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
        }
        return greatest;
    }
}
