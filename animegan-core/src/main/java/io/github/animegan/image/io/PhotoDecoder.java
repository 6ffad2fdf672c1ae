package io.github.animegan.image.io;

import static io.github.animegan.image.io.UnreadableImageException.Reason.CORRUPT;
import static io.github.animegan.image.io.UnreadableImageException.Reason.OUT_OF_MEMORY;
import static io.github.animegan.image.io.UnreadableImageException.Reason.TOO_LARGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.UNSUPPORTED;

import io.github.animegan.heap.FreeHeap;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.ColorConversion;
import io.github.animegan.image.color.DeepConversion;
import io.github.animegan.image.color.IccConversion;
import io.github.animegan.image.color.InkMixture;
import io.github.animegan.image.io.bmp.BmpFile;
import io.github.animegan.image.io.codec.Damage;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.codec.Orientation;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.image.io.codec.ReaderSource;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import io.github.animegan.image.io.external.ExternalConverter;
import io.github.animegan.image.io.gif.GifFile;
import io.github.animegan.image.io.jpeg.JpegDecoder;
import io.github.animegan.image.io.jpeg.JpegFile;
import io.github.animegan.image.io.png.PngDecoder;
import io.github.animegan.image.io.png.PngFile;
import io.github.animegan.image.io.tiff.TiffFile;
import io.github.animegan.image.io.webp.WebPFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes one file that {@link PhotoReader} has read. */
final class PhotoDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoReader.class);
    private static final int CMYK_COMPONENTS = 4;
    /** The memory that a column of the picture takes while rows are decoded: bytes, pixels and sums. */
    private static final long WORKING_BYTES_PER_COLUMN = 64;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final ImageFormat format;
    private final byte[] file;
    private final ReadSettings settings;
    /** What to say if the memory is too little; better once the picture's size is known. */
    private String tooLarge;

    PhotoDecoder(String name, ImageFormat format, byte[] file, ReadSettings settings) {
        this.name = name;
        this.format = format;
        this.file = file;
        this.settings = settings;
        this.tooLarge = "too large: its file of " + megabytes(file.length) + " MB, and the picture,"
                + doNotFit(Runtime.getRuntime().maxMemory());
    }

    Photo decode() throws UnreadableImageException {
        FreeHeap.beginPicture();
        try {
            return switch (format) {
                case JPEG -> {
                    JpegFile jpeg = new JpegFile(file);
                    jpeg.requireSupported();
                    Photo photo = decode(jpeg.metadata(), new JpegDecoder(jpeg));
                    jpeg.leftOver().ifPresent(words -> LOG.warn("{}: {}", name, words));
                    yield photo;
                }
                case PNG -> {
                    PngFile png = new PngFile(file);
                    yield decode(png.metadata(), new PngDecoder(png));
                }
                case GIF -> {
                    GifFile gif = new GifFile(file);
                    yield decode(gif.metadata(), gif.source());
                }
                case BMP -> {
                    BmpFile bmp = new BmpFile(file);
                    yield decode(bmp.metadata(), bmp.source());
                }
                case TIFF -> {
                    TiffFile tiff = new TiffFile(file);
                    yield decode(tiff.metadata(), tiff.source());
                }
                case WEBP -> decodeWebP();
                default -> decodeByOthers();
            };
        } catch (UnreadableImageException e) {
            throw e;
        } catch (UnsupportedImageException e) {
            throw new UnreadableImageException(
                    name, UNSUPPORTED, e.getMessage() + ", which is not read; convert it to PNG first", e);
        } catch (IOException | RuntimeException e) { // readers throw any of these on damaged files
            throw new UnreadableImageException(name, CORRUPT, "truncated or damaged " + format + ": " + oneLine(e), e);
        } catch (OutOfMemoryError e) {
            // Of one large array, so there is memory to go on with. Others may have taken what there was when it was
            // tried.
            throw new UnreadableImageException(name, OUT_OF_MEMORY, tooLarge, e);
        } finally {
            FreeHeap.endPicture();
        }
    }

    /** By a reader that somebody registered with ImageIO, or else by a program of the system. */
    private Photo decodeByOthers() throws IOException {
        Optional<ImageReader> registered = ImagePlugIns.registeredReader(file);
        if (registered.isPresent()) {
            return decode(ImageMetadata.none(), ReaderSource.inSrgb(registered.get(), file));
        }
        Optional<ExternalConverter> converter =
                settings.externalConverters() ? ExternalConverter.find(format) : Optional.empty();
        if (converter.isEmpty()) {
            throw unsupported(format + " pictures are not read by themselves; " + ExternalConverter.advice(format)
                    + ", or convert it to JPEG or PNG first");
        }
        Path folder;
        try {
            folder = Files.createTempDirectory("animegan");
        } catch (IOException e) {
            throw unsupported(format + " pictures are converted in a temporary folder, and none can be made in "
                    + System.getProperty("java.io.tmpdir"));
        }
        try {
            List<Path> pictures = converter.get().convert(file, folder);
            if (Files.size(pictures.get(0)) > settings.byteLimit()) {
                throw new UnreadableImageException(
                        name, TOO_LARGE, "too large: its pixels take more than " + settings.byteLimit() + " bytes");
            }
            PngFile png = new PngFile(Files.readAllBytes(pictures.get(0)));
            return decode(png.metadata().withFrames(pictures.size()), new PngDecoder(png));
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path made : files.toList()) {
                    Files.deleteIfExists(made);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private Photo decodeWebP() throws IOException {
        ImageReader reader = settings.plugIns()
                .webpReader()
                .orElseThrow(() -> unsupported("WEBP pictures need a plug-in: "
                        + "add com.twelvemonkeys.imageio:imageio-webp to the class path"));
        WebPFile webp = new WebPFile(file);
        PixelSource pixels = ReaderSource.of(reader, webp.withoutMetadata());
        webp.requirePicturesOn(pixels.size());
        return decode(webp.metadata(), webp.pixels(pixels));
    }

    private Photo decode(ImageMetadata metadata, PixelSource pixels) throws IOException {
        try (pixels) {
            ImageSize size = pixels.size();
            int reduction = settings.reduction(size);
            ImageSize result = BoxReduction.reduce(size, reduction);
            requireAllowed(size, result, pixels.workingBytes());
            Optional<Exif> exif = metadata.exif().flatMap(Exif::of);
            Orientation orientation =
                    metadata.orientation().or(() -> exif.map(Exif::orientation)).orElse(Orientation.UPRIGHT);
            UprightPicture picture = new UprightPicture(result, orientation);
            PixelRowSink reduced = reduction == 1 ? picture : new BoxReduction(size, reduction, picture);
            PixelRowSink converted = conversion(metadata, pixels)
                    .<PixelRowSink>map(toSrgb -> row -> {
                        toSrgb.convert(row, size.width());
                        reduced.accept(row);
                    })
                    .orElse(reduced);
            read(pixels, new CountedRows(converted), reduced);
            if (metadata.frames() > 1) {
                LOG.warn("{}: {} pictures in one file; the first was taken", name, metadata.frames());
            }
            return new Photo(picture.toImage(), exif);
        }
    }

    /** Reads all rows; of a damaged picture those that are there, if such are accepted, with gray ones for the rest. */
    private void read(PixelSource pixels, CountedRows rows, PixelRowSink unconverted) throws IOException {
        ImageSize size = pixels.size();
        Optional<Damage> damage;
        @Nullable Exception cause = null;
        try {
            pixels.readInto(rows);
            damage = pixels.damage();
        } catch (UnsupportedImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // readers throw any of these on damaged files
            damage = Optional.of(new Damage(rows.count(), true, oneLine(e)));
            cause = e;
        }
        if (damage.isEmpty()) {
            return;
        }
        int whole = damage.get().wholeRows();
        String words = "truncated or damaged " + format + ": " + damage.get().words();
        if (whole > 0 && whole < size.height()) {
            // Rounded up, as a picture of which 0 % is missing would be whole.
            words += "; " + (100 - (int) (100L * whole / size.height())) + " % is missing, below row " + whole + " of "
                    + size.height();
        }
        if (damage.get().isSevere() && (!settings.damaged() || whole == 0)) {
            throw new UnreadableImageException(name, CORRUPT, words, (double) whole / size.height(), cause);
        }
        rows.fillUp(size.height(), size.width(), unconverted);
        LOG.warn("{}: {}", name, words);
    }

    /** The conversion of the rows that the source will give, which is told if it should give others. */
    private Optional<ColorConversion> conversion(ImageMetadata metadata, PixelSource pixels) {
        Optional<ColorConversion> conversion = conversion(metadata);
        Optional<DeepConversion> deep = pixels.isDeep() ? conversion.flatMap(ColorConversion::deep) : Optional.empty();
        if (deep.isEmpty()) {
            return conversion;
        }
        pixels.convertBy(deep.get());
        return Optional.empty();
    }

    /** A broken profile is no reason to refuse a photo. */
    private Optional<ColorConversion> conversion(ImageMetadata metadata) {
        int components = metadata.components();
        if (metadata.profile().isPresent()) {
            try {
                return IccConversion.of(metadata.profile().get(), components);
            } catch (IllegalArgumentException unusable) {
                LOG.warn("{}: its color profile is of no use and ignored: {}", name, oneLine(unusable));
            }
        }
        return components == CMYK_COMPONENTS ? Optional.of(new InkMixture()) : metadata.colors();
    }

    private void requireAllowed(ImageSize size, ImageSize result, long workingBytes) throws UnreadableImageException {
        if (size.pixels() > settings.pixelLimit()) {
            throw new UnreadableImageException(
                    name,
                    TOO_LARGE,
                    "too large: " + size + " pixels, and the limit is " + settings.pixelLimit() + " pixels");
        }
        long memory = Runtime.getRuntime().maxMemory();
        double need = (double) workingBytes
                + (double) result.pixels() * Integer.BYTES
                + (double) size.width() * WORKING_BYTES_PER_COLUMN;
        long picture = result.pixels() * Integer.BYTES;
        tooLarge = "too large: " + size + " pixels, which take " + megabytes((long) need + file.length) + " MB, "
                + megabytes(picture) + " MB of it in one piece," + doNotFit(memory);
        if (need > memory
                || size.pixels() > LARGEST_ARRAY
                || !FreeHeap.holds(picture, workingBytes, size.width() * WORKING_BYTES_PER_COLUMN)) {
            throw new UnreadableImageException(name, OUT_OF_MEMORY, tooLarge);
        }
    }

    private static String doNotFit(long memory) {
        return " do not fit into this JVM's " + megabytes(memory) + " MB of memory (see -Xmx)";
    }

    private static long megabytes(long bytes) {
        return (bytes >> 20) + 1;
    }

    private UnreadableImageException unsupported(String explanation) {
        return new UnreadableImageException(name, UNSUPPORTED, explanation);
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? "it makes no sense"
                : message.strip().replaceAll("\\s+", " ");
    }
}
