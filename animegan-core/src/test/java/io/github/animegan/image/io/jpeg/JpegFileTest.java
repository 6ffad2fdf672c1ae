package io.github.animegan.image.io.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in front of the pixels, and which kinds of JPEG are refused by name; the files are written here byte by byte. */
class JpegFileTest {
    private static final int EXIF = 0xe1;
    private static final int PROFILE = 0xe2;
    private static final int ADOBE = 0xee;
    private static final String JFIF = "JFIF\0\1\1\0\0\1\0\1\0\0";
    private static final String ADOBE_RGB = "Adobe\0\144\0\0\0\0\0";
    private static final String ADOBE_YCC = "Adobe\0\144\0\0\0\0\1";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    JpegFileTest() {
        hex("ffd8");
    }

    private JpegFileTest hex(String digits) {
        bytes.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
        return this;
    }

    private JpegFileTest segment(int marker, byte[] content) {
        bytes.write(0xff);
        bytes.write(marker);
        bytes.write((content.length + 2) >> 8);
        bytes.write(content.length + 2);
        bytes.writeBytes(content);
        return this;
    }

    private JpegFileTest segment(int marker, String content) {
        return segment(marker, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A frame of 16x16 with, of each component, its number and its sampling. */
    private JpegFileTest frame(int marker, int precision, String idsAndSamplings) {
        byte[] pairs = HexFormat.of().parseHex(idsAndSamplings);
        byte[] frame = new byte[6 + 3 * pairs.length / 2];
        frame[0] = (byte) precision;
        frame[2] = 16;
        frame[4] = 16;
        frame[5] = (byte) (pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            frame[6 + 3 * i / 2] = pairs[i];
            frame[7 + 3 * i / 2] = pairs[i + 1];
        }
        return segment(marker, frame);
    }

    private JpegFile file() {
        return new JpegFile(bytes.toByteArray());
    }

    @Test
    void aProfileInParts_isPutTogetherByTheirNumbers() {
        segment(PROFILE, "ICC_PROFILE\0\2\2world").segment(PROFILE, "ICC_PROFILE\0\1\2hello ");
        segment(PROFILE, "MPF\0nothing").segment(PROFILE, "ICC_PROFILE\0\3");
        assertThat(file().metadata().profile())
                .hasValueSatisfying(profile ->
                        assertThat(profile).asString(StandardCharsets.US_ASCII).isEqualTo("hello world"));
    }

    @Test
    void theFirstExifData_count() {
        segment(EXIF, "http://ns.adobe.com/xap/1.0/\0<x/>")
                .segment(EXIF, "Exif\0\0first")
                .segment(EXIF, "Exif\0\0more");
        assertThat(file().metadata().exif())
                .hasValueSatisfying(exif ->
                        assertThat(exif).asString(StandardCharsets.US_ASCII).isEqualTo("first"));
    }

    @Test
    void whatIsNotThere_isNotFound() {
        segment(0xfe, "a comment").hex("ffd9");
        assertThat(file().metadata().exif()).isEmpty();
        assertThat(file().metadata().profile()).isEmpty();
        assertThat(file().metadata().components()).isZero();
        assertThat(file().components()).isZero();
    }

    @Test
    void fillBytesAndComments_areSkipped() {
        segment(0xfe, "a comment")
                .hex("ffffff")
                .frame(0xc0, 8, "0111")
                .hex("ff")
                .segment(EXIF, "Exif\0\0data");
        assertThat(file().components()).isEqualTo(1);
        assertThat(file().metadata().components()).isEqualTo(1);
        assertThat(file().metadata().exif()).isPresent();
    }

    @Test
    void aSegmentThatIsCutOff_endsTheSearchQuietly() {
        frame(0xc0, 8, "012102110311").hex("ffe1 0100").hex("45786966");
        assertThat(file().components()).isEqualTo(3);
        assertThat(file().metadata().exif()).isEmpty();
        assertThat(new JpegFile(new byte[] {(byte) 0xff}).components()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc0, 0xc1, 0xc2})
    void baselineExtendedAndProgressive_areRead(int marker) {
        frame(marker, 8, "012202110311");
        assertThatCode(file()::requireSupported).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "c3, a lossless JPEG",
        "c5, a hierarchical JPEG",
        "c6, a hierarchical JPEG",
        "c7, a lossless JPEG",
        "c9, an arithmetic-coded JPEG",
        "ca, an arithmetic-coded JPEG",
        "cb, a lossless JPEG",
        "cd, an arithmetic-coded JPEG",
        "ce, an arithmetic-coded JPEG",
        "cf, a lossless JPEG",
        "f7, a JPEG-LS picture",
    })
    void otherKinds_areNamed(String marker, String name) {
        frame(HexFormat.fromHexDigits(marker), 8, "012202110311");
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(file()::requireSupported)
                .withMessage(name);
    }

    @Test
    void otherDepthsAndComponents_areNamed() {
        frame(0xc1, 12, "0111");
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(file()::requireSupported)
                .withMessage("a JPEG of 12 bits a sample");
        bytes.reset();
        hex("ffd8").frame(0xc0, 8, "01110211");
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(file()::requireSupported)
                .withMessage("a JPEG of 2 components");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc4, 0xc8, 0xcc})
    void tables_areNoFrames(int marker) {
        segment(marker, "12345678");
        assertThatCode(file()::requireSupported).doesNotThrowAnyException();
        assertThat(file().components()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "012202110311, false, false", // 4:2:0
        "011102110311, false, false", // 4:4:4
        "012102110311, false, false", // 4:2:2
        "011202110311, true, true", // 4:4:0
        "012202210321, true, true",
        "011202120311, false, true",
        "011202110312, true, false",
        "011402110312, false, true",
        "0112, false, false",
        "0112021103110411, false, false",
    })
    void chrominanceOfHalfTheRows(String samplings, boolean blue, boolean red) {
        frame(0xc0, 8, samplings);
        assertThat(file().isTallChroma(0)).isFalse();
        assertThat(file().isTallChroma(1)).isEqualTo(blue);
        assertThat(file().isTallChroma(2)).isEqualTo(red);
    }

    @Test
    void redGreenAndBlue_areNoChrominance() {
        frame(0xc0, 8, "521247114211");
        assertThat(file().isTallChroma(1)).as("named R, G, B").isFalse();
        segment(0xe0, JFIF);
        assertThat(file().isTallChroma(1)).as("JFIF has none but chrominance").isTrue();
        bytes.reset();
        hex("ffd8").segment(ADOBE, ADOBE_RGB).frame(0xc0, 8, "011202110311");
        assertThat(file().isTallChroma(1)).as("Adobe says RGB").isFalse();
        bytes.reset();
        hex("ffd8").segment(ADOBE, ADOBE_YCC).frame(0xc0, 8, "521247114211");
        assertThat(file().isTallChroma(1)).as("Adobe says YCbCr").isTrue();
    }

    @Test
    void inksOfAdobe() {
        assertThat(file().hasInvertedInks()).isFalse();
        segment(ADOBE, ADOBE_RGB).frame(0xc0, 8, "0111021103110411");
        assertThat(file().hasInvertedInks()).isTrue();
        assertThat(file().isYcck()).isFalse();
        segment(ADOBE, "Adobe\0\144\0\0\0\0\2");
        assertThat(file().isYcck()).isTrue();
    }

    @Test
    void scansAreCounted_toTheEndOfThePicture() {
        frame(0xc2, 8, "0111").hex("ffda 0008 010100003f00 1234 ff00 ffda 0008 010100003f00 56");
        assertThat(file().scans()).isEqualTo(2);
        assertThat(file().hasEnd()).isFalse();
        hex("ffd9 ffda");
        assertThat(file().scans()).isEqualTo(2);
        assertThat(file().hasEnd()).isTrue();
        assertThat(file().lacksScans()).isFalse();
    }

    @Test
    void aFileThatEndsBetweenScans_lacksThem() {
        frame(0xc2, 8, "0111").hex("ffda 0008 010100003f00 1234 ffd0 56 ff00");
        assertThat(file().lacksScans()).as("within one").isFalse();
        hex("ffc4 0003");
        assertThat(file().lacksScans()).as("in tables of the next").isTrue();
        assertThat(file().withoutMetadata(false))
                .asString(StandardCharsets.ISO_8859_1)
                .endsWith("\u00ff\u0000");
    }

    @Test
    void forTheDecoder_tablesAndPixelsRemain() {
        segment(0xe0, JFIF).segment(EXIF, "Exif\0\0data").segment(0xdb, "table").segment(0xfe, "words");
        frame(0xc0, 8, "0111").hex("ffda 0008 010100003f00 1234 ffd9");
        byte[] whole = bytes.toByteArray();
        bytes.reset();
        hex("ffd8").segment(0xe0, JFIF).segment(0xdb, "table").frame(0xc0, 8, "0111");
        hex("ffda 0008 010100003f00 1234 ffd9");
        assertThat(new JpegFile(whole).withoutMetadata(false)).isEqualTo(bytes.toByteArray());
    }

    @Test
    void forTheDecoder_aMarkerSaysHowColorsAreMeant() {
        frame(0xc0, 8, "011102110311");
        byte[] jfif = new JpegFile(bytes.toByteArray()).withoutMetadata(false);
        byte[] raw = new JpegFile(bytes.toByteArray()).withoutMetadata(true);
        assertThat(Arrays.copyOfRange(jfif, 2, 11)).isEqualTo(HexFormat.of().parseHex("ffe000104a46494600"));
        assertThat(Arrays.copyOfRange(raw, 2, 11)).isEqualTo(HexFormat.of().parseHex("ffee000e41646f6265"));
        bytes.reset();
        hex("ffd8").segment(ADOBE, ADOBE_RGB).frame(0xc0, 8, "0111021103110411");
        assertThat(file().withoutMetadata(false)).as("inks as they are").isEqualTo(bytes.toByteArray());
    }

    @Test
    void exifData_comeBehindJfif_orFirst() {
        segment(0xe0, JFIF).hex("ffd9");
        byte[] jfif = JpegFile.withExif(bytes.toByteArray(), new byte[300]);
        bytes.reset();
        hex("ffd8")
                .segment(0xe0, JFIF)
                .segment(EXIF, "Exif\0\0" + "\0".repeat(300))
                .hex("ffd9");
        assertThat(jfif).isEqualTo(bytes.toByteArray());
        bytes.reset();
        hex("ffd8 ffdb 0003 00 ffd9");
        assertThat(JpegFile.withExif(bytes.toByteArray(), new byte[1]))
                .isEqualTo(HexFormat.of().parseHex("ffd8ffe1000945786966000000ffdb000300ffd9"));
    }
}
