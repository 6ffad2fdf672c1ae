package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.io.TestFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.codec.Orientation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EXIF data that Pillow and ExifTool wrote (see make_exif.py) are kept, as the JDK's TIFF reader has them. */
class ExifTest {
    private static final ImageSize PHOTO_UPRIGHT = new ImageSize(32, 48);
    private static final ImageSize ANIME = new ImageSize(20, 12);

    private final PhotoReader reader = PhotoReader.create();

    @ParameterizedTest
    @CsvSource({
        "png, camera_big.exif",
        "jpeg, camera_big.exif",
        "webp, camera_big.exif",
        "lossless, camera_big.exif",
        "png, camera_little.exif",
        "jpeg, camera_little.exif",
        "jpeg, camera_raw_thumbnail.exif"
    })
    void keptIn(String format, String name) throws IOException {
        byte[] original = resource(name);
        Photo photo = reader.readPhoto(TestFiles.jpegWithExif(encode(blocks(), "jpeg"), original), "photo");
        assertThat(Images.sizeOf(photo.image())).isEqualTo(PHOTO_UPRIGHT);
        assertThat(photo.exif().orElseThrow().toByteArray()).isEqualTo(original);

        BufferedImage anime = noise(ANIME.width(), ANIME.height());
        Photo again = reader.readPhoto(writer(format).withExif(photo.exif()).encode(anime), format);
        assertThat(Images.sizeOf(again.image())).as("not turned again").isEqualTo(ANIME);
        byte[] kept = again.exif().orElseThrow().toByteArray();

        Map<String, String> expected = fields(original);
        assertThat(expected)
                .containsEntry("Orientation", "6")
                .containsEntry("GPSInfoIFDPointer.GPSVersionID", "2 3 0 0")
                .containsEntry("GPSInfoIFDPointer.GPSLatitude", "48/1 6/1 0/1")
                .containsEntry("ExifIFDPointer.InteroperabilityIFD.InteroperabilityIndex", "R98");
        expected.put("Orientation", "1");
        expected.put("ExifIFDPointer.PixelXDimension", "20");
        expected.put("ExifIFDPointer.PixelYDimension", "12");
        assertThat(fields(kept)).isEqualTo(expected);
        assertThat(positionOf("end of the note", kept))
                .as("the maker's note")
                .isEqualTo(positionOf("end of the note", original))
                .isPositive();
        requireNoThumbnail(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera_big.exif", "camera_raw_thumbnail.exif"})
    void thumbnail_isInTheData(String name) throws IOException {
        byte[] data = resource(name);
        assertThat(directories(data)).isEqualTo(2);
        assertThat(positionOf("THE PHOTO", data) + positionOf("RAW PIX", data)).isPositive();
    }

    @Test
    void thumbnail_isDroppedThoughOtherDirectoriesAreDamaged() throws IOException {
        byte[] data = resource("camera_big.exif");
        int details = ByteBuffer.wrap(data).getInt(entry(data, 0x8769) + 8);
        data[details] = 0x7f; // so many entries that they do not fit
        Exif exif = Exif.of(data).orElseThrow();
        assertThat(exif.orientation()).isEqualTo(Orientation.TURNED_90);
        requireNoThumbnail(exif.forUpright(ANIME).toByteArray());
    }

    private static void requireNoThumbnail(byte[] data) throws IOException {
        assertThat(directories(data)).isEqualTo(1);
        assertThat(positionOf("THE PHOTO", data)).isNegative();
        assertThat(positionOf("RAW PIX", data)).isNegative();
    }

    @Test
    void withoutIt_nothingIsWritten() throws IOException {
        byte[] png = PhotoWriter.png().withExif(Optional.empty()).encode(blocks());
        assertThat(reader.readPhoto(png, "png").exif()).isEmpty();
    }

    @Test
    void tooLongForJpeg_isRefused() throws IOException {
        byte[] longExif = Arrays.copyOf(TestFiles.exif(1), 66_000);
        PhotoWriter writer = PhotoWriter.jpeg(0.9).withExif(Exif.of(longExif).orElseThrow());
        assertThatIOException()
                .isThrownBy(() -> writer.encode(blocks()))
                .withMessageContaining("EXIF data of 66000 bytes does not fit into a JPEG file");
        byte[] png = PhotoWriter.png().withExif(Exif.of(longExif).orElseThrow()).encode(blocks());
        assertThat(reader.readPhoto(png, "png").exif()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "4, 1"})
    void orientation_ofOtherTypesAndCounts_isReset(int type, int count) {
        byte[] data = TestFiles.exif(6);
        int entry = entry(data, 0x0112);
        ByteBuffer.wrap(data).putShort(entry + 2, (short) type).putInt(entry + 4, count);
        if (type == 4) {
            ByteBuffer.wrap(data).putInt(entry + 8, 6);
        }
        Exif exif = Exif.of(data).orElseThrow();
        assertThat(exif.orientation()).isEqualTo(Orientation.TURNED_90);
        byte[] upright = exif.forUpright(ANIME).toByteArray();
        assertThat(Exif.of(upright).orElseThrow().orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void endingWithoutAPointerToANextDirectory_isRead() {
        byte[] whole = TestFiles.exif(6);
        byte[] cut = Arrays.copyOf(whole, whole.length - 4);
        Exif exif = Exif.of(cut).orElseThrow();
        assertThat(exif.orientation()).isEqualTo(Orientation.TURNED_90);
        assertThat(exif.forUpright(ANIME).toByteArray()).isEqualTo(Arrays.copyOf(TestFiles.exif(1), whole.length - 4));
    }

    /** A program's start is quicker by what is not loaded. */
    @Test
    void withoutIt_nothingOfCommonsImagingIsLoaded() throws Exception {
        List<URL> others = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("commons-")) {
                others.add(Path.of(entry).toUri().toURL());
            }
        }
        byte[] jpeg = encode(blocks(), "jpeg");
        try (URLClassLoader loader =
                new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> readerClass = loader.loadClass(PhotoReader.class.getName());
            Object withoutCommons = readerClass.getMethod("create").invoke(null);
            Method read = readerClass.getMethod("read", byte[].class, String.class);
            for (byte[] file : List.of(encode(blocks(), "png"), jpeg, resource("alpha.webp"))) {
                assertThat(read.invoke(withoutCommons, file, "plain")).isInstanceOf(BufferedImage.class);
            }
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() ->
                            read.invoke(withoutCommons, TestFiles.jpegWithExif(jpeg, TestFiles.exif(6)), "with EXIF"))
                    .withCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static PhotoWriter writer(String format) {
        return switch (format) {
            case "png" -> PhotoWriter.png();
            case "jpeg" -> PhotoWriter.jpeg(0.9);
            case "webp" -> PhotoWriter.webp(0.8);
            default -> PhotoWriter.webpLossless();
        };
    }

    /** Where the entry with a tag begins in the first directory of big-endian data. */
    private static int entry(byte[] data, int tag) {
        ByteBuffer tiff = ByteBuffer.wrap(data);
        int position = tiff.getInt(4) + 2;
        while ((tiff.getShort(position) & 0xffff) != tag) {
            position += 12;
        }
        return position;
    }

    /** Values by the names of their directories and their own. */
    private static Map<String, String> fields(byte[] exif) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        ImageReader tiff = judge(exif);
        collect("", TIFFDirectory.createFromMetadata(tiff.getImageMetadata(0)), fields);
        tiff.dispose();
        return fields;
    }

    private static int directories(byte[] exif) throws IOException {
        ImageReader tiff = judge(exif);
        int directories = tiff.getNumImages(true);
        tiff.dispose();
        return directories;
    }

    private static ImageReader judge(byte[] exif) throws IOException {
        ImageReader tiff = ImagePlugIns.reader(ImageFormat.TIFF);
        // Of a length that it does not know, as it would miss the pixels.
        tiff.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(exif)));
        return tiff;
    }

    private static void collect(String prefix, TIFFDirectory directory, Map<String, String> fields) {
        for (TIFFField field : directory.getTIFFFields()) {
            String name = prefix + field.getTag().getName();
            if (field.hasDirectory()) {
                collect(name + ".", field.getDirectory(), fields);
            } else {
                String value = IntStream.range(0, field.getCount())
                        .mapToObj(field::getValueAsString)
                        .collect(Collectors.joining(" "));
                fields.put(name, value);
            }
        }
    }

    private static int positionOf(String part, byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(part);
    }
}
