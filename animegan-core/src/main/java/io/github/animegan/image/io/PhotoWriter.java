package io.github.animegan.image.io;

import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.image.Images;
import io.github.animegan.image.io.codec.ImageEncoder;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.jpeg.JpegEncoder;
import io.github.animegan.image.io.png.PngEncoder;
import io.github.animegan.image.io.webp.WebPEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes pictures as PNG or WebP, with alpha, or as JPEG, over white where they are transparent; all in sRGB. WebP takes
 * {@code com.github.usefulness:webp-imageio} on the class path.
 *
 * <p>A file appears under its name complete or not at all, and a file that was there is replaced at that moment: even if the
 * process is killed meanwhile. What such a process leaves behind is a hidden file that the next one to write the same picture
 * removes.
 *
 * <p>ImageIO's global settings are neither used nor changed. Instances are immutable; threads may share them.
 */
public final class PhotoWriter {
    private static final double DEFAULT_JPEG_QUALITY = 0.92;
    private static final double DEFAULT_WEBP_QUALITY = 0.85;
    /** libwebp's middle way between time and size. */
    private static final float LOSSLESS_EFFORT = 0.5f;

    private final ImageEncoder encoder;
    private final Optional<Exif> exif;

    private PhotoWriter(ImageEncoder encoder, Optional<Exif> exif) {
        this.encoder = encoder;
        this.exif = exif;
    }

    /** {@return a writer of PNG, which keeps every pixel and the alpha} */
    public static PhotoWriter png() {
        return new PhotoWriter(PngEncoder::write, Optional.empty());
    }

    /**
     * {@return a writer of JPEG}
     *
     * @param quality from 0, small, to 1, good; 0.92 is a fair choice
     * @throws IllegalArgumentException if the quality is not in [0, 1]
     */
    public static PhotoWriter jpeg(double quality) {
        return new PhotoWriter(new JpegEncoder(checked("JPEG", quality)), Optional.empty());
    }

    /**
     * {@return a writer of lossy WebP}
     *
     * @param quality from 0, small, to 1, good; 0.85 is a fair choice
     * @throws IllegalArgumentException if the quality is not in [0, 1]
     */
    public static PhotoWriter webp(double quality) {
        return webp(ImagePlugIns.installed(), false, checked("WebP", quality));
    }

    /** {@return a writer of WebP that keeps every pixel; of wholly transparent ones the alpha only} */
    public static PhotoWriter webpLossless() {
        return webp(ImagePlugIns.installed(), true, LOSSLESS_EFFORT);
    }

    static PhotoWriter webp(ImagePlugIns plugIns, boolean lossless, float quality) {
        return new PhotoWriter(new WebPEncoder(plugIns, lossless, quality), Optional.empty());
    }

    /**
     * {@return the writer for a file by its name: {@code .png}, {@code .jpg} and {@code .jpeg} of quality 0.92, or {@code .webp}, lossy of
     * quality 0.85}
     *
     * @param file whose name counts, in any case of letters; it need not exist
     * @throws IllegalArgumentException if the name ends otherwise
     */
    public static PhotoWriter forFile(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return png();
        }
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return jpeg(DEFAULT_JPEG_QUALITY);
        }
        if (name.endsWith(".webp")) {
            return webp(DEFAULT_WEBP_QUALITY);
        }
        throw new IllegalArgumentException("pictures are written as .png, .jpg, .jpeg or .webp, not as " + file);
    }

    /**
     * {@return the same writer, which also writes a photo's EXIF data: camera, time, place if the photo has it} The orientation becomes
     * upright, the size that of the picture, and the thumbnail, which shows the photo, is dropped.
     *
     * @param data as a {@link PhotoReader} found it
     */
    public PhotoWriter withExif(Exif data) {
        return withExif(Optional.of(data));
    }

    /**
     * {@return the same as {@link #withExif(Exif)}, or no EXIF data at all: takes {@link Photo#exif()} as it is}
     *
     * @param data as a {@link PhotoReader} found it, or empty
     */
    public PhotoWriter withExif(Optional<Exif> data) {
        return new PhotoWriter(encoder, data);
    }

    /**
     * Looks whether this writer can write at all here: WebP takes a library, and a temporary folder for its native code. Told
     * before a picture is computed, it saves the time for one that could not be written.
     *
     * @throws IOException if it cannot, saying why and what to do
     */
    public void requireUsable() throws IOException {
        encoder.requireUsable();
    }

    /**
     * Writes the picture to a file, whatever its name ends with.
     *
     * @param image of any type; JPEG shows white where it is transparent
     * @param file to write, replaced if it exists
     * @throws IOException if that fails, naming the file and the reason; then no part of it is left, and a file that was there
     *     is as it was
     */
    public void write(BufferedImage image, Path file) throws IOException {
        UnfinishedFile.write(file, out -> write(image, out));
    }

    /**
     * Writes the picture to a stream, which is not closed.
     *
     * @param image of any type; JPEG shows white where it is transparent
     * @param out gets the bytes of one picture file
     * @throws IOException if the stream fails, or this writer cannot write here ({@link #requireUsable})
     */
    public void write(BufferedImage image, OutputStream out) throws IOException {
        encoder.write(
                image, exif.map(data -> data.forUpright(Images.sizeOf(image)).toByteArray()), out);
    }

    /**
     * {@return the bytes of a file with the picture}
     *
     * @param image of any type; JPEG shows white where it is transparent
     * @throws IOException if this writer cannot write here ({@link #requireUsable})
     */
    public byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(image, out);
        return out.toByteArray();
    }

    private static float checked(String format, double quality) {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException(format + " quality must be in [0, 1], not " + quality);
        }
        return (float) quality;
    }
}
