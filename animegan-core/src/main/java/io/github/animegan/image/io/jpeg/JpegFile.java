package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.UnsupportedImageException;
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
public final class JpegFile {
    private static final byte[] ICC_PREFIX = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JFIF_PREFIX = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE_PREFIX = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JPEG_LS = 0xf7;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_TABLE = 0xc0;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int COMMENT = 0xfe;
    /** JFIF 1.1, one pixel as wide as high, no thumbnail. */
    private static final byte[] PLAIN_JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    /** Adobe's segment of version 100 without flags: red, green and blue. */
    private static final byte[] RGB_ADOBE = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};

    private static final byte[] RGB_IDS = {'R', 'G', 'B'};

    private final byte[] file;
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private Optional<byte[]> exif = Optional.empty();
    private boolean jfif;
    private byte[] adobe = new byte[0];
    private int frame;
    private int precision = 8;
    private int components;
    private byte[] componentIds = new byte[0];
    /** Of each component: how many of its samples are side by side in a unit of the file, times 16, and one below the other. */
    private byte[] samplings = new byte[0];
    /** Where the first scan begins, or what else is not understood. */
    private int rest;

    public JpegFile(byte[] file) {
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
        } else if (marker == APP1 && startsWith(segment, ImageMetadata.EXIF_PREFIX) && exif.isEmpty()) {
            exif = Optional.of(Arrays.copyOfRange(segment, ImageMetadata.EXIF_PREFIX.length, segment.length));
        } else if (marker == APP2 && startsWith(segment, ICC_PREFIX) && segment.length > ICC_PREFIX.length + 2) {
            // A part's number, from 1, and how many there are, both bytes: 255 parts of 64 KB at most.
            int number = segment[ICC_PREFIX.length] & 0xff;
            profileParts.put(number, Arrays.copyOfRange(segment, ICC_PREFIX.length + 2, segment.length));
        } else if (marker == APP14 && startsWith(segment, ADOBE_PREFIX)) {
            adobe = segment;
        }
    }

    private void noteFrame(int marker, byte[] segment) {
        boolean isFrame = (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
                || marker == JPEG_LS;
        if (isFrame && segment.length > 5) {
            frame = marker;
            precision = segment[0];
            components = segment[5] & 0xff;
            componentIds = new byte[Math.min(components, (segment.length - 6) / 3)];
            samplings = new byte[componentIds.length];
            for (int i = 0; i < componentIds.length; i++) {
                componentIds[i] = segment[6 + 3 * i];
                samplings[i] = segment[7 + 3 * i];
            }
        }
    }

    public ImageMetadata metadata() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.values().forEach(profile::writeBytes);
        return ImageMetadata.of(
                components, profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray()), exif);
    }

    /** The number of components of a pixel; 0 if the file does not say. */
    int components() {
        return components;
    }

    /**
     * Refuses kinds of JPEG that the JDK's libjpeg does not decode.
     *
     * @throws UnsupportedImageException naming the kind
     */
    public void requireSupported() throws UnsupportedImageException {
        if (frame == JPEG_LS) {
            throw new UnsupportedImageException("a JPEG-LS picture");
        }
        if (frame == 0) {
            return; // whatever is wrong, the decoder will find it
        }
        if (frame == 0xc3 || frame == 0xc7 || frame == 0xcb || frame == 0xcf) {
            throw new UnsupportedImageException("a lossless JPEG");
        }
        if (frame >= 0xc9) {
            throw new UnsupportedImageException("an arithmetic-coded JPEG");
        }
        if (frame >= 0xc5) {
            throw new UnsupportedImageException("a hierarchical JPEG");
        }
        if (precision != 8) {
            throw new UnsupportedImageException("a JPEG of " + precision + " bits a sample");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new UnsupportedImageException("a JPEG of " + components + " components");
        }
    }

    /** Whether Adobe's segment is there, whose writers store inks as what they leave white. */
    boolean hasInvertedInks() {
        return adobe.length > 0;
    }

    /** Whether four components are luminance, two of chrominance and black rather than four inks, as libjpeg takes it. */
    boolean isYcck() {
        return adobe.length >= 12 && adobe[11] != 0;
    }

    /**
     * Whether three components are red, green and blue rather than luminance and chrominance. The JDK's reader guesses otherwise
     * than libjpeg, which all others use, where a marker is missing or strange.
     */
    private boolean isRgb() {
        if (jfif) {
            return false;
        }
        return adobe.length >= 12 ? adobe[11] == 0 : Arrays.equals(componentIds, RGB_IDS);
    }

    /**
     * Whether this component of luminance and chrominance, from 0, is as wide as the picture but half as high: 4:4:0, which turning
     * a photo by a quarter makes of the usual 4:2:2.
     */
    boolean isTallChroma(int component) {
        if (components != 3 || samplings.length != 3 || isRgb()) {
            return false;
        }
        int widest = 0;
        int highest = 0;
        for (byte sampling : samplings) {
            widest = Math.max(widest, sampling >> 4 & 0xf);
            highest = Math.max(highest, sampling & 0xf);
        }
        return (samplings[component] >> 4 & 0xf) == widest && 2 * (samplings[component] & 0xf) == highest;
    }

    /** The marker that makes a decoder take three components for luminance and chrominance, or for red, green and blue. */
    public static byte[] colorMarker(boolean isChrominance, int components) {
        ByteArrayOutputStream marker = new ByteArrayOutputStream();
        if (components == 3) {
            writeSegment(marker, isChrominance ? APP0 : APP14, isChrominance ? PLAIN_JFIF : RGB_ADOBE);
        }
        return marker.toByteArray();
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

    /** Where the file breaks off between two scans: behind the last whole one; otherwise where it ends. */
    private int end() {
        int scan = -1;
        for (int i = rest; i + 1 < file.length; i++) {
            int marker = file[i] == (byte) 0xff ? file[i + 1] & 0xff : 0;
            if (marker == START_OF_SCAN) {
                scan = i;
            } else if (marker == END_OF_IMAGE) {
                return file.length;
            }
        }
        for (int i = scan + 2; scan >= 0 && i + 1 < file.length; i++) {
            int marker = file[i] == (byte) 0xff ? file[i + 1] & 0xff : 0;
            if (marker >= FIRST_TABLE && marker < 0xff && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
                return i;
            }
        }
        return file.length;
    }

    /** Whether the file breaks off between two scans, so that only fine detail is missing. */
    boolean lacksScans() {
        return end() < file.length;
    }

    /** Whether the pixels have an end; some cameras forget it, but where they come in several scans, some may be missing. */
    boolean hasEnd() {
        return endOfImage() >= 0;
    }

    /** Behind the mark that ends the picture; -1 if there is none. */
    private int endOfImage() {
        for (int i = rest; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) END_OF_IMAGE) {
                return i + 2;
            }
        }
        return -1;
    }

    /** One line of what is in the file behind its picture and was not used; empty if a person would not miss it. */
    public Optional<String> leftOver() {
        return hasEnd() ? LeftOver.describe(file, endOfImage()) : Optional.empty();
    }

    /**
     * The same picture without thumbnails, profiles, EXIF and what else the decoder might stumble on.
     *
     * @param raw whether luminance and chrominance shall be given as they are, as if they were red, green and blue
     */
    byte[] withoutMetadata(boolean raw) {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(tables.size() + file.length - rest + 64);
        bare.write(file, 0, Math.min(2, file.length));
        if (components == 3) {
            bare.writeBytes(colorMarker(!raw && !isRgb(), components));
        } else {
            if (jfif) {
                writeSegment(bare, APP0, PLAIN_JFIF);
            }
            if (adobe.length > 0) {
                writeSegment(bare, APP14, adobe);
            }
        }
        bare.writeBytes(tables.toByteArray());
        bare.write(file, rest, end() - rest);
        return bare.toByteArray();
    }

    /** The same file with the EXIF data behind its JFIF segment, if it has one. */
    static byte[] withExif(byte[] jpeg, byte[] exif) {
        byte[] content = Arrays.copyOf(ImageMetadata.EXIF_PREFIX, ImageMetadata.EXIF_PREFIX.length + exif.length);
        System.arraycopy(exif, 0, content, ImageMetadata.EXIF_PREFIX.length, exif.length);
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
