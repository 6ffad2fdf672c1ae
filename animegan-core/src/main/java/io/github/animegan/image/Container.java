package io.github.animegan.image;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * What a picture file says besides its pixels, where ImageIO's readers do not tell: the orientation of JPEG, PNG and WebP,
 * the colour profile of PNG and the number of colours of JPEG. Reading stops quietly where the segments make no sense;
 * whether the file is sound is for the pixels' reader to find out.
 */
final class Container {
    private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    /** Real profiles have some kilobytes, those with large tables some megabytes. */
    private static final int LARGEST_PROFILE = 16 << 20;

    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<ICC_Profile> profile = Optional.empty();
    private int components;

    private Container() {}

    /**
     * Reads what there is.
     *
     * @throws EOFException if a chunk of a PNG file is longer than the rest of the file; its reader would believe the length
     *     and allocate as much
     */
    static Container read(ImageFormat format, byte[] file) throws EOFException {
        Container container = new Container();
        switch (format) {
            case JPEG -> container.readJpegSegments(ByteBuffer.wrap(file));
            case PNG -> container.readPngChunks(ByteBuffer.wrap(file));
            case WEBP -> container.readRiffChunks(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
            default -> {}
        }
        return container;
    }

    Orientation orientation() {
        return orientation;
    }

    /** The profile that the reader of this format ignores. */
    Optional<ICC_Profile> profile() {
        return profile;
    }

    /** Of a JPEG file: 1 is grey, 3 is colour, 4 is CMYK; 0 if unknown. */
    int components() {
        return components;
    }

    private void readJpegSegments(ByteBuffer file) {
        file.position(2);
        while (file.remaining() >= 4) {
            if ((file.get() & 0xff) != 0xff) {
                return;
            }
            int marker = file.get() & 0xff;
            if (marker == 0xff) {
                file.position(file.position() - 1); // a fill byte
                continue;
            }
            int length = (file.getShort() & 0xffff) - 2;
            if (marker == 0xda || length < 0 || length > file.remaining()) {
                return; // the scan begins: nothing of interest follows
            }
            byte[] segment = new byte[length];
            file.get(segment);
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame && length > 5) {
                components = segment[5];
            } else if (marker == 0xe1 && startsWithExif(segment)) {
                orientation = Orientation.ofExif(withoutPrefix(segment));
            }
        }
    }

    private void readPngChunks(ByteBuffer file) throws EOFException {
        file.position(8);
        while (file.remaining() >= 12) {
            int length = file.getInt();
            String type = name(file);
            if (length < 0 || length > file.remaining() - 4) {
                throw new EOFException("the chunk " + printable(type) + " at byte " + (file.position() - 8)
                        + " is longer than the file");
            }
            if (type.equals("eXIf")) {
                orientation = Orientation.ofExif(bytes(file, length));
            } else if (type.equals("iCCP")) {
                profile = profileOf(bytes(file, length));
            } else {
                file.position(file.position() + length);
            }
            file.position(file.position() + 4); // the checksum
        }
    }

    private void readRiffChunks(ByteBuffer file) {
        file.position(Math.min(file.limit(), 12));
        while (file.remaining() >= 8) {
            String type = name(file);
            int length = file.getInt();
            if (length < 0 || length > file.remaining()) {
                return;
            }
            if (type.equals("EXIF")) {
                byte[] exif = bytes(file, length);
                orientation = Orientation.ofExif(startsWithExif(exif) ? withoutPrefix(exif) : exif);
            } else {
                file.position(file.position() + length);
            }
            file.position(Math.min(file.limit(), file.position() + length % 2));
        }
    }

    /** The profile of an iCCP chunk: a name, a zero, a zero for the method, deflated bytes. */
    private static Optional<ICC_Profile> profileOf(byte[] chunk) {
        int nameLength = 0;
        while (nameLength < chunk.length && chunk[nameLength] != 0) {
            nameLength++;
        }
        int start = Math.min(chunk.length, nameLength + 2);
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            return Optional.of(ICC_Profile.getInstance(inflated.readNBytes(LARGEST_PROFILE)));
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty(); // no reason to refuse a photo
        }
    }

    private static byte[] bytes(ByteBuffer file, int length) {
        byte[] bytes = new byte[length];
        file.get(bytes);
        return bytes;
    }

    private static String name(ByteBuffer file) {
        return new String(bytes(file, 4), StandardCharsets.ISO_8859_1);
    }

    private static String printable(String type) {
        return type.replaceAll("[^A-Za-z]", "?");
    }

    private static boolean startsWithExif(byte[] segment) {
        return segment.length > EXIF_PREFIX.length
                && Arrays.equals(EXIF_PREFIX, Arrays.copyOf(segment, EXIF_PREFIX.length));
    }

    private static byte[] withoutPrefix(byte[] segment) {
        return Arrays.copyOfRange(segment, EXIF_PREFIX.length, segment.length);
    }
}
