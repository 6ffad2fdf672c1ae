package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.animegan.image.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.formats.tiff.JpegImageData;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EXIF data that Commons Imaging wrote is kept, as Commons Imaging reads it. */
class ExifTest {
    private static final byte[] THUMBNAIL = "THE PHOTO ITSELF".getBytes(StandardCharsets.US_ASCII);

    private final PhotoReader reader = PhotoReader.create();

    @ParameterizedTest
    @CsvSource({"png, big", "jpeg, big", "webp, big", "lossless, big", "png, little", "jpeg, little"})
    void keptIn(String format, String order) throws IOException {
        byte[] original = cameraExif(order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Photo photo = reader.readPhoto(TestFiles.jpegWithExif(encode(blocks(), "jpeg"), original), "photo");
        assertThat(ImageSize.of(photo.image())).isEqualTo(new ImageSize(32, 48));
        assertThat(photo.exif().orElseThrow().toByteArray()).isEqualTo(original);

        BufferedImage anime = noise(20, 12);
        byte[] file = writer(format).withExif(photo.exif()).encode(anime);
        assertThat(contains(file, THUMBNAIL)).as("the thumbnail").isFalse();
        Photo again = reader.readPhoto(file, format);
        assertThat(ImageSize.of(again.image())).as("not turned again").isEqualTo(new ImageSize(20, 12));

        Map<String, String> expected = fields(original);
        assertThat(expected).containsEntry("0 Orientation", "6").containsKey("1 JpgFromRawStart");
        expected.keySet().removeIf(field -> field.startsWith("1 "));
        expected.put("0 Orientation", "1");
        expected.put("-2 ExifImageWidth", "20");
        expected.put("-2 ExifImageLength", "12");
        assertThat(fields(again.exif().orElseThrow().toByteArray())).isEqualTo(expected);
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

    @Test
    void damaged_isReadOrIgnored_andNeverFailsAWriter() throws IOException {
        byte[] original = cameraExif(ByteOrder.BIG_ENDIAN);
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = original.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            Optional<Exif> exif = Exif.of(cut);
            if (exif.isPresent()) {
                Exif upright = exif.get().forUpright(new ImageSize(7, 5));
                assertThat(exif.get().orientation()).as("seed %d", seed).isNotNull();
                assertThat(upright.orientation()).as("seed %d", seed).isEqualTo(Orientation.UPRIGHT);
                assertThat(exif.get().toByteArray()).as("seed %d", seed).isEqualTo(cut);
            }
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

    /** What a phone notes: turned by 90 degrees, a place, a size, an unknown block of its own, a thumbnail. */
    private static byte[] cameraExif(ByteOrder order) throws IOException {
        TiffOutputSet set = new TiffOutputSet(order);
        TiffOutputDirectory main = set.getOrCreateRootDirectory();
        main.add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) 6);
        main.add(TiffTagConstants.TIFF_TAG_MAKE, "A maker of cameras");
        TiffOutputDirectory details = set.getOrCreateExifDirectory();
        details.add(ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL, "2026:11:21 03:40:00");
        details.add(ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH, (short) 48);
        details.add(ExifTagConstants.EXIF_TAG_EXIF_IMAGE_LENGTH, (short) 32);
        details.add(ExifTagConstants.EXIF_TAG_USER_COMMENT, "only to make it longer, and longer");
        set.setGpsInDegrees(11.5, 48.1);
        TiffOutputDirectory thumbnail = new TiffOutputDirectory(TiffDirectoryConstants.DIRECTORY_TYPE_SUB, order);
        thumbnail.add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) 6);
        thumbnail.setJpegImageData(new JpegImageData(0, THUMBNAIL.length, THUMBNAIL));
        set.addDirectory(thumbnail);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TiffImageWriterLossy(order).write(out, set);
        return out.toByteArray();
    }

    /** All fields by their directory's number and their name, but those that say where others lie. */
    private static Map<String, String> fields(byte[] exif) throws IOException {
        TiffImageMetadata metadata = (TiffImageMetadata) new TiffImageParser().getMetadata(ByteSource.array(exif));
        Map<String, String> fields = new TreeMap<>();
        for (TiffField field : metadata.getAllFields()) {
            if (!field.getTagName().endsWith("Offset") && !field.getTagName().endsWith("Info")) {
                fields.put(field.getDirectoryType() + " " + field.getTagName(), field.getValueDescription());
            }
        }
        return fields;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
