package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures as PNG, with alpha, or as JPEG, over white where they are transparent; both in sRGB.
 *
 * <p>A file appears under its name complete or not at all, and a file that was there is replaced at that moment. ImageIO's
 * global settings are neither used nor changed. Instances are immutable; threads may share them.
 */
public final class PhotoWriter {
    private static final double DEFAULT_JPEG_QUALITY = 0.92;
    /** Deflater level 3 in the JDK's writer: a tenth faster than its default of 4, for files hardly larger. */
    private static final float PNG_QUALITY = 0.7f;

    private final ImageFormat format;
    private final float quality;

    private PhotoWriter(ImageFormat format, float quality) {
        this.format = format;
        this.quality = quality;
    }

    public static PhotoWriter png() {
        return new PhotoWriter(ImageFormat.PNG, PNG_QUALITY);
    }

    /**
     * A writer of JPEG.
     *
     * @param quality from 0, small, to 1, good; 0.92 is a fair choice
     * @throws IllegalArgumentException if the quality is not in [0, 1]
     */
    public static PhotoWriter jpeg(double quality) {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("JPEG quality must be in [0, 1], not " + quality);
        }
        return new PhotoWriter(ImageFormat.JPEG, (float) quality);
    }

    /**
     * The writer for a file by its name: {@code .png}, or {@code .jpg} and {@code .jpeg} of quality 0.92.
     *
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
        throw new IllegalArgumentException("pictures are written as .png, .jpg or .jpeg, not as " + file);
    }

    /**
     * Writes the picture to a file, whatever its name ends with.
     *
     * @throws IOException if that fails; then no part of it is left, and a file that was there is as it was
     */
    public void write(BufferedImage image, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException(file + ": a folder is in the way of the picture");
        }
        // Not createTempFile: the picture would keep its permissions, readable for the owner only.
        Path unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                write(image, out);
            }
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Writes the picture to a stream, which is not closed. */
    public void write(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImagePlugIns.writer(format);
        try (var buffered = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(buffered);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.write(null, new IIOImage(writable(image), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /** An image that the format's writer takes as it is meant: grey or foreign colour spaces are not left to it. */
    private BufferedImage writable(BufferedImage image) {
        int type = image.getType();
        boolean alphaAllowed = format == ImageFormat.PNG;
        if (type == BufferedImage.TYPE_INT_RGB
                || type == BufferedImage.TYPE_3BYTE_BGR
                || (alphaAllowed && type == BufferedImage.TYPE_INT_ARGB)) {
            return image;
        }
        Pixels pixels = Pixels.of(image);
        if (alphaAllowed) {
            return pixels.toImage();
        }
        for (int i = 0; i < pixels.argb.length; i++) {
            pixels.argb[i] = overWhite(pixels.argb[i]);
        }
        return new Pixels(pixels.width, pixels.height, false, pixels.argb).toImage();
    }

    private static int overWhite(int pixel) {
        int alpha = pixel >>> 24;
        return PixelRows.OPAQUE
                | overWhite(pixel >> 16 & 0xff, alpha) << 16
                | overWhite(pixel >> 8 & 0xff, alpha) << 8
                | overWhite(pixel & 0xff, alpha);
    }

    private static int overWhite(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
