package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.TestPictures;
import io.github.animegan.image.filter.Flattening;
import io.github.animegan.image.io.Photo;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.io.TestFiles;
import io.github.animegan.image.io.UnreadableImageException;
import io.github.animegan.image.step.Preprocessors;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos and pictures that are files, streams and bytes. ImageIO judges what is in them. */
class StylizeFormsTest {
    private final AnimeGan gan = TinyGan.builder().build();
    private final BufferedImage photo = TinyGan.photo(1, 50, 37, BufferedImage.TYPE_INT_ARGB);
    private final BufferedImage expected = gan.stylize(photo);

    @AfterEach
    void close() {
        gan.close();
    }

    @Test
    void files_giveThePictureOfTheirPixels(@TempDir Path folder) throws IOException {
        Path in = folder.resolve("photo.png");
        Path out = folder.resolve("anime.png");
        ImageIO.write(photo, "png", in.toFile());
        gan.stylize(in, out);
        assertSame(argb(ImageIO.read(out.toFile())), expected, "anime.png");
    }

    @Test
    void flatness_flattensTheDrawing_atTheSizeThatItIsDrawnAt() {
        BufferedImage opaque = TinyGan.photo(2, 50, 37, BufferedImage.TYPE_INT_RGB);
        Pixels flattened = Images.pixelsOf(Preprocessors.canvas(40)
                .prepare(opaque)
                .undo(flattened(
                        gan.stylize(Preprocessors.canvas(40).prepare(opaque).image()), 60)));

        try (AnimeGan flat = TinyGan.builder().canvas(40).flatness(60).build()) {
            assertSame(flat.stylize(opaque), Images.toImage(flattened), "flattened");
        }
    }

    private static BufferedImage flattened(BufferedImage drawing, int levels) {
        Pixels pixels = Images.pixelsOf(drawing).copy();
        new Flattening(levels).apply(pixels);
        return Images.toImage(pixels);
    }

    @Test
    void streams_giveThePictureOfTheirPixelsAndStayOpen() throws IOException {
        boolean[] closed = new boolean[2];
        ByteArrayInputStream in = new ByteArrayInputStream(png(photo)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[1] = true;
            }
        };
        gan.stylize(in, out, PhotoWriter.png());
        assertSame(argb(ImageIO.read(new ByteArrayInputStream(out.toByteArray()))), expected, "the stream");
        assertThat(closed).containsExactly(false, false);
    }

    @Test
    void bytes_giveThePictureInTheFormatAskedFor() throws IOException {
        byte[] asPng = gan.stylize(png(photo), PhotoWriter.png());
        assertSame(argb(ImageIO.read(new ByteArrayInputStream(asPng))), expected, "the PNG");
        byte[] asJpeg = gan.stylize(png(photo), PhotoWriter.jpeg(0.9));
        assertThat(asJpeg).startsWith(0xff, 0xd8, 0xff);
    }

    @Test
    void formatThatCannotBeWritten_isRefusedBeforeThePhotoIsRead(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gan.stylize(folder.resolve("missing.png"), folder.resolve("anime.xyz")))
                .withMessageContaining("anime.xyz");
    }

    @Test
    void cancelledCall_leavesNoFile(@TempDir Path folder) throws IOException {
        Path in = folder.resolve("photo.png");
        ImageIO.write(photo, "png", in.toFile());
        CancellationToken token = new CancellationToken();
        StylizeOptions options = StylizeOptions.defaults().cancellation(token).progress(progress -> token.cancel());
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> gan.stylize(in, folder.resolve("anime.png"), options));
        assertThat(folder).isDirectoryContaining(file -> file.equals(in));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(in);
        }
    }

    @Test
    void streamThatIsNoPicture_isRefusedAndNothingWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> gan.stylize(
                        new ByteArrayInputStream("no picture".getBytes(StandardCharsets.UTF_8)),
                        out,
                        PhotoWriter.png()))
                .withMessageContaining("the stream");
        assertThat(out.size()).isZero();
    }

    @Test
    void exif_isKeptByAllFormsIfAskedFor(@TempDir Path folder) throws IOException {
        byte[] jpeg = TestFiles.jpegWithExif(TestPictures.encode(photo(1, 60, 40), "jpeg"), TestFiles.exif(6));
        Path in = Files.write(folder.resolve("photo.jpg"), jpeg);
        Path out = folder.resolve("anime.webp");
        for (boolean kept : new boolean[] {true, false}) {
            StylizeOptions options = StylizeOptions.defaults().keepExif(kept).timeout(Duration.ofHours(1));
            gan.stylize(in, out, PhotoWriter.png(), options);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            gan.stylize(new ByteArrayInputStream(jpeg), stream, PhotoWriter.jpeg(0.9), options);
            for (byte[] picture : List.of(
                    Files.readAllBytes(out), stream.toByteArray(), gan.stylize(jpeg, PhotoWriter.jpeg(0.9), options))) {
                Photo read = PhotoReader.create().readPhoto(picture, "picture");
                assertThat(read.exif().isPresent()).as("EXIF data").isEqualTo(kept);
                assertThat(Images.sizeOf(read.image())).as("upright").isEqualTo(new ImageSize(40, 60));
            }
        }
    }

    @Test
    void fileForASmallPicture_isReducedWhileItIsRead() throws IOException {
        byte[] png = png(photo(1, 2000, 1600));
        long whole = 2000 * 1600 * Integer.BYTES;
        try (AnimeGan small =
                TinyGan.builder().preprocess(Preprocessors.cap(100)).build()) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(small.stylize(png, PhotoWriter.png())));
            assertThat(Images.sizeOf(picture)).isEqualTo(new ImageSize(100, 80));
            assertThat(Heap.allocatedBy(() -> stylize(small, png))).isLessThan(whole);
        }
        try (AnimeGan large =
                TinyGan.builder().preprocess(Preprocessors.fitWithin(100)).build()) {
            assertThat(Heap.allocatedBy(() -> stylize(large, png)))
                    .as("the result is as large as the photo")
                    .isGreaterThan(2 * whole);
        }
    }

    private static void stylize(AnimeGan gan, byte[] file) {
        try {
            gan.stylize(file, PhotoWriter.jpeg(0.5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage photo(int number, int width, int height) {
        return TinyGan.photo(number, width, height, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void limitOfTheReader_holdsForAllForms() {
        try (AnimeGan small = TinyGan.builder()
                .reader(PhotoReader.create().withPixelLimit(50 * 37 - 1))
                .build()) {
            assertThatExceptionOfType(UnreadableImageException.class)
                    .isThrownBy(() -> small.stylize(png(photo), PhotoWriter.png()))
                    .matches(e -> e.reason() == UnreadableImageException.Reason.TOO_LARGE);
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage argb(BufferedImage image) {
        Objects.requireNonNull(image);
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                copy.setRGB(x, y, image.getRGB(x, y));
            }
        }
        return copy;
    }
}
