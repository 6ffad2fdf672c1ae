package io.github.animegan.image.io;

import static io.github.animegan.image.io.UnreadableImageException.Reason.CORRUPT;
import static io.github.animegan.image.io.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.UNSUPPORTED;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.ColorConversion;
import io.github.animegan.image.color.IccConversion;
import io.github.animegan.image.color.InkMixture;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes one file that {@link PhotoReader} has read. */
final class PhotoDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoReader.class);
    private static final int CMYK_COMPONENTS = 4;
    /** What a column takes while rows are at work: of bytes, of pixels and of sums. */
    private static final int WORKING_BYTES_PER_COLUMN = 64;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final ImageFormat format;
    private final byte[] file;
    private final PhotoReader settings;

    PhotoDecoder(String name, ImageFormat format, byte[] file, PhotoReader settings) {
        this.name = name;
        this.format = format;
        this.file = file;
        this.settings = settings;
    }

    Photo decode() throws UnreadableImageException {
        try {
            return switch (format) {
                case JPEG -> decodeJpeg();
                case PNG -> {
                    PngFile png = new PngFile(file);
                    yield decode(png.container(), new PngDecoder(png));
                }
                case GIF -> decode(Container.plain(), GifFile.source(file));
                case BMP -> decodeBmp();
                case TIFF -> {
                    TiffFile tiff = new TiffFile(file);
                    yield decode(tiff.container(), tiff.source());
                }
                case WEBP -> decodeWebP();
                case AVIF, HEIC ->
                    throw new IllegalStateException(format + " pictures are refused before they are read");
            };
        } catch (UnreadableImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // readers throw any of these on damaged files
            throw new UnreadableImageException(name, CORRUPT, "truncated or damaged " + format + ": " + oneLine(e), e);
        } catch (OutOfMemoryError e) {
            // Of one large array, so there is memory to go on with.
            throw new UnreadableImageException(name, TOO_LARGE, "too large for the memory of this JVM", e);
        }
    }

    private Photo decodeJpeg() throws IOException {
        JpegFile jpeg = new JpegFile(file);
        if (!jpeg.isOfCommonKind()) {
            throw unsupported("a JPEG of a rare kind (lossless, arithmetic-coded or of 12 bits); convert it first");
        }
        return decode(jpeg.container(), new JpegDecoder(jpeg));
    }

    private Photo decodeBmp() throws IOException {
        // At 30 is the kind of compression: 4 and 5 are a JPEG and a PNG inside, for printers.
        if (file.length > 33 && (file[30] == 4 || file[30] == 5) && file[14] >= 40) {
            throw unsupported("a BMP with a JPEG or PNG inside");
        }
        return decode(Container.plain(), ReaderSource.of(ImagePlugIns.reader(ImageFormat.BMP), file));
    }

    private Photo decodeWebP() throws IOException {
        ImageReader reader = settings.plugIns()
                .webpReader()
                .orElseThrow(() -> unsupported("WEBP pictures need a plug-in: "
                        + "add com.twelvemonkeys.imageio:imageio-webp to the class path"));
        WebPFile webp = new WebPFile(file);
        PixelSource pixels = ReaderSource.of(reader, webp.withoutMetadata());
        webp.requirePicturesOn(pixels.size());
        return decode(webp.container(), pixels);
    }

    private Photo decode(Container container, PixelSource pixels) throws IOException {
        try (pixels) {
            ImageSize size = pixels.size();
            int reduction = settings.reduction(size);
            ImageSize result = BoxReduction.reduce(size, reduction);
            requireAllowed(size, result, pixels.bytesPerPixel());
            UprightPicture picture = new UprightPicture(result, container.orientation());
            RowSink reduced = reduction == 1 ? picture : new BoxReduction(size, reduction, picture);
            pixels.readInto(conversion(container)
                    .<RowSink>map(toSrgb -> row -> {
                        toSrgb.convert(row, size.width());
                        reduced.accept(row);
                    })
                    .orElse(reduced));
            return new Photo(picture.toImage(), container.exif());
        }
    }

    /** A broken profile is no reason to refuse a photo. */
    private Optional<ColorConversion> conversion(Container container) {
        int components = container.components();
        if (container.profile().isPresent()) {
            try {
                return IccConversion.of(container.profile().get(), components);
            } catch (IllegalArgumentException unusable) {
                LOG.warn("{}: its colour profile is of no use and ignored: {}", name, oneLine(unusable));
            }
        }
        return components == CMYK_COMPONENTS ? Optional.of(new InkMixture()) : Optional.empty();
    }

    private void requireAllowed(ImageSize size, ImageSize result, int bytesPerPixel) throws UnreadableImageException {
        if (size.pixels() > settings.pixelLimit()) {
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: " + size + " pixels, and the limit is " + settings.pixelLimit() + " pixels");
        }
        long memory = Runtime.getRuntime().maxMemory();
        double need = (double) size.pixels() * bytesPerPixel
                + (double) result.pixels() * Integer.BYTES
                + (double) size.width() * WORKING_BYTES_PER_COLUMN;
        if (need > memory || size.pixels() > LARGEST_ARRAY) {
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: " + size + " pixels do not fit into this JVM's " + (memory >> 20)
                            + " MiB of memory (see -Xmx)");
        }
    }

    private UnreadableImageException unsupported(String explanation) {
        return new UnreadableImageException(name, UNSUPPORTED, explanation);
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
