package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/** The pixels of a file that an ImageIO reader decodes as a whole: its first picture, at its place on a transparent page. */
final class ReaderSource implements PixelSource {
    /** A raster of up to four samples, and as much again while the reader is at work. */
    private static final int BYTES_PER_PIXEL = 8;

    private final ImageReader reader;
    private final ImageSize page;
    private final int left;
    private final int top;

    private ReaderSource(ImageReader reader, ImageSize page, int left, int top) {
        this.reader = reader;
        this.page = page;
        this.left = left;
        this.top = top;
    }

    /** The source takes the reader over, also if it fails. */
    static ReaderSource of(ImageReader reader, byte[] file) throws IOException {
        return of(reader, file, 0, 0, 1, 1);
    }

    /** A page at least as large as given: where the picture does not fit onto it, it is larger. */
    static ReaderSource of(ImageReader reader, byte[] file, int left, int top, int pageWidth, int pageHeight)
            throws IOException {
        try {
            reader.setInput(new ByteArrayImageInputStream(file), true, true);
            ImageSize page = new ImageSize(
                    Math.max(pageWidth, Math.addExact(left, reader.getWidth(0))),
                    Math.max(pageHeight, Math.addExact(top, reader.getHeight(0))));
            return new ReaderSource(reader, page, left, top);
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
    public int bytesPerPixel() {
        return BYTES_PER_PIXEL;
    }

    @Override
    public void readInto(RowSink rows) throws IOException {
        BufferedImage image = reader.read(0);
        PixelRows pixels = PixelRows.unconverted(image);
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
