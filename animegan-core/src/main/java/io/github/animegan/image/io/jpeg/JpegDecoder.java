package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Samples;
import io.github.animegan.image.io.codec.ByteArrayImageInputStream;
import io.github.animegan.image.io.codec.Damage;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the pixels of a JPEG file with the JDK's libjpeg, row by row: gray, color, and CMYK, whose four components it
 * hands on as they are.
 */
public final class JpegDecoder implements PixelSource {
    private static final int CMYK_COMPONENTS = 4;
    /** Some encoders write a dozen, and none a hundred. */
    private static final int MOST_SCANS = 100;

    /** The limit on scans times pixels: 15 scans over the largest picture that is read by default, seconds of work. */
    private static final long MOST_PIXELS_OF_ALL_SCANS = 1_500_000_000L;
    /** libjpeg's words where the data of a scan ended too early and the rest of the picture is gray. */
    private static final String CUT_OFF = "premature end of data segment";
    /** How its words begin where data make no sense, and how they go on where some are only too many. */
    private static final String DAMAGED = "Corrupt JPEG data";

    private static final String HARMLESS = "extraneous bytes";

    private final JpegFile jpeg;
    private final int scans;
    private final int components;
    /** Whether the chrominance is still to be interpolated. */
    private final boolean hasTallChroma;

    private final ImageReader reader;
    private final ImageSize size;
    /** The picture while it is decoded row by row. */
    private @Nullable RowRaster raster;

    private Optional<Damage> damage = Optional.empty();

    public JpegDecoder(JpegFile jpeg) throws IOException {
        this.jpeg = jpeg;
        this.scans = Math.max(1, jpeg.scans());
        this.components = jpeg.components();
        this.hasTallChroma = (jpeg.isTallChroma(1) || jpeg.isTallChroma(2)) && RowsOfChroma.areRepeated();
        this.reader = ImagePlugIns.reader(ImageFormat.JPEG);
        try {
            reader.setInput(new ByteArrayImageInputStream(jpeg.withoutMetadata(hasTallChroma)), true, true);
            reader.addIIOReadWarningListener((source, warning) -> notice(warning));
            this.size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
            if (scans > MOST_SCANS || scans * size.pixels() > MOST_PIXELS_OF_ALL_SCANS) {
                throw new IIOException(scans + " scans over " + size + " pixels");
            }
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw e;
        }
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public long workingBytes() {
        return components == CMYK_COMPONENTS ? CMYK_COMPONENTS * size.pixels() : 0;
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        if (components == CMYK_COMPONENTS) {
            readInks(rows);
        } else {
            readColors(rows);
        }
        if (damage.isEmpty() && !jpeg.hasEnd() && (scans > 1 || jpeg.lacksScans())) {
            boolean isCoarse = jpeg.lacksScans();
            String words =
                    "it ends after " + scans + " scans of its pixels and " + (isCoarse ? "is" : "may be") + " coarse";
            damage = Optional.of(new Damage(size.height(), isCoarse, words));
        }
    }

    @Override
    public Optional<Damage> damage() {
        return damage;
    }

    /** Takes the first severe warning of libjpeg's, or else the first. */
    private void notice(String warning) {
        boolean isCutOff = warning.toLowerCase(Locale.ROOT).contains(CUT_OFF);
        boolean isDamaged = warning.startsWith(DAMAGED) && !warning.contains(HARMLESS);
        if ((damage.isPresent() && damage.get().isSevere()) || (!isCutOff && (!isDamaged || damage.isPresent()))) {
            return;
        }
        if (raster != null && raster.pass() > 1) {
            String words = "%s, in scan %d of its pixels: coarse below row %d of %d"
                    .formatted(warning, raster.pass(), raster.rowsOfPass(), size.height());
            damage = Optional.of(new Damage(size.height(), isCutOff, words));
        } else {
            int rows = raster == null ? 0 : raster.rowsOfPass(); // of inks they are counted afterwards
            damage = Optional.of(new Damage(rows, isCutOff, warning));
        }
    }

    private void readColors(PixelRowSink rows) throws IOException {
        int space = components == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        // The JDK decodes all rows anew for each scan of a progressive file; only the last time they are complete.
        PixelRowSink sink =
                hasTallChroma ? new TallChroma(size, jpeg.isTallChroma(1), jpeg.isTallChroma(2), rows) : rows;
        RowRaster decoded = new RowRaster(colors, size, scans, sink);
        raster = decoded;
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(new BufferedImage(colors, decoded, false, null));
        reader.read(0, settings);
        decoded.requireComplete();
    }

    private void readInks(PixelRowSink rows) throws IOException {
        Raster decoded = reader.readRaster(0, null);
        damage = damage.map(cut -> new Damage(rowsBeforeTheGray(decoded), cut.isSevere(), cut.words()));
        int[] samples = new int[CMYK_COMPONENTS * size.width()];
        int[] inks = new int[size.width()];
        int inversion = jpeg.hasInvertedInks() ? 0xffffffff : 0;
        for (int y = 0; y < size.height(); y++) {
            decoded.getPixels(0, y, size.width(), 1, samples);
            for (int x = 0, i = 0; x < inks.length; x++, i += CMYK_COMPONENTS) {
                inks[x] = inversion
                        ^ (jpeg.isYcck()
                                ? inksOf(samples[i], samples[i + 1] - 128, samples[i + 2] - 128) | samples[i + 3]
                                : samples[i] << 24 | samples[i + 1] << 16 | samples[i + 2] << 8 | samples[i + 3]);
            }
            rows.accept(inks);
        }
    }

    /** How many rows come before the last ones that are all the same, which is how libjpeg fills up what is missing. */
    private static int rowsBeforeTheGray(Raster decoded) {
        int width = decoded.getWidth();
        int height = decoded.getHeight();
        int[] last = decoded.getPixels(0, height - 1, width, 1, (int[]) null);
        int rows = height - 1;
        while (rows > 0 && Arrays.equals(last, decoded.getPixels(0, rows - 1, width, 1, (int[]) null))) {
            rows--;
        }
        return rows;
    }

    /** Cyan, magenta and yellow in the upper bytes: what JFIF's red, green and blue leave of white. */
    private static int inksOf(int y, int cb, int cr) {
        int red = Samples.clamp(y + 1.402f * cr);
        int green = Samples.clamp(y - 0.344136f * cb - 0.714136f * cr);
        int blue = Samples.clamp(y + 1.772f * cb);
        return (255 - red) << 24 | (255 - green) << 16 | (255 - blue) << 8;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
