package io.github.animegan.image.io;

import static io.github.animegan.image.io.UnreadableImageException.Reason.EMPTY;
import static io.github.animegan.image.io.UnreadableImageException.Reason.NOT_AN_IMAGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.UNSUPPORTED;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads picture files the way a person expects to see them: upright, whatever EXIF orientation the camera noted, and in sRGB,
 * whatever ICC profile is embedded (a broken one is ignored, with a line in the log).
 *
 * <p>Reads JPEG (baseline and progressive; gray, color, CMYK and YCCK), PNG (1 to 16 bits; gray, palette, alpha), BMP, TIFF
 * (its first picture), the first picture of a GIF at its place on the screen it is meant for, and WebP if TwelveMonkeys'
 * {@code imageio-webp} is on the class path. CMYK without a profile is taken for inks on coated paper.
 *
 * <p>Files may be hostile. The size a picture claims is checked against a limit, 100 megapixels unless set otherwise, before
 * its pixels are allocated, and anything wrong is an {@link UnreadableImageException}, never an unchecked exception. Reading
 * takes little more memory than the file and the resulting picture, 4 bytes a pixel, except for WebP, TIFF, BMP, GIF, CMYK
 * and interlaced PNG, which are decoded as a whole first; libjpeg keeps a progressive JPEG's coefficients beside the heap.
 *
 * <p>ImageIO's global settings and what is registered with it are neither used nor changed. Instances are immutable; threads
 * may share them.
 */
public final class PhotoReader {
    private final ReadSettings settings;

    private PhotoReader(ReadSettings settings) {
        this.settings = settings;
    }

    /** {@return a reader that refuses pictures of more than 100 megapixels, and gives others in full size} */
    public static PhotoReader create() {
        return new PhotoReader(ReadSettings.of(ImagePlugIns.installed()));
    }

    /** A reader as it would be without optional libraries, to test what it says then. */
    static PhotoReader withoutPlugIns() {
        return new PhotoReader(ReadSettings.of(ImagePlugIns.ofTheJdk()));
    }

    /**
     * {@return the same reader with another limit on width times height, as the file has them}
     *
     * @param pixels width times height, at least 1
     * @throws IllegalArgumentException if the limit is not positive
     */
    public PhotoReader withPixelLimit(long pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("the pixel limit must be positive, not " + pixels);
        }
        return new PhotoReader(settings.withPixelLimit(pixels));
    }

    /**
     * The same reader for pictures that will be reduced to a longest side anyway: it reduces far larger ones while it decodes
     * them, by a whole factor, each pixel the mean of a block. Their longest side remains at least twice the given one, so
     * that the filter of the final reduction has something to do; of a 24-megapixel photo for a result of 512 pixels only
     * 1200x800 pixels are ever in memory.
     *
     * @param longestSide of the final picture
     * @return such a reader; this one stays as it is
     * @throws IllegalArgumentException if it is not positive
     */
    public PhotoReader withTargetSize(int longestSide) {
        if (longestSide < 1) {
            throw new IllegalArgumentException("the target size must be positive, not " + longestSide);
        }
        return new PhotoReader(settings.withTargetSize(longestSide));
    }

    /**
     * {@return the same reader, which may run programs of the system for HEIC, AVIF and JPEG XL: {@code heif-convert}, {@code avifdec} or
     * {@code djxl}, if they are installed, in a temporary folder and with limits on time and memory} Unless allowed, none is run.
     *
     * @param allowed whether programs may be run
     */
    public PhotoReader withExternalConverters(boolean allowed) {
        return new PhotoReader(settings.withExternalConverters(allowed));
    }

    /**
     * The same reader, which may accept pictures of which the lower part is missing, as of a copy that was broken off: what is
     * there is kept, the rest is gray, and a line in the log says how much. Unless accepted they are refused with {@link
     * UnreadableImageException.Reason#CORRUPT}, and {@link UnreadableImageException#readable} tells whether some of it is there. Of
     * JPEG (baseline and progressive), PNG that is not interlaced and TIFF; all others are always refused.
     *
     * @param accepted whether such pictures are accepted
     * @return a reader that does so
     */
    public PhotoReader withDamaged(boolean accepted) {
        return new PhotoReader(settings.withDamaged(accepted));
    }

    /**
     * Reads a picture file.
     *
     * @param file a picture in a format of {@link PhotoReader}
     * @return the picture, upright and in sRGB: TYPE_INT_RGB, or TYPE_INT_ARGB if any of it is transparent
     * @throws UnreadableImageException if the file is no picture, a damaged one, too large, or of an unsupported kind
     * @throws IOException if the file cannot be opened or read
     */
    public BufferedImage read(Path file) throws IOException {
        return readPhoto(file).image();
    }

    /**
     * Reads a picture from a stream, to its end; does not close it.
     *
     * @param in the bytes of one picture file
     * @param name what to call the picture in messages
     * @return the picture, as {@link #read(Path)} gives it
     * @throws UnreadableImageException as {@link #read(Path)} does
     * @throws IOException if the stream cannot be read
     */
    public BufferedImage read(InputStream in, String name) throws IOException {
        return readPhoto(in, name).image();
    }

    /**
     * Reads a picture from the bytes of a file.
     *
     * @param file the bytes of one picture file; must not be written to meanwhile
     * @param name what to call the picture in messages
     * @return the picture, as {@link #read(Path)} gives it
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public BufferedImage read(byte[] file, String name) throws UnreadableImageException {
        return readPhoto(file, name).image();
    }

    /**
     * Reads a picture as {@link #read(Path)} does, and its EXIF data, which {@link PhotoWriter#withExif} can keep.
     *
     * @param file a picture in a format of {@link PhotoReader}
     * @return the picture and its EXIF data
     * @throws UnreadableImageException as {@link #read(Path)} does
     * @throws IOException if the file cannot be opened or read
     */
    public Photo readPhoto(Path file) throws IOException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(name, NOT_AN_IMAGE, "a folder, not a picture");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readPhoto(in, name, Files.size(file));
        }
    }

    /**
     * Reads a picture as {@link #read(InputStream, String)} does, and its EXIF data.
     *
     * @param in the bytes of one picture file
     * @param name what to call the picture in messages
     * @return the picture and its EXIF data
     * @throws UnreadableImageException as {@link #read(Path)} does
     * @throws IOException if the stream cannot be read
     */
    public Photo readPhoto(InputStream in, String name) throws IOException {
        return readPhoto(in, name, 0);
    }

    /** @param length of the stream in bytes, so that no second array is needed to find out; 0 if unknown */
    private Photo readPhoto(InputStream in, String name, long length) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, ImageFormat.HEAD_LENGTH);
        byte[] head = bytes.readNBytes(ImageFormat.HEAD_LENGTH);
        ImageFormat format = requireFormat(head, name); // before the rest: it may be a film
        bytes.unread(head);
        byte[] file = readFile(bytes, name, length);
        return new PhotoDecoder(name, format, file, settings).decode();
    }

    private byte[] readFile(InputStream in, String name, long length) throws IOException {
        int limit = settings.byteLimit();
        try {
            if (length <= 0 || length >= limit) {
                byte[] file = in.readNBytes(limit);
                if (file.length == limit) {
                    throw new UnreadableImageException(
                            name, TOO_LARGE, "too large: the file has more than " + limit + " bytes");
                }
                return file;
            }
            byte[] file = new byte[(int) length];
            int read = in.readNBytes(file, 0, file.length);
            return read == file.length ? file : Arrays.copyOf(file, read);
        } catch (OutOfMemoryError e) {
            // Of this array alone, so nothing is half done.
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: the file" + (length > 0 ? ", " + (length >> 20) + " MB in one piece," : "")
                            + " does not fit into this JVM's "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB of memory (see -Xmx)",
                    e);
        }
    }

    /**
     * Reads a picture as {@link #read(byte[], String)} does, and its EXIF data.
     *
     * @param file the bytes of one picture file; must not be written to meanwhile
     * @param name what to call the picture in messages
     * @return the picture and its EXIF data
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public Photo readPhoto(byte[] file, String name) throws UnreadableImageException {
        return new PhotoDecoder(name, requireFormat(file, name), file, settings).decode();
    }

    /**
     * The format of a file that begins like this.
     *
     * @throws UnreadableImageException if it is empty, or none that is read
     */
    private static ImageFormat requireFormat(byte[] head, String name) throws UnreadableImageException {
        if (head.length == 0) {
            throw new UnreadableImageException(name, EMPTY, "the file is empty");
        }
        ImageFormat format = ImageFormat.of(head)
                .orElseThrow(() -> new UnreadableImageException(
                        name, NOT_AN_IMAGE, "not a picture (JPEG, PNG, WebP, GIF, BMP and TIFF are read)"));
        if (format.isOnlyNamed()) {
            throw new UnreadableImageException(
                    name, UNSUPPORTED, "a " + format + " file, which cannot be read; convert it to JPEG or PNG first");
        }
        return format;
    }
}
