package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of which a part is missing: refused with how much, or accepted with gray for the rest. */
class DamagedPicturesTest {
    private static final ImageSize SIZE = new ImageSize(160, 256);
    private static final int GRAY = 0xff808080;

    private final PhotoReader strict = PhotoReader.create();
    private final PhotoReader lenient = PhotoReader.create().withDamaged(true);

    /** Bright, so that gray is none of its colors. */
    private static BufferedImage bright() {
        BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, SIZE.width(), SIZE.height(), Color.YELLOW));
        graphics.fillRect(0, 0, SIZE.width(), SIZE.height());
        graphics.dispose();
        Random random = new Random(1);
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                image.setRGB(x, y, image.getRGB(x, y) - 0x010101 * random.nextInt(20));
            }
        }
        return image;
    }

    private static byte[] written(String kind) throws IOException {
        if (kind.equals("cmyk")) {
            return TestFiles.cmykJpeg(SIZE.width(), SIZE.height(), 20, 200, 250, 0);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName(
                        kind.startsWith("tiff") ? "tiff" : kind.equals("png") ? "png" : "jpeg")
                .next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        if (kind.equals("progressive")) {
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        if (kind.startsWith("tiff")) {
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(kind.equals("tiff") ? "LZW" : "JPEG");
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(bright(), null, null), settings);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"baseline, 0.5", "baseline, 0.9", "cmyk, 0.7", "png, 0.5", "tiff, 0.5", "tiff of JPEGs, 0.8"})
    void broken_isRefusedWithHowMuchIsMissing_orKeptAsFarAsItGoes(String kind, double share) throws IOException {
        byte[] file = written(kind);
        byte[] cut = Arrays.copyOf(file, (int) (share * file.length));

        UnreadableImageException refusal =
                catchThrowableOfType(UnreadableImageException.class, () -> strict.read(cut, "cut"));
        assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.CORRUPT);
        assertThat(refusal.readable()).isBetween(0.1, 0.95);
        int whole = (int) Math.round(refusal.readable() * SIZE.height());
        assertThat(refusal)
                .hasMessageContaining("cut: truncated or damaged")
                .hasMessageContaining("% is missing, below row " + whole + " of 256");

        BufferedImage good = strict.read(file, "good");
        BufferedImage kept = lenient.read(cut, "cut");
        assertThat(Images.sizeOf(kept)).isEqualTo(SIZE);
        for (int y = 0; y < whole - 2; y++) { // the last rows lack chrominance from below
            assertThat(kept.getRGB(17, y)).as("row %d", y).isEqualTo(good.getRGB(17, y));
        }
        if (!kind.equals("cmyk")) {
            assertThat(new Color(kept.getRGB(17, SIZE.height() - 1)).getRed()).isCloseTo(128, within(1));
        }
    }

    @Test
    void progressive_isCoarseWhereALaterScanIsCutOff_grayWhereTheFirstIs() throws IOException {
        byte[] file = written("progressive");
        int firstScan = indexOf(file, 0xda, 0);
        int secondScan = indexOf(file, 0xda, firstScan + 2);
        byte[] coarse = Arrays.copyOf(file, secondScan + (indexOf(file, 0xda, secondScan + 2) - secondScan) / 2);
        UnreadableImageException refusal =
                catchThrowableOfType(UnreadableImageException.class, () -> strict.read(coarse, "coarse"));
        assertThat(refusal).hasMessageContaining("in scan 2 of its pixels: coarse below row");
        assertThat(refusal.readable()).isEqualTo(1);
        assertThat(new Color(lenient.read(coarse, "coarse").getRGB(80, 255)).getRed())
                .isGreaterThan(220);
        byte[] between = Arrays.copyOf(file, secondScan - 5);
        assertThat(catchThrowableOfType(UnreadableImageException.class, () -> strict.read(between, "between")))
                .hasMessageContaining("it ends after 1 scans of its pixels and is coarse");
        assertThat(new Color(lenient.read(between, "between").getRGB(80, 255)).getRed())
                .isGreaterThan(220);

        byte[] half = Arrays.copyOf(file, firstScan + (secondScan - firstScan) / 2);
        assertThat(catchThrowableOfType(UnreadableImageException.class, () -> strict.read(half, "half")))
                .hasMessageContaining("% is missing, below row");
        BufferedImage kept = lenient.read(half, "half");
        assertThat(new Color(kept.getRGB(0, 0)).getRed()).isGreaterThan(220);
        assertThat(kept.getRGB(159, 255)).isEqualTo(GRAY);
    }

    private static int indexOf(byte[] file, int marker, int from) {
        for (int i = from; ; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) marker) {
                return i;
            }
        }
    }

    @Test
    void pngWhoseChecksumIsWrong_isAcceptedWhole() throws IOException {
        byte[] png = encode(noise(20, 10), "png");
        png[png.length - 13] ^= 1; // the last byte of the checksum of the pixels
        assertThat(catchThrowableOfType(UnreadableImageException.class, () -> strict.read(png, "png")))
                .hasMessageContaining("the chunk IDAT at byte")
                .hasMessageContaining("fails its checksum")
                .satisfies(e -> assertThat(e.readable()).isEqualTo(1));
        assertThat(lenient.read(png, "png").getRGB(3, 9))
                .isEqualTo(noise(20, 10).getRGB(3, 9));
    }

    @Test
    void reducedPicture_isFilledUp() throws IOException {
        byte[] file = written("png");
        BufferedImage small = lenient.withTargetSize(30).read(Arrays.copyOf(file, file.length / 2), "cut");
        assertThat(Images.sizeOf(small)).isEqualTo(new ImageSize(40, 64));
        assertThat(small.getRGB(5, 63)).isEqualTo(GRAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void whereNothingIsThere_itIsRefusedNevertheless(String format) {
        byte[] head = Arrays.copyOf(encode(noise(40, 30), format), 60);
        UnreadableImageException refusal =
                catchThrowableOfType(UnreadableImageException.class, () -> lenient.read(head, "head"));
        assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.CORRUPT);
        assertThat(refusal.readable()).isZero();
    }
}
