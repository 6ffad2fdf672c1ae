package io.github.animegan.image;

import static io.github.animegan.image.UnreadableImageException.Reason.EMPTY;
import static io.github.animegan.image.UnreadableImageException.Reason.NOT_AN_IMAGE;
import static io.github.animegan.image.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.UnreadableImageException.Reason.UNSUPPORTED;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads picture files the way a person expects to see them: upright, whatever EXIF orientation the camera noted, and in sRGB,
 * whatever ICC profile is embedded (a broken one is ignored).
 *
 * <p>Reads JPEG (baseline and progressive, grey, colour and CMYK), PNG (1 to 16 bits, grey, palette, alpha), BMP and the
 * first picture of a GIF. With TwelveMonkeys' ImageIO plug-ins on the class path it also reads WebP ({@code imageio-webp}),
 * and converts CMYK by its embedded profile instead of roughly ({@code imageio-jpeg}).
 *
 * <p>Files may be hostile. The size a picture claims is checked against a limit, 100 megapixels unless set otherwise, before
 * its pixels are allocated, and anything wrong is an {@link UnreadableImageException}, never an unchecked exception.
 * ImageIO's global settings are neither used nor changed. Instances are immutable; threads may share them.
 */
public final class PhotoReader {
    private static final long DEFAULT_PIXEL_LIMIT = 100_000_000;
    /** 16 bits for each of four channels: no honest file has more bytes than that for its pixels, and some metadata. */
    private static final int LARGEST_BYTES_PER_PIXEL = 8;

    private static final long METADATA_ALLOWANCE = 16 << 20;

    private final long pixelLimit;
    private final ImagePlugIns plugIns;

    private PhotoReader(long pixelLimit, ImagePlugIns plugIns) {
        this.pixelLimit = pixelLimit;
        this.plugIns = plugIns;
    }

    /** A reader that refuses pictures of more than 100 megapixels. */
    public static PhotoReader create() {
        return new PhotoReader(DEFAULT_PIXEL_LIMIT, ImagePlugIns.installed());
    }

    /** A reader as it would be without plug-ins, to test what it says then. */
    static PhotoReader withoutPlugIns() {
        return new PhotoReader(DEFAULT_PIXEL_LIMIT, ImagePlugIns.ofTheJdk());
    }

    /**
     * The same reader with another limit on width times height.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    public PhotoReader withPixelLimit(long pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("the pixel limit must be positive, not " + pixels);
        }
        return new PhotoReader(pixels, plugIns);
    }

    /**
     * Reads a picture file: TYPE_INT_RGB, or TYPE_INT_ARGB if any of it is transparent.
     *
     * @throws UnreadableImageException if the file is no picture, a damaged one, too large, or of an unsupported kind
     * @throws IOException if the file cannot be opened or read
     */
    public BufferedImage read(Path file) throws IOException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new UnreadableImageException(name, NOT_AN_IMAGE, "a folder, not a picture");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name);
        }
    }

    /**
     * Reads a picture from a stream, to its end; does not close it.
     *
     * @param name what to call the picture in messages
     * @throws UnreadableImageException as {@link #read(Path)} does
     * @throws IOException if the stream cannot be read
     */
    public BufferedImage read(InputStream in, String name) throws IOException {
        byte[] head = in.readNBytes(ImageFormat.HEAD_LENGTH);
        ImageFormat format = format(head, name); // before the rest: it may be a film
        int limit = byteLimit();
        byte[] rest = in.readNBytes(limit);
        if (rest.length == limit) {
            throw new UnreadableImageException(
                    name, TOO_LARGE, "too large: the file has more than " + limit + " bytes");
        }
        byte[] file = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, file, head.length, rest.length);
        return new PhotoDecoder(name, format, file, pixelLimit).decode(plugIns);
    }

    /**
     * Reads a picture from the bytes of a file.
     *
     * @param name what to call the picture in messages
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public BufferedImage read(byte[] file, String name) throws UnreadableImageException {
        return new PhotoDecoder(name, format(file, name), file, pixelLimit).decode(plugIns);
    }

    private int byteLimit() {
        long limit = pixelLimit > Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : pixelLimit * LARGEST_BYTES_PER_PIXEL + METADATA_ALLOWANCE;
        return (int) Math.min(limit, Integer.MAX_VALUE - 64);
    }

    private static ImageFormat format(byte[] head, String name) throws UnreadableImageException {
        if (head.length == 0) {
            throw new UnreadableImageException(name, EMPTY, "the file is empty");
        }
        ImageFormat format = ImageFormat.of(head)
                .orElseThrow(() -> new UnreadableImageException(
                        name, NOT_AN_IMAGE, "not a picture (JPEG, PNG, WebP, GIF and BMP are read)"));
        if (!format.isReadable()) {
            throw new UnreadableImageException(
                    name, UNSUPPORTED, format + " pictures cannot be read; convert it to JPEG or PNG first");
        }
        return format;
    }
}
