package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.io.codec.ImageEncoder;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures as baseline JPEG, with chrominance at half the resolution, over white where they are transparent.
 *
 * @param quality from 0 to 1
 */
public record JpegEncoder(float quality) implements ImageEncoder {
    /** A segment has 65533 bytes, of which the name of the format takes six. */
    private static final int LONGEST_EXIF = 65527;

    @Override
    public void write(BufferedImage image, Optional<byte[]> exif, OutputStream out) throws IOException {
        if (exif.isEmpty()) {
            write(image, out);
            return;
        }
        int length = exif.get().length;
        if (length > LONGEST_EXIF) {
            throw new IOException("EXIF data of " + length + " bytes does not fit into a JPEG file, which has room for "
                    + LONGEST_EXIF);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        write(image, jpeg);
        out.write(JpegFile.withExif(jpeg.toByteArray(), exif.get()));
    }

    private void write(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImagePlugIns.writer(ImageFormat.JPEG);
        try (var buffered = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(buffered);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.write(null, new IIOImage(opaque(image), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /** The image in a form that the writer takes as it is meant: alpha and foreign color spaces are not left to it. */
    private static BufferedImage opaque(BufferedImage image) {
        int type = image.getType();
        if (type == BufferedImage.TYPE_INT_RGB || type == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        PixelRows rows = ImageRows.of(image);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = overWhite(row[x]);
            }
            opaque.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return opaque;
    }

    private static int overWhite(int pixel) {
        int alpha = pixel >>> 24;
        return overWhite(pixel >> 16 & 0xff, alpha) << 16
                | overWhite(pixel >> 8 & 0xff, alpha) << 8
                | overWhite(pixel & 0xff, alpha);
    }

    private static int overWhite(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
