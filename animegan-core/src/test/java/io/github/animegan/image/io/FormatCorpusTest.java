package io.github.animegan.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.animegan.image.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in every variant of a format that {@code make_corpus.py} could make, against what other programs see in them. */
class FormatCorpusTest {
    private static final Map<String, byte[]> FILES = files();

    /** A file, and its reference with two limits, or the pattern of its refusal. */
    private record Variant(String name, String reference, String mean, String limit) {
        boolean isRead() {
            return !reference.isEmpty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(TestFiles.resource("corpus.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Stream<Variant> variants() {
        return new String(file("table.csv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(";", -1))
                .map(cells -> new Variant(cells[0], cells[1], cells[2], cells[3]));
    }

    private static byte[] file(String name) {
        return Objects.requireNonNull(FILES.get(name), name);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void variant_isRightOrRefusedByName(Variant variant) throws IOException {
        if (!variant.isRead()) {
            UnreadableImageException refusal = catchThrowableOfType(
                    UnreadableImageException.class, () -> PhotoReader.create().read(file(variant.name), variant.name));
            assertThat(refusal).hasMessageContaining(variant.limit).hasMessageStartingWith(variant.name + ": ");
            assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED);
            return;
        }
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file(variant.reference)));
        BufferedImage actual = PhotoReader.create().read(file(variant.name), variant.name);
        assertThat(Images.sizeOf(actual)).isEqualTo(Images.sizeOf(expected));
        double[] difference = difference(actual, expected);
        assertThat(difference[0])
                .as("%s: mean difference in levels", variant)
                .isLessThanOrEqualTo(Double.parseDouble(variant.mean));
        assertThat(difference[1])
                .as("%s: greatest difference in levels (mean %.2f)", variant, difference[0])
                .isLessThanOrEqualTo(Double.parseDouble(variant.limit));
    }

    /** The mean and the greatest difference of a sample; colors count by what can be seen of them. */
    private static double[] difference(BufferedImage actual, BufferedImage expected) {
        double sum = 0;
        double greatest = 0;
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                int a = actual.getRGB(x, y);
                int b = expected.getRGB(x, y);
                for (int shift = 0; shift <= 24; shift += 8) {
                    double difference = Math.abs((a >>> shift & 0xff) - (b >>> shift & 0xff));
                    if (shift < 24) {
                        difference *= (b >>> 24) / 255.0;
                    }
                    sum += difference;
                    greatest = Math.max(greatest, difference);
                }
            }
        }
        return new double[] {sum / (4.0 * expected.getWidth() * expected.getHeight()), greatest};
    }

    /** Within 2 levels in the mean and 5 at most, 8 where inks are printed. */
    private static boolean isRight(Variant variant) {
        return variant.isRead()
                && Double.parseDouble(variant.mean) <= 2
                && Double.parseDouble(variant.limit) <= (variant.name.startsWith("cmyk") ? 8 : 5);
    }

    @Test
    void corpus_isLargeAndNearlyAllOfItRight() {
        long all = variants().count();
        long right = variants().filter(FormatCorpusTest::isRight).count();
        assertThat(all).isGreaterThanOrEqualTo(120);
        assertThat((double) right / all).isGreaterThanOrEqualTo(0.95);
        assertThat(variants().filter(variant -> variant.isRead() && !isRight(variant)))
                .isEmpty();
    }

    /** The list for people; {@code -Danimegan.test.write=true} writes it anew. */
    @Test
    void listInTheDocs_isOfTheseVariants() throws IOException {
        Path list = Path.of("../docs/formats.md");
        String expected = FormatList.of(variants()
                .map(variant -> new FormatList.Entry(variant.name, variant.isRead(), variant.limit))
                .toList());
        if (Boolean.getBoolean("animegan.test.write")) {
            Files.writeString(list, expected);
        }
        assertThat(Files.readString(list)).isEqualTo(expected);
    }
}
