package io.github.animegan.examples.cli;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/** Small photos of all kinds, written by ImageIO. */
final class TestPhotos {
    private TestPhotos() {}

    static BufferedImage photo(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.GREEN);
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        return image;
    }

    static Path png(Path file, int width, int height) throws IOException {
        return png(file, photo(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static Path png(Path file, BufferedImage image) throws IOException {
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    static Path jpeg(Path file, int width, int height) throws IOException {
        ImageIO.write(photo(width, height, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
        return file;
    }

    /** Four channels, which is CMYK. */
    static Path cmykJpeg(Path file, int width, int height) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** Left half transparent. */
    static BufferedImage halfTransparent(int width, int height) {
        BufferedImage image = photo(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                image.setRGB(x, y, image.getRGB(x, y) & 0xffffff);
            }
        }
        return image;
    }

    static BufferedImage sixteenBits(int width, int height) {
        return photo(width, height, BufferedImage.TYPE_USHORT_GRAY);
    }

    /** The signature and IHDR of an RGB picture; nothing else. */
    static Path pngHeader(Path file, int width, int height) throws IOException {
        byte[] chunk = ByteBuffer.allocate(25)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(Arrays.copyOfRange(chunk, 4, 21));
        ByteBuffer.wrap(chunk).putInt(21, (int) checksum.getValue());
        byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        return Files.write(
                file, ByteBuffer.allocate(33).put(signature).put(chunk).array());
    }

    /** A JPEG with EXIF data of one entry, the camera's make. */
    static Path withExifMake(Path file, int width, int height, String make) throws IOException {
        byte[] jpeg = Files.readAllBytes(jpeg(file, width, height));
        byte[] text = (make + "\0").getBytes(StandardCharsets.US_ASCII);
        int headLength = 6 + 8 + 2 + 12 + 4; // EXIF's mark, TIFF's header, one entry and no next directory
        ByteBuffer exif = ByteBuffer.allocate(4 + headLength + text.length)
                .putShort((short) 0xffe1)
                .putShort((short) (2 + headLength + text.length))
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x010f)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(headLength - 6)
                .putInt(0)
                .put(text);
        return Files.write(
                file,
                ByteBuffer.allocate(jpeg.length + exif.capacity())
                        .put(jpeg, 0, 2)
                        .put(exif.array())
                        .put(jpeg, 2, jpeg.length - 2)
                        .array());
    }

    /** The first half of a good file. */
    static Path cutOff(Path file, Path good) throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        return Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }
}
