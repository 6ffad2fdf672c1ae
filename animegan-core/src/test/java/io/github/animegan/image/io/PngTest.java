package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.png.PngFile;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
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

/** Our PNG against ImageIO's: what one writes, the other reads. */
class PngTest {
    private final PhotoReader reader = PhotoReader.create();

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "7, 5", "8, 8", "33, 21", "300, 2", "1, 200"})
    void written_isReadByImageIo(int width, int height) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage image = noise(width, height, type);
            byte[] png = PhotoWriter.png().encode(image);
            assertSame(ImageIO.read(new ByteArrayInputStream(png)), image);
            assertSame(reader.read(png, "ours"), image);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writtenByImageIo_isRead(boolean interlaced) throws IOException {
        for (BufferedImage image : images(37, 23)) {
            byte[] png = encodeByImageIo(image, interlaced);
            BufferedImage expected = new BufferedImage(37, 23, BufferedImage.TYPE_INT_ARGB);
            for (int y = 0; y < 23; y++) {
                for (int x = 0; x < 37; x++) {
                    expected.setRGB(x, y, pixel(image, x, y));
                }
            }
            assertSame(reader.read(png, image.toString()), expected);
        }
    }

    @Test
    void interlaced_tinySizes_whichLackPasses() throws IOException {
        for (int width = 1; width <= 9; width++) {
            for (int height = 1; height <= 9; height++) {
                BufferedImage image = noise(width, height);
                assertSame(reader.read(encodeByImageIo(image, true), width + "x" + height), image);
            }
        }
    }

    @Test
    void smoothPicture_isSmallerThanImageIos() throws IOException {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            int x = i % 200;
            int y = i / 200;
            int wave = (int) (128 + 60 * Math.sin(x / 17.0) + 60 * Math.cos(y / 13.0));
            image.setRGB(x, y, wave * 0x010101 + y / 20);
        }
        assertThat(PhotoWriter.png().encode(image).length).isLessThan(encode(image, "png").length * 8 / 10);
    }

    @Test
    void damagedPixels_areRefused() throws IOException {
        byte[] png = PhotoWriter.png().encode(blocks());
        png[png.length - 30] ^= 1;
        assertThat(catchThrowableOfType(UnreadableImageException.class, () -> reader.read(png, "damaged")))
                .hasMessageContaining("the chunk IDAT at byte 33 fails its checksum");
    }

    @Test
    void pixelsThatMakeNoSense_areRefused() {
        byte[] header = TestFiles.pngHeader(2, 2);
        assertRefused(
                header,
                "IDAT",
                TestFiles.deflated(new byte[] {0, 1, 2, 3, 4, 5, 6, 9, 1, 2, 3, 4, 5, 6}),
                "a row of filter 9");
        assertRefused(header, "IDAT", TestFiles.deflated(new byte[7]), "the pixels end too early");
        assertRefused(header, "IDAT", new byte[] {1, 2, 3, 4}, "incorrect header check");
        assertRefused(header, "none", new byte[0], "the pixels end too early");
    }

    @Test
    void headersThatMakeNoSense_areRefused() {
        assertRefused(TestFiles.pngHeader(2, 2), "IHDR", new byte[13], "a header that makes no sense");
        assertRefused(TestFiles.pngHeader(0, 2), "IEND", new byte[0], "a header that makes no sense: 0x2");
        assertRefused(
                Arrays.copyOf(TestFiles.pngHeader(2, 2), 8), "IEND", new byte[0], "it does not begin with its header");
        assertThat(catchThrowableOfType(
                        UnreadableImageException.class,
                        () -> reader.read(Arrays.copyOf(TestFiles.pngHeader(2, 2), 8), "cut")))
                .hasMessageContaining("it has no header");
        assertRefused(
                TestFiles.pngHeader(2, 2, PngFile.PALETTE),
                "IDAT",
                TestFiles.deflated(new byte[6]),
                "it has no palette");
    }

    private void assertRefused(byte[] header, String type, byte[] content, String explanation) {
        byte[] chunk = TestFiles.chunk(type, content);
        byte[] png = Arrays.copyOf(header, header.length + chunk.length);
        System.arraycopy(chunk, 0, png, header.length, chunk.length);
        assertThat(catchThrowableOfType(UnreadableImageException.class, () -> reader.read(png, "wrong")))
                .hasMessageStartingWith("wrong: truncated or damaged PNG: ")
                .hasMessageContaining(explanation);
    }

    private static BufferedImage[] images(int width, int height) {
        return new BufferedImage[] {
            noise(width, height),
            noise(width, height, BufferedImage.TYPE_INT_ARGB),
            noise(width, height, BufferedImage.TYPE_BYTE_INDEXED),
            noise(width, height, BufferedImage.TYPE_BYTE_BINARY),
            noise(width, height, BufferedImage.TYPE_BYTE_GRAY),
            noise(width, height, BufferedImage.TYPE_USHORT_GRAY),
            palette(width, height, 2),
            palette(width, height, 4),
            samples(width, height, ColorSpace.CS_sRGB, false),
            samples(width, height, ColorSpace.CS_sRGB, true),
            samples(width, height, ColorSpace.CS_GRAY, true)
        };
    }

    private static BufferedImage palette(int width, int height, int bits) {
        int colors = 1 << bits;
        byte[][] parts = new byte[4][colors];
        Random random = new Random(bits);
        for (byte[] part : parts) {
            random.nextBytes(part);
        }
        var model = new IndexColorModel(bits, colors, parts[0], parts[1], parts[2], parts[3]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, model);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, random.nextInt(colors));
        }
        return image;
    }

    /** Of 16 bits. */
    private static BufferedImage samples(int width, int height, int space, boolean alpha) {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        Random random = new Random(space);
        for (int i = 0; i < width * height; i++) {
            for (int band = 0; band < raster.getNumBands(); band++) {
                raster.setSample(i % width, i / width, band, random.nextInt(1 << 16));
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    /** The pixel by its raster's samples: getRGB takes gray for linear light. */
    private static int pixel(BufferedImage image, int x, int y) {
        if (image.getColorModel() instanceof IndexColorModel
                || image.getRaster().getTransferType() == DataBuffer.TYPE_INT) {
            return image.getRGB(x, y);
        }
        int[] samples = image.getRaster().getPixel(x, y, (int[]) null);
        int greatest = image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT ? 65535 : 255;
        for (int band = 0; band < samples.length; band++) {
            samples[band] = (int) Math.round(samples[band] * 255.0 / greatest);
        }
        boolean gray = samples.length < 3;
        int alpha = samples.length % 2 == 0 ? samples[samples.length - 1] : 255;
        int green = samples[gray ? 0 : 1];
        int blue = samples[gray ? 0 : 2];
        return alpha << 24 | samples[0] << 16 | green << 8 | blue;
    }

    private static byte[] encodeByImageIo(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImagePlugIns.writer(ImageFormat.PNG);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
