package io.github.animegan.image.io.png;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.DeepConversion;
import io.github.animegan.image.io.codec.Damage;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.math.Ints;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decodes the pixels of a PNG file: all of the standard's color types, bit depths and filters, interlaced or not. Row by
 * row, except that an interlaced picture has to be put together first.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics specification, third edition</a>
 */
public final class PngDecoder implements PixelSource {
    private static final PngFilter[] FILTERS = PngFilter.values();
    /** Adam7: first column and row, step along columns and rows of each pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final PngFile png;
    private final ImageSize size;
    private final PngSamples samples;
    private final Inflater inflater = new Inflater();
    private final Iterator<PngFile.Piece> pieces;

    public PngDecoder(PngFile png) {
        this.png = png;
        this.size = png.size();
        this.samples = new PngSamples(png);
        this.pieces = png.pixels().iterator();
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public long workingBytes() {
        return png.isInterlaced() ? Integer.BYTES * size.pixels() : 0;
    }

    @Override
    public boolean isDeep() {
        return png.bitDepth() == 16;
    }

    @Override
    public void convertBy(DeepConversion conversion) {
        samples.convertBy(conversion);
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        try {
            decode(rows);
        } catch (IOException e) {
            // What a broken chunk does to its rows says less than that it is broken.
            throw png.damage().isPresent() ? new ZipException(png.damage().get()) : e;
        }
    }

    @Override
    public Optional<Damage> damage() {
        return png.damage().map(words -> new Damage(size.height(), true, words));
    }

    private void decode(PixelRowSink rows) throws IOException {
        if (png.colorType() == PngFile.PALETTE && png.palette().length == 0) {
            throw new ZipException("it has no palette");
        }
        if (png.isInterlaced()) {
            readPasses(rows);
        } else {
            int[] argb = new int[size.width()];
            readPass(size, (y, row) -> {
                samples.unpack(row, argb, size.width());
                rows.accept(argb);
            });
        }
    }

    private void readPasses(PixelRowSink rows) throws IOException {
        int width = size.width();
        int[] picture = new int[Math.toIntExact(size.pixels())];
        int[] argb = new int[width];
        for (int[] pass : PASSES) {
            int columns = Ints.ceilDiv(width - pass[0], pass[2]);
            int lines = Ints.ceilDiv(size.height() - pass[1], pass[3]);
            if (columns > 0 && lines > 0) {
                readPass(new ImageSize(columns, lines), (y, row) -> {
                    samples.unpack(row, argb, columns);
                    int start = (pass[1] + y * pass[3]) * width + pass[0];
                    for (int x = 0; x < columns; x++) {
                        picture[start + x * pass[2]] = argb[x];
                    }
                });
            }
        }
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(picture, y * width, argb, 0, width);
            rows.accept(argb);
        }
    }

    private interface PassRows {
        void accept(int y, byte[] row);
    }

    private void readPass(ImageSize passSize, PassRows rows) throws IOException {
        int pixelLength = Math.max(1, samples.bitsPerPixel() / 8);
        int length = Math.toIntExact(((long) passSize.width() * samples.bitsPerPixel() + 7) / 8) + pixelLength;
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        for (int y = 0; y < passSize.height(); y++) {
            int lastZero = pixelLength - 1; // its place is free for the filter's number
            inflate(row, lastZero, length - lastZero);
            int filter = row[lastZero];
            row[lastZero] = 0;
            if (filter < 0 || filter >= FILTERS.length) {
                throw new ZipException("a row of filter " + filter);
            }
            FILTERS[filter].decode(row, above, pixelLength);
            rows.accept(y, row);
            byte[] next = above;
            above = row;
            row = next;
        }
    }

    private void inflate(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        try {
            while (done < length) {
                int count = inflater.inflate(bytes, from + done, length - done);
                done += count;
                if (count == 0) {
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (inflater.finished() || inflater.needsDictionary() || !inflater.needsInput() || !pieces.hasNext()) {
            throw new EOFException("the pixels end too early");
        }
        PngFile.Piece piece = pieces.next();
        inflater.setInput(png.bytes(), piece.start(), piece.length());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
