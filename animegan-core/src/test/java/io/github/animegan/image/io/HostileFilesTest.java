package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.io.TestFiles.resource;
import static io.github.animegan.image.io.UnreadableImageException.Reason.CORRUPT;
import static io.github.animegan.image.io.UnreadableImageException.Reason.EMPTY;
import static io.github.animegan.image.io.UnreadableImageException.Reason.NOT_AN_IMAGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.animegan.image.io.UnreadableImageException.Reason;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong, by accident or on purpose: each gives a picture or a clear refusal, nothing else. */
class HostileFilesTest {
    /** Low, so that a flipped bit in a header does not make the tests allocate much. */
    private final PhotoReader reader = PhotoReader.create().withPixelLimit(100_000);

    @Test
    void read_nothingOrSomethingElse_saysSo(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(empty))
                .withMessage(empty + ": the file is empty")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(EMPTY));
        assertRefused("just text".getBytes(StandardCharsets.UTF_8), NOT_AN_IMAGE, "not a picture");
        assertRefused(new byte[] {(byte) 0xff}, NOT_AN_IMAGE, "not a picture");
        assertRefused("\0\0\0 ftypheic....".getBytes(StandardCharsets.UTF_8), UNSUPPORTED, "HEIC");
        assertRefused("\0\0\0 ftypavif....".getBytes(StandardCharsets.UTF_8), UNSUPPORTED, "AVIF");
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(folder))
                .withMessageContaining("a folder");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> reader.read(folder.resolve("none")));
    }

    @Test
    void read_tooManyPixels_isRefusedByTheHeader() {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> PhotoReader.create().read(TestFiles.pngHeader(20_000, 20_000), "bomb.png"))
                .withMessage("bomb.png: too large: 20000x20000 pixels, and the limit is 100000000 pixels")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(TOO_LARGE));
        PhotoReader unlimited = PhotoReader.create().withPixelLimit(Long.MAX_VALUE);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> unlimited.read(TestFiles.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE), "bomb.png"))
                .withMessageContaining("memory");
        assertThatIllegalArgumentException().isThrownBy(() -> reader.withPixelLimit(0));
    }

    @Test
    void read_exactlyTheLimit_isRead() throws IOException {
        byte[] png = encode(noise(20, 30), "png");
        assertThat(reader.withPixelLimit(600).read(png, "600").getWidth()).isEqualTo(20);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.withPixelLimit(599).read(png, "599"));
    }

    @Test
    void read_anEndlessStream_stops() {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 0);
                return length;
            }
        };
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(TestFiles.pngHeader(10, 10)), zeros);
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(endless, "endless.png"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(TOO_LARGE));
    }

    @Test
    void read_chunkThatClaimsGigabytes_isRefusedWithoutAllocatingThem() {
        for (String type : new String[] {"PLTE", "tRNS", "iTXt", "IDAT", "iCCP"}) {
            byte[] png = TestFiles.pngWithChunk(encode(noise(4, 4), "png"), type, new byte[3]);
            ByteBuffer.wrap(png).putInt(33, Integer.MAX_VALUE - 100);
            assertRefused(png, CORRUPT, "the chunk " + type + " at byte 33 is longer than the file");
        }
    }

    @Test
    void read_tiffWhoseTilesAreLargerThanTheFirstEntrySays_isRefused() {
        int[][] entries = {
            {256, 64},
            {257, 64},
            {258, 8},
            {259, 5},
            {262, 1},
            {277, 1},
            {322, 64},
            {322, 30_000},
            {323, 64},
            {323, 60_000},
            {324, 8},
            {325, 100}
        };
        assertRefused(tiff(entries), CORRUPT, "its field 322 is there twice");
    }

    /** A hundred profiles of 16 MB in a file of two; one of them counts. */
    @Test
    void read_pngWithManyDeflatedProfiles_inflatesOneOnly() throws IOException {
        byte[] plain = encode(noise(4, 4), "png");
        byte[] withOne = TestFiles.pngWithProfile(plain, new byte[16 << 20]);
        int header = 33;
        int chunk = withOne.length - plain.length;
        ByteBuffer bombs = ByteBuffer.allocate(plain.length + 100 * chunk).put(plain, 0, header);
        for (int i = 0; i < 100; i++) {
            bombs.put(withOne, header, chunk);
        }
        byte[] png = bombs.put(plain, header, plain.length - header).array();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertSame(reader.read(png, "bombs.png"), noise(4, 4));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200 << 20);
    }

    /** Heights are three bytes, less one: of the canvas at 27, of the first frame at 61. */
    @Test
    void read_webpWhosePictureIsNotAsLargeAsItsCanvas_isRefused() {
        byte[] taller = resource("turned.webp");
        taller[28] = 1;
        assertRefused(taller, CORRUPT, "a picture of 30x20 on a canvas of 30x276");
        byte[] animated = resource("animated.webp");
        animated[61] = 0;
        assertRefused(animated, CORRUPT, "a picture of 30x20 on a canvas of 30x1");
    }

    @Test
    void read_tiffOfTwoByteSizesAbove32767_knowsItsSize() {
        int[][] entries = {{256, 40_000}, {257, 50_000}, {258, 8}, {262, 1}, {273, 8}, {279, 8}};
        assertRefused(tiff(entries), TOO_LARGE, "too large: 40000x50000 pixels");
    }

    /** A big-endian TIFF file with a directory of SHORTs, the tag and value of each. */
    private static byte[] tiff(int[][] entries) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * entries.length + 4)
                .put("MM\0*\0\0\0\b".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1] << 16);
        }
        return file.array();
    }

    @Test
    void read_withoutPlugIns_namesTheDependency() {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> PhotoReader.withoutPlugIns().read(resource("tiny.webp"), "tiny.webp"))
                .withMessage("tiny.webp: WEBP pictures need a plug-in: "
                        + "add com.twelvemonkeys.imageio:imageio-webp to the class path")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UNSUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void read_halfAFile_isRefused(String format) {
        byte[] file = encode(noise(40, 30), format);
        assertRefused(
                Arrays.copyOf(file, file.length / 2),
                CORRUPT,
                "truncated or damaged " + format.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp", "exif", "profile", "cmyk"})
    void read_cutOffAnywhere_readsOrRefuses(String kind) {
        byte[] file = file(kind);
        for (int length = 1; length < file.length; length += Math.min(10, 1 + file.length / 100)) {
            readOrRefuse(Arrays.copyOf(file, length), kind + " cut off at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "webp", "exif", "profile", "cmyk"})
    void read_flippedBits_readsOrRefuses(String kind) {
        byte[] original = file(kind);
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] file = original.clone();
            int range = seed % 2 == 0 ? file.length : Math.min(file.length, 200); // headers are where it hurts
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                file[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
            }
            readOrRefuse(file, kind + " with seed " + seed);
        }
    }

    private static byte[] file(String kind) {
        byte[] jpeg = encode(blocks(), "jpeg");
        return switch (kind) {
            case "webp" -> TestFiles.webpWithExif(resource("tiny.webp"), TestFiles.exif(3));
            case "exif" -> TestFiles.jpegWithExif(jpeg, TestFiles.exif(6));
            case "profile" ->
                TestFiles.pngWithProfile(encode(blocks(), "png"), TestFiles.profile(ColorSpace.CS_LINEAR_RGB));
            case "cmyk" -> TestFiles.cmykJpeg(16, 16, 10, 200, 30, 40);
            default -> encode(noise(24, 16, BufferedImage.TYPE_3BYTE_BGR), kind);
        };
    }

    private void readOrRefuse(byte[] file, String name) {
        try {
            assertThat(reader.read(file, name)).isNotNull();
        } catch (UnreadableImageException e) {
            assertThat(e.getMessage()).startsWith(name + ": ").doesNotContain("\n");
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name, e);
        }
    }

    private void assertRefused(byte[] file, Reason reason, String explanation) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(file, "test"))
                .withMessageStartingWith("test: ")
                .withMessageContaining(explanation)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Its reader takes zeros for what is missing, and used to go on for more than three minutes. */
    @Test
    @Timeout(60)
    void losslessWebpWithoutAnEnd_isRefusedSoon() {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> PhotoReader.create().read(resource("endless.webp"), "test"))
                .withMessageContaining("the picture ends too early")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(CORRUPT));
    }
}
