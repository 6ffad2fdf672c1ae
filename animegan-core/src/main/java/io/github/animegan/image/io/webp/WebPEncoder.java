package io.github.animegan.image.io.webp;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.io.codec.ImageEncoder;
import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures as WebP with the optional library webp-imageio, which brings Google's libwebp.
 *
 * @param lossless whether every visible pixel is kept
 * @param quality from 0 to 1; if lossless, of the effort
 */
public record WebPEncoder(ImagePlugIns plugIns, boolean lossless, float quality) implements ImageEncoder {
    private static final int LONGEST_SIDE = 16383;

    @Override
    public void requireUsable() throws IOException {
        requireWriter().dispose();
        requireFolderForLibrary();
    }

    private ImageWriter requireWriter() throws IOException {
        return plugIns.webpWriter()
                .orElseThrow(() -> new IOException("WebP is written with a plug-in: "
                        + "add com.github.usefulness:webp-imageio to the class path"));
    }

    /** The plug-in unpacks its library there; where that fails, it prints a trace instead of saying so. */
    private static void requireFolderForLibrary() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
        Path probe;
        try {
            probe = Files.createTempFile(folder, "animegan", ".probe");
        } catch (IOException e) {
            throw new IOException(
                    "WebP is written with a native library, which needs a temporary folder: none can be used at "
                            + folder + " (see -Djava.io.tmpdir)",
                    e);
        }
        try {
            if (probe.toFile().setExecutable(true) && !Files.isExecutable(probe)) {
                throw new IOException(
                        "WebP is written with a native library, but nothing may be executed in the temporary"
                                + " folder " + folder + " (see -Djava.io.tmpdir)");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    @Override
    public void write(BufferedImage image, Optional<byte[]> exif, OutputStream out) throws IOException {
        ImageSize size = Images.sizeOf(image);
        if (size.longestSide() > LONGEST_SIDE) {
            throw new IOException("a picture of " + size + " is too large for WebP, whose limit is " + LONGEST_SIDE
                    + " pixels a side");
        }
        ImageWriter writer = requireWriter();
        requireFolderForLibrary();
        ByteArrayOutputStream webp = new ByteArrayOutputStream();
        try (var buffered = new MemoryCacheImageOutputStream(webp)) {
            writer.setOutput(buffered);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(lossless ? "Lossless" : "Lossy");
            settings.setCompressionQuality(quality);
            writer.write(null, new IIOImage(packed(image), null, null), settings);
        } catch (LinkageError e) {
            throw new IOException("webp-imageio has no library for this machine: " + e.getMessage(), e);
        } finally {
            writer.dispose();
        }
        byte[] file = webp.toByteArray();
        out.write(exif.isPresent() ? WebPFile.withExif(file, size, exif.get()) : file);
    }

    private static BufferedImage packed(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        if (image.getType() == type) {
            return image;
        }
        BufferedImage packed = new BufferedImage(image.getWidth(), image.getHeight(), type);
        PixelRows rows = ImageRows.of(image);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row);
            packed.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return packed;
    }
}
