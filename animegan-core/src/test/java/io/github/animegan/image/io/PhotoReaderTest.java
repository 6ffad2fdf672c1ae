package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.meanDifference;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static io.github.animegan.image.io.TestFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Transparency;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PhotoReaderTest {
    private final PhotoReader reader = PhotoReader.create();

    @Test
    void read_pngAndBmp_giveEveryPixel(@TempDir Path folder) throws IOException {
        BufferedImage image = noise(31, 17);
        Path file = Files.write(folder.resolve("a.png"), encode(image, "png"));
        assertSame(reader.read(file), image);
        assertSame(reader.read(Files.newInputStream(file), "a stream"), image);
        assertSame(reader.read(encode(image, "bmp"), "b.bmp"), image);
        BufferedImage one = noise(1, 1);
        assertSame(reader.read(encode(one, "png"), "one"), one);
    }

    @Test
    void read_opaquePictures_areIntRgb_othersIntArgb() throws IOException {
        BufferedImage image = noise(9, 5, BufferedImage.TYPE_INT_ARGB);
        BufferedImage read = reader.read(encode(image, "png"), "alpha");
        assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertSame(read, image);
        BufferedImage opaque = plain(9, 5, 0xff123456);
        assertThat(reader.read(encode(opaque, "png"), "opaque").getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void read_grayPng_keepsItsLevels(int type) throws IOException {
        BufferedImage gray = new BufferedImage(256, 1, type);
        for (int x = 0; x < 256; x++) {
            gray.getRaster().setSample(x, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? x : x * 257);
        }
        BufferedImage read = reader.read(encode(gray, "png"), "gray");
        for (int x = 0; x < 256; x++) {
            assertThat(read.getRGB(x, 0)).as("level %d", x).isEqualTo(0xff000000 | x * 0x010101);
        }
    }

    @Test
    void read_grayJpeg_keepsItsLevels() throws IOException {
        BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSamples(0, 0, 16, 16, 0, new int[256]);
        for (int i = 0; i < 256; i++) {
            gray.getRaster().setSample(i % 16, i / 16, 0, 100);
        }
        assertClose(reader.read(encode(gray, "jpeg"), "gray"), plain(16, 16, 0xff646464), 1);
    }

    @Test
    void read_paletteAndTransparentGif() throws IOException {
        BufferedImage palette = noise(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
        assertSame(reader.read(encode(palette, "png"), "palette"), palette);
        assertSame(reader.read(encode(palette, "gif"), "gif"), palette);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void read_anyExifOrientation_isUpright(int orientation) throws IOException {
        BufferedImage upright = blocks();
        BufferedImage stored = asStored(upright, orientation);
        byte[] exif = TestFiles.exif(orientation);
        byte[] png = encode(stored, "png");
        assertSame(reader.read(TestFiles.pngWithChunk(png, "eXIf", exif), "png"), upright);
        byte[] jpeg = TestFiles.jpegWithExif(encode(stored, "jpeg"), exif);
        assertThat(meanDifference(reader.read(jpeg, "jpeg"), upright)).isLessThan(12);
    }

    @Test
    void read_brokenExif_isIgnored() throws IOException {
        BufferedImage image = blocks();
        byte[] png = encode(image, "png");
        byte[] exif = TestFiles.exif(6);
        for (int length = 0; length < 22; length++) {
            byte[] cut = Arrays.copyOf(exif, length);
            assertSame(reader.read(TestFiles.pngWithChunk(png, "eXIf", cut), "cut"), image);
        }
        for (int orientation : new int[] {0, 9, 65535}) {
            byte[] strange = TestFiles.pngWithChunk(png, "eXIf", TestFiles.exif(orientation));
            assertSame(reader.read(strange, "strange"), image);
        }
    }

    @Test
    void read_webp_withOrientation() throws IOException {
        byte[] webp = resource("tiny.webp");
        BufferedImage image = reader.read(webp, "tiny.webp");
        assertThat(Images.sizeOf(image)).isEqualTo(new ImageSize(16, 8));
        assertThat(image.getRGB(1, 4) >> 16 & 0xff).as("red at the left").isGreaterThan(200);
        assertThat(image.getRGB(14, 4) & 0xff).as("blue at the right").isGreaterThan(200);
        BufferedImage turned = reader.read(TestFiles.webpWithExif(webp, TestFiles.exif(6)), "turned.webp");
        assertThat(Images.sizeOf(turned)).isEqualTo(new ImageSize(8, 16));
        assertThat(turned.getRGB(4, 1) >> 16 & 0xff).as("red at the top").isGreaterThan(200);
    }

    @Test
    void read_progressiveJpeg_isAsImageIoDecodesIt() throws IOException {
        ImageWriter writer = ImagePlugIns.writer(ImageFormat.JPEG);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(noise(50, 40), null, null), settings);
        } finally {
            writer.dispose();
        }
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertSame(reader.read(bytes.toByteArray(), "progressive"), expected);
    }

    @Test
    void read_jpegOfManyScans_isRefused() {
        byte[] jpeg = encode(blocks(), "jpeg");
        byte[] scans = new byte[200 * 4];
        for (int i = 0; i < scans.length; i += 4) {
            scans[i] = (byte) 0xff;
            scans[i + 1] = (byte) 0xda;
        }
        byte[] file = Arrays.copyOf(jpeg, jpeg.length - 2 + scans.length);
        System.arraycopy(scans, 0, file, jpeg.length - 2, scans.length);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(file, "scans.jpg"))
                .withMessageContaining("201 scans over 48x32 pixels");
    }

    @Test
    void read_cmykJpeg() throws IOException {
        int pixel = reader.read(TestFiles.cmykJpeg(16, 16, 0, 255, 255, 0), "cmyk.jpg")
                .getRGB(8, 8);
        assertClose(plain(1, 1, pixel), plain(1, 1, 0xfff42523), 3);
    }

    @Test
    void read_gif_liesOnItsScreen() throws IOException {
        BufferedImage frame = noise(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
        ByteBuffer gif = ByteBuffer.wrap(encode(frame, "gif")).order(ByteOrder.LITTLE_ENDIAN);
        gif.putShort(6, (short) 32).putShort(8, (short) 16);
        int descriptor = new String(gif.array(), StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0\24\0\12\0");
        gif.putShort(descriptor + 1, (short) 7).putShort(descriptor + 3, (short) 3);
        BufferedImage screen = reader.read(gif.array(), "gif");
        assertThat(Images.sizeOf(screen)).isEqualTo(new ImageSize(32, 16));
        assertThat(screen.getRGB(6, 3)).isZero();
        assertThat(screen.getRGB(27, 12)).isZero();
        assertSame(screen.getSubimage(7, 3, 20, 10), frame);
        gif.putShort(6, (short) 5).putShort(8, (short) 5);
        assertThat(Images.sizeOf(reader.read(gif.array(), "outside"))).isEqualTo(new ImageSize(27, 13));
    }

    @Test
    void read_gifWithExtensionsBeforeItsPicture() throws IOException {
        BufferedImage frame = noise(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
        byte[] gif = encode(frame, "gif");
        int descriptor = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0\24\0\12\0");
        byte[] comment = "!\u00fe\5hello\3you\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] commented = ByteBuffer.allocate(gif.length + comment.length)
                .put(gif, 0, descriptor)
                .put(comment)
                .put(gif, descriptor, gif.length - descriptor)
                .array();
        assertSame(reader.read(commented, "gif"), frame);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(Arrays.copyOf(commented, descriptor + 5), "gif"))
                .withMessage("gif: truncated or damaged GIF: it ends before its first picture");
        commented[descriptor + comment.length] = ';';
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(commented, "gif"))
                .withMessage("gif: truncated or damaged GIF: it has no picture");
    }

    @Test
    void read_rareJpeg_isRefusedByName() {
        byte[] jpeg = encode(blocks(), "jpeg");
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        jpeg[frame + 1] = (byte) 0xc3;
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(jpeg, "lossless.jpg"))
                .withMessageStartingWith("lossless.jpg: a lossless JPEG")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED));
    }

    @Test
    void read_embeddedProfile_isConvertedToSrgb() throws IOException {
        byte[] linear = TestFiles.profile(ColorSpace.CS_LINEAR_RGB);
        BufferedImage image = plain(8, 8, 0xff373737);
        BufferedImage expected = plain(8, 8, 0xff808080);
        assertClose(reader.read(TestFiles.pngWithProfile(encode(image, "png"), linear), "png"), expected, 3);
        byte[] jpeg = encode(Transparency.opaque(image), "jpeg");
        assertClose(reader.read(TestFiles.jpegWithProfile(jpeg, linear), "jpeg"), expected, 3);
    }

    @Test
    void read_embeddedProfile_leavesAlphaAlone() throws IOException {
        byte[] linear = TestFiles.profile(ColorSpace.CS_LINEAR_RGB);
        byte[] png = encode(plain(8, 8, 0x40373737), "png");
        assertClose(reader.read(TestFiles.pngWithProfile(png, linear), "png"), plain(8, 8, 0x40808080), 3);
    }

    @Test
    void read_sRgbProfile_changesNothing() throws IOException {
        BufferedImage image = noise(20, 20);
        byte[] png = TestFiles.pngWithProfile(encode(image, "png"), TestFiles.profile(ColorSpace.CS_sRGB));
        assertSame(reader.read(png, "srgb"), image);
    }

    @Test
    void read_brokenProfile_isIgnored() throws IOException {
        BufferedImage image = noise(20, 20);
        byte[] broken = TestFiles.profile(ColorSpace.CS_LINEAR_RGB);
        Arrays.fill(broken, 128, broken.length, (byte) 77);
        byte[] nonsense = "no profile".getBytes(StandardCharsets.UTF_8);
        byte[] png = encode(image, "png");
        assertSame(reader.read(TestFiles.pngWithProfile(png, broken), "broken"), image);
        assertSame(reader.read(TestFiles.pngWithProfile(png, nonsense), "nonsense"), image);
        assertSame(reader.read(TestFiles.pngWithChunk(png, "iCCP", nonsense), "not deflated"), image);
        byte[] jpeg = TestFiles.jpegWithProfile(encode(image, "jpeg"), broken);
        assertClose(reader.read(jpeg, "jpeg"), ImageIO.read(new ByteArrayInputStream(jpeg)), 0);
        byte[] gray = TestFiles.pngWithProfile(png, TestFiles.profile(ColorSpace.CS_GRAY));
        assertSame(reader.read(gray, "for gray"), image);
    }

    @Test
    void read_brokenProfile_isLoggedInOneLine() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(PhotoReader.class);
        Level level = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        try {
            byte[] nonsense = "no profile".getBytes(StandardCharsets.UTF_8);
            reader.read(TestFiles.pngWithProfile(encode(noise(3, 3), "png"), nonsense), "a.png");
        } finally {
            logger.detachAppender(lines);
            logger.setAdditive(true);
            logger.setLevel(level);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("a.png: its color profile is of no use and ignored")
                .doesNotContain("\n");
    }

    /** As the EXIF standard says which side of the visual picture the file's first row and column are. */
    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        int right = upright.getWidth() - 1;
        int bottom = upright.getHeight() - 1;
        boolean turned = orientation >= 5;
        BufferedImage stored = new BufferedImage(
                turned ? upright.getHeight() : upright.getWidth(),
                turned ? upright.getWidth() : upright.getHeight(),
                BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int rgb = switch (orientation) {
                    case 1 -> upright.getRGB(x, y);
                    case 2 -> upright.getRGB(right - x, y);
                    case 3 -> upright.getRGB(right - x, bottom - y);
                    case 4 -> upright.getRGB(x, bottom - y);
                    case 5 -> upright.getRGB(y, x);
                    case 6 -> upright.getRGB(right - y, x);
                    case 7 -> upright.getRGB(right - y, bottom - x);
                    default -> upright.getRGB(y, bottom - x);
                };
                stored.setRGB(x, y, rgb);
            }
        }
        return stored;
    }
}
