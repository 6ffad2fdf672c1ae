package io.github.animegan.video;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells animations from photos of the same kinds: GIF, PNG and WebP files may be either. */
public final class Animations {
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int GIF_HEADER = 13;
    private static final int GIF_IMAGE = 0x2C;
    private static final int GIF_EXTENSION = 0x21;

    private Animations() {}

    /**
     * {@return whether a file is a GIF with more than one picture, an APNG or an animated WebP}
     *
     * @param file of any kind; its content counts, not its name
     * @throws IOException if the file cannot be read
     */
    public static boolean isAnimation(Path file) throws IOException {
        if (WebpFrames.isAnimation(file)) {
            return true;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.mark(8);
            byte[] head = in.readNBytes(8);
            in.reset();
            if (head.length < 8) {
                return false;
            }
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("GIF8")) {
                return hasTwoPictures(in);
            }
            return java.nio.ByteBuffer.wrap(head).getLong() == PNG_SIGNATURE && hasAnimationControl(in);
        } catch (java.io.EOFException cutOff) {
            return false;
        }
    }

    /** An APNG says so before its first picture. */
    private static boolean hasAnimationControl(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        while (true) {
            int length = in.readInt();
            String name = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            if (name.equals("acTL")) {
                return true;
            }
            if (name.equals("IDAT") || length < 0) {
                return false;
            }
            in.skipNBytes(length + 4L);
        }
    }

    private static boolean hasTwoPictures(DataInputStream in) throws IOException {
        byte[] header = new byte[GIF_HEADER];
        in.readFully(header);
        skipColors(in, header[GIF_HEADER - 3]);
        int pictures = 0;
        while (true) {
            int block = in.readUnsignedByte();
            if (block == GIF_EXTENSION) {
                in.skipNBytes(1);
            } else if (block == GIF_IMAGE) {
                if (++pictures == 2) {
                    return true;
                }
                in.skipNBytes(8);
                skipColors(in, in.readByte());
                in.skipNBytes(1);
            } else {
                return false;
            }
            for (int size = in.readUnsignedByte(); size > 0; size = in.readUnsignedByte()) {
                in.skipNBytes(size);
            }
        }
    }

    private static void skipColors(DataInputStream in, int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            in.skipNBytes(3L << ((flags & 7) + 1));
        }
    }
}
