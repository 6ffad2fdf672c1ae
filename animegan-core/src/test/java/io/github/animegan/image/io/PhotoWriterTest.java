package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.meanDifference;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.image.io.codec.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_565_RGB
            })
    void write_png_keepsEveryPixel(int type) throws IOException {
        BufferedImage image = noise(33, 21, type);
        Path file = folder.resolve("a.png");
        PhotoWriter.png().write(image, file);
        assertSame(ImageIO.read(file.toFile()), image);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void write_jpeg_isSmallerWithLessQuality() throws IOException {
        BufferedImage image = blocks();
        byte[] good = bytes(PhotoWriter.jpeg(0.95), image);
        byte[] bad = bytes(PhotoWriter.jpeg(0.3), image);
        assertThat(bad.length).isLessThan(good.length);
        assertThat(meanDifference(PhotoReader.create().read(good, "good"), image))
                .isLessThan(12);
    }

    @Test
    void write_jpeg_putsTransparencyOverWhite() throws IOException {
        byte[] file = bytes(PhotoWriter.jpeg(1), plain(8, 8, 0x80000000));
        assertClose(PhotoReader.create().read(file, "flat"), plain(8, 8, 0xff7f7f7f), 1);
    }

    @Test
    void write_jpeg_ofGray_keepsItsLevel() throws IOException {
        BufferedImage gray = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 64; i++) {
            gray.getRaster().setSample(i % 8, i / 8, 0, 100 * 257);
        }
        byte[] file = bytes(PhotoWriter.jpeg(1), gray);
        assertClose(PhotoReader.create().read(file, "gray"), plain(8, 8, 0xff646464), 1);
    }

    @Test
    void forFile_goesByTheName() throws IOException {
        for (String name : new String[] {"a.PNG", "b.jpg", "c.Jpeg"}) {
            Path file = folder.resolve(name);
            PhotoWriter.forFile(file).write(blocks(), file);
            ImageFormat expected = name.equals("a.PNG") ? ImageFormat.PNG : ImageFormat.JPEG;
            assertThat(ImageFormat.of(Files.readAllBytes(file))).contains(expected);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhotoWriter.forFile(Path.of("d.gif")))
                .withMessage("pictures are written as .png, .jpg, .jpeg or .webp, not as d.gif");
        assertThatIllegalArgumentException().isThrownBy(() -> PhotoWriter.jpeg(1.5));
    }

    @Test
    void write_replacesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "old");
        PhotoWriter.png().write(noise(3, 3), file);
        assertSame(PhotoReader.create().read(file), noise(3, 3));
        assertOnly(file);
    }

    @Test
    void write_thatFails_leavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "old");
        BufferedImage broken = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB) {
            @Override
            public int getType() {
                throw new IllegalStateException("broken");
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> PhotoWriter.png().write(broken, file));
        assertThat(file).hasContent("old");
        assertOnly(file);
    }

    @Test
    void write_whereItCannot_says() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PhotoWriter.png().write(noise(2, 2), folder.resolve("none/a.png")));
        assertThatIOException()
                .isThrownBy(() -> PhotoWriter.png().write(noise(2, 2), folder))
                .withMessageContaining("a folder is in the way");
    }

    private void assertOnly(Path file) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static byte[] bytes(PhotoWriter writer, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(image, out);
        return out.toByteArray();
    }
}
