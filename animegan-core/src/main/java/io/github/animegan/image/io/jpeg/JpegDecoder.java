package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Samples;
import io.github.animegan.image.io.codec.ByteArrayImageInputStream;
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
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

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

    private final JpegFile jpeg;
    private final int scans;
    private final int components;
    private final ImageReader reader;
    private final ImageSize size;
    private boolean cutOff;

    public JpegDecoder(JpegFile jpeg) throws IOException {
        this.jpeg = jpeg;
        this.scans = Math.max(1, jpeg.scans());
        this.components = jpeg.components();
        this.reader = ImagePlugIns.reader(ImageFormat.JPEG);
        try {
            reader.setInput(new ByteArrayImageInputStream(jpeg.withoutMetadata()), true, true);
            reader.addIIOReadWarningListener((source, warning) ->
                    cutOff |= warning.toLowerCase(Locale.ROOT).contains(CUT_OFF));
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
        if (cutOff) {
            throw new IIOException(CUT_OFF);
        }
    }

    private void readColors(PixelRowSink rows) throws IOException {
        int space = components == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        // The JDK decodes all rows anew for each scan of a progressive file; only the last time they are complete.
        RowRaster raster = new RowRaster(colors, size, scans, rows);
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(new BufferedImage(colors, raster, false, null));
        reader.read(0, settings);
        raster.requireComplete();
    }

    private void readInks(PixelRowSink rows) throws IOException {
        Raster raster = reader.readRaster(0, null);
        int[] samples = new int[CMYK_COMPONENTS * size.width()];
        int[] inks = new int[size.width()];
        int inversion = jpeg.hasInvertedInks() ? 0xffffffff : 0;
        for (int y = 0; y < size.height(); y++) {
            raster.getPixels(0, y, size.width(), 1, samples);
            for (int x = 0, i = 0; x < inks.length; x++, i += CMYK_COMPONENTS) {
                inks[x] = inversion
                        ^ (jpeg.isYcck()
                                ? inksOf(samples[i], samples[i + 1] - 128, samples[i + 2] - 128) | samples[i + 3]
                                : samples[i] << 24 | samples[i + 1] << 16 | samples[i + 2] << 8 | samples[i + 3]);
            }
            rows.accept(inks);
        }
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
