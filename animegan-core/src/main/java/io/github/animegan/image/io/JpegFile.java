package io.github.animegan.image.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The segments of a JPEG file in front of its pixels. Reading stops quietly where they make no sense; whether the file is
 * sound is for the decoder to find out.
 */
final class JpegFile {
    private static final byte[] ICC_PREFIX = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JFIF_PREFIX = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE_PREFIX = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int COMMENT = 0xfe;
    /** JFIF 1.1, one pixel as wide as high, no thumbnail. */
    private static final byte[] PLAIN_JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final byte[] file;
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private Optional<byte[]> exif = Optional.empty();
    private boolean jfif;
    private byte[] adobe = new byte[0];
    private int frame;
    private int precision = 8;
    private int components;
    /** Where the first scan begins, or what else is not understood. */
    private int rest;

    JpegFile(byte[] file) {
        this.file = file;
        ByteBuffer segments = ByteBuffer.wrap(file);
        rest = Math.min(2, file.length);
        segments.position(rest);
        while (segments.remaining() >= 4 && readSegment(segments)) {
            rest = segments.position();
        }
    }

    private boolean readSegment(ByteBuffer segments) {
        if ((segments.get() & 0xff) != 0xff) {
            return false;
        }
        int marker = segments.get() & 0xff;
        if (marker == 0xff) {
            segments.position(segments.position() - 1); // a fill byte
            return true;
        }
        int length = (segments.getShort() & 0xffff) - 2;
        if (marker == START_OF_SCAN || length < 0 || length > segments.remaining()) {
            return false;
        }
        byte[] segment = new byte[length];
        segments.get(segment);
        if (marker >= APP0 && marker <= APP15) {
            readApplicationSegment(marker, segment);
        } else if (marker != COMMENT) {
            noteFrame(marker, segment);
            writeSegment(tables, marker, segment);
        }
        return true;
    }

    private void readApplicationSegment(int marker, byte[] segment) {
        if (marker == APP0 && startsWith(segment, JFIF_PREFIX)) {
            jfif = true;
        } else if (marker == APP1 && startsWith(segment, Exif.JPEG_PREFIX) && exif.isEmpty()) {
            exif = Optional.of(Arrays.copyOfRange(segment, Exif.JPEG_PREFIX.length, segment.length));
        } else if (marker == APP2 && startsWith(segment, ICC_PREFIX) && segment.length > ICC_PREFIX.length + 2) {
            // A part's number, from 1, and how many there are, both bytes: 255 parts of 64 KB at most.
            int number = segment[ICC_PREFIX.length] & 0xff;
            profileParts.put(number, Arrays.copyOfRange(segment, ICC_PREFIX.length + 2, segment.length));
        } else if (marker == APP14 && startsWith(segment, ADOBE_PREFIX)) {
            adobe = segment;
        }
    }

    private void noteFrame(int marker, byte[] segment) {
        boolean isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame && segment.length > 5) {
            frame = marker;
            precision = segment[0];
            components = segment[5];
        }
    }

    Container container() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.values().forEach(profile::writeBytes);
        return Container.of(
                components,
                profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray()),
                exif.flatMap(Exif::of));
    }

    /** Of a pixel; 0 if the file does not say. */
    int components() {
        return components;
    }

    /** Whether the file is of a kind that libjpeg decodes: 8 bits, Huffman-coded, sequential or progressive. */
    boolean isOfCommonKind() {
        return precision == 8 && (frame == 0 || (frame >= 0xc0 && frame <= 0xc2));
    }

    /** Whether Adobe's segment is there, whose writers store inks as what they leave white. */
    boolean hasInvertedInks() {
        return adobe.length > 0;
    }

    /** Whether four components are luminance, two of chrominance and black rather than four inks. */
    boolean isYcck() {
        return adobe.length >= 12 && adobe[11] == 2;
    }

    /** How many scans the pixels come in; a hostile file may have thousands, each over the whole picture. */
    int scans() {
        int scans = 0;
        for (int i = rest; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xff) {
                int marker = file[i + 1] & 0xff;
                if (marker == END_OF_IMAGE) {
                    break;
                }
                scans += marker == START_OF_SCAN ? 1 : 0;
            }
        }
        return scans;
    }

    /** The same picture without thumbnails, profiles, EXIF and what else the decoder might stumble on. */
    byte[] withoutMetadata() {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(tables.size() + file.length - rest + 64);
        bare.write(file, 0, Math.min(2, file.length));
        if (jfif) {
            writeSegment(bare, APP0, PLAIN_JFIF);
        }
        if (adobe.length > 0) {
            writeSegment(bare, APP14, adobe);
        }
        bare.writeBytes(tables.toByteArray());
        bare.write(file, rest, file.length - rest);
        return bare.toByteArray();
    }

    /** The same file with the EXIF data behind its JFIF segment, if it has one. */
    static byte[] withExif(byte[] jpeg, Exif exif) {
        byte[] tiff = exif.toByteArray();
        byte[] content = Arrays.copyOf(Exif.JPEG_PREFIX, Exif.JPEG_PREFIX.length + tiff.length);
        System.arraycopy(tiff, 0, content, Exif.JPEG_PREFIX.length, tiff.length);
        int start = jpeg.length > 6 && (jpeg[3] & 0xff) == APP0 ? 4 + ((jpeg[4] & 0xff) << 8 | (jpeg[5] & 0xff)) : 2;
        ByteArrayOutputStream file = new ByteArrayOutputStream(jpeg.length + content.length + 4);
        file.write(jpeg, 0, start);
        writeSegment(file, APP1, content);
        file.write(jpeg, start, jpeg.length - start);
        return file.toByteArray();
    }

    private static void writeSegment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    private static boolean startsWith(byte[] segment, byte[] prefix) {
        return segment.length >= prefix.length && Arrays.equals(segment, 0, prefix.length, prefix, 0, prefix.length);
    }
}
