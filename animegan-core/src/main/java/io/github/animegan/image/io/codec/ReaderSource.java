package io.github.animegan.image.io.codec;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import javax.imageio.ImageReader;

/** The pixels of a file that an ImageIO reader decodes as a whole: its first picture, at its place on a transparent page. */
public final class ReaderSource implements PixelSource {
    /** A raster of up to four samples, and as much again while the reader is at work. */
    private static final int BYTES_PER_PIXEL = 8;

    private final ImageReader reader;
    private final ImageSize page;
    private final int left;
    private final int top;
    /** How the rows of the picture that the reader gives are to be read. */
    private final Function<BufferedImage, PixelRows> rowsOf;

    private ReaderSource(
            ImageReader reader, ImageSize page, int left, int top, Function<BufferedImage, PixelRows> rowsOf) {
        this.reader = reader;
        this.page = page;
        this.left = left;
        this.top = top;
        this.rowsOf = rowsOf;
    }

    /** A source whose reader says itself in what color space its picture is. */
    public static ReaderSource inSrgb(ImageReader reader, byte[] file) throws IOException {
        ReaderSource source = of(reader, file);
        return new ReaderSource(reader, source.page, 0, 0, ImageRows::of);
    }

    /** The source takes the reader over, also if it fails. */
    public static ReaderSource of(ImageReader reader, byte[] file) throws IOException {
        return of(reader, file, 0, 0, 1, 1);
    }

    /** A page at least as large as given: where the picture does not fit onto it, it is larger. */
    public static ReaderSource of(ImageReader reader, byte[] file, int left, int top, int pageWidth, int pageHeight)
            throws IOException {
        try {
            reader.setInput(new ByteArrayImageInputStream(file), true, true);
            ImageSize page = new ImageSize(
                    Math.max(pageWidth, Math.addExact(left, reader.getWidth(0))),
                    Math.max(pageHeight, Math.addExact(top, reader.getHeight(0))));
            return new ReaderSource(reader, page, left, top, ImageRows::unconverted);
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw e;
        }
    }

    @Override
    public ImageSize size() {
        return page;
    }

    @Override
    public long workingBytes() {
        return BYTES_PER_PIXEL * page.pixels();
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        BufferedImage image = reader.read(0);
        PixelRows pixels = rowsOf.apply(image);
        int[] line = new int[image.getWidth()];
        int[] row = new int[page.width()];
        for (int y = 0; y < page.height(); y++) {
            Arrays.fill(row, 0);
            if (y >= top && y < top + image.getHeight()) {
                pixels.read(y - top, line);
                System.arraycopy(line, 0, row, left, line.length);
            }
            rows.accept(row);
        }
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
