package io.github.animegan.image;

import static io.github.animegan.image.UnreadableImageException.Reason.CORRUPT;
import static io.github.animegan.image.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.UnreadableImageException.Reason.UNSUPPORTED;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Decodes one file that {@link PhotoReader} has read. */
final class PhotoDecoder {
    private static final int CMYK_COMPONENTS = 4;
    /** What reading may need at its peak for a pixel: the reader's raster and two copies of ours. */
    private static final int WORKING_BYTES_PER_PIXEL = 12;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    /** libjpeg's words where the data of a scan ended too early and the rest of the picture is grey. */
    private static final String CUT_OFF = "premature end of data segment";

    /** The words of those JDKs whose reader knows no CMYK. */
    private static final String NO_CMYK = "Unsupported Image Type";

    private final String name;
    private final ImageFormat format;
    private final byte[] file;
    private final long pixelLimit;

    PhotoDecoder(String name, ImageFormat format, byte[] file, long pixelLimit) {
        this.name = name;
        this.format = format;
        this.file = file;
        this.pixelLimit = pixelLimit;
    }

    BufferedImage decode(ImagePlugIns plugIns) throws UnreadableImageException {
        Container container;
        try {
            container = Container.read(format, file);
        } catch (EOFException e) {
            throw new UnreadableImageException(name, CORRUPT, "truncated or damaged " + format + ": " + oneLine(e), e);
        }
        boolean cmyk = container.components() == CMYK_COMPONENTS;
        List<ImageReader> readers = plugIns.of(format, cmyk);
        try {
            return decode(readers, container);
        } catch (OutOfMemoryError e) {
            // Of one large array, so there is memory to go on with.
            throw new UnreadableImageException(name, TOO_LARGE, "too large for the memory of this JVM", e);
        } finally {
            readers.forEach(ImageReader::dispose);
        }
    }

    private BufferedImage decode(List<ImageReader> readers, Container container) throws UnreadableImageException {
        Exception failure = null;
        for (ImageReader reader : readers) {
            try {
                return decode(reader, container);
            } catch (UnreadableImageException e) {
                throw e;
            } catch (IOException | RuntimeException e) { // readers throw any of these on damaged files
                failure = failure == null ? e : failure;
            }
        }
        throw explain(failure, container);
    }

    private BufferedImage decode(ImageReader reader, Container container) throws IOException {
        boolean[] cutOff = new boolean[1];
        try (var in = new ByteArrayImageInputStream(file)) {
            reader.setInput(in, true, true);
            requireAllowedSize(reader.getWidth(0), reader.getHeight(0));
            reader.addIIOReadWarningListener((source, warning) ->
                    cutOff[0] |= warning.toLowerCase(Locale.ROOT).contains(CUT_OFF));
            BufferedImage image = reader.read(0);
            if (cutOff[0]) {
                throw new IIOException(CUT_OFF);
            }
            return upright(image, container);
        }
    }

    private void requireAllowedSize(int width, int height) throws UnreadableImageException {
        long pixels = (long) width * height;
        if (pixels > pixelLimit) {
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: " + width + "x" + height + " pixels, and the limit is " + pixelLimit + " pixels");
        }
        long memory = Runtime.getRuntime().maxMemory();
        if (pixels > Math.min(memory / WORKING_BYTES_PER_PIXEL, LARGEST_ARRAY)) {
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: " + width + "x" + height + " pixels do not fit into this JVM's " + (memory >> 20)
                            + " MiB of memory (see -Xmx)");
        }
    }

    private static BufferedImage upright(BufferedImage image, Container container) {
        PixelRows rows =
                container.profile().map(profile -> PixelRows.of(image, profile)).orElseGet(() -> PixelRows.of(image));
        ImageSize size = ImageSize.of(image);
        ImageSize uprightSize = container.orientation().uprightSize(size);
        int[] upright = new int[Math.toIntExact(size.pixels())];
        int[] row = new int[size.width()];
        int all = PixelRows.OPAQUE;
        for (int y = 0; y < size.height(); y++) {
            rows.read(y, row);
            for (int pixel : row) {
                all &= pixel;
            }
            container.orientation().place(row, y, size, upright);
        }
        boolean transparent = all >>> 24 != 255;
        return new Pixels(uprightSize.width(), uprightSize.height(), transparent, upright).toImage();
    }

    private UnreadableImageException explain(@Nullable Exception failure, Container container) {
        if (failure == null) {
            return new UnreadableImageException(
                    name,
                    UNSUPPORTED,
                    format + " pictures need a plug-in: add com.twelvemonkeys.imageio:imageio-" + format.imageIoName()
                            + " to the class path");
        }
        if (container.components() == CMYK_COMPONENTS && oneLine(failure).contains(NO_CMYK)) {
            return new UnreadableImageException(
                    name,
                    UNSUPPORTED,
                    "a CMYK JPEG that needs a plug-in: add com.twelvemonkeys.imageio:imageio-jpeg to the class path",
                    failure);
        }
        return new UnreadableImageException(
                name, CORRUPT, "truncated or damaged " + format + ": " + oneLine(failure), failure);
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
