package io.github.animegan.image.io.tiff;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.DeepConversion;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import io.github.animegan.image.io.jpeg.JpegDecoder;
import io.github.animegan.image.io.jpeg.JpegFile;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Decodes the pixels of a TIFF file: strips row by row, tiles a row of them at a time. Its numbers are checked by {@link
 * TiffLayout}; no more is allocated than a row of tiles, or a strip if it is a JPEG.
 */
final class TiffDecoder implements PixelSource {
    private static final int JPEG_TABLES = 347;

    private final byte[] file;
    private final TiffLayout layout;
    private final TiffPixels pixels;
    private final Optional<byte[]> jpegTables;
    private final int[] samples;

    TiffDecoder(byte[] file, TiffTags tags, TiffLayout layout) throws UnsupportedImageException {
        this.file = file;
        this.layout = layout;
        this.pixels = new TiffPixels(layout, tags);
        this.jpegTables = tags.bytes(JPEG_TABLES);
        this.samples = new int[Math.multiplyExact(layout.chunkSize().width(), layout.samples())];
        if (sharesChroma() && (layout.isPlanar() || layout.samples() > 3 || layout.predictor() != 1)) {
            throw new UnsupportedImageException("a YCbCr TIFF with planes, alpha or a predictor");
        }
    }

    private boolean sharesChroma() {
        return layout.colors() == TiffColors.YCBCR
                && layout.compression() != TiffCompression.JPEG
                && pixels.chroma().across() * pixels.chroma().down() != 1;
    }

    @Override
    public ImageSize size() {
        return layout.size();
    }

    @Override
    public long workingBytes() {
        boolean whole = layout.isTiled() || layout.compression() == TiffCompression.JPEG;
        long rows = whole ? layout.chunkSize().height() : 1;
        long jpeg = layout.compression() == TiffCompression.JPEG
                ? layout.chunkSize().pixels() * Integer.BYTES
                : 0;
        return rows * layout.size().width() * Integer.BYTES + jpeg;
    }

    @Override
    public boolean isDeep() {
        return TiffRowReader.greatest(layout) > 255
                && (layout.colors() == TiffColors.RGB
                        || layout.colors() == TiffColors.BLACK_IS_ZERO
                        || layout.colors() == TiffColors.WHITE_IS_ZERO);
    }

    @Override
    public void convertBy(DeepConversion conversion) {
        pixels.convertBy(conversion);
    }

    /** The rows of one strip or tile. */
    private interface ChunkRows {
        void next(int[] row) throws IOException;
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        int width = layout.size().width();
        int chunkHeight = layout.chunkSize().height();
        int[] row = new int[Math.max(width, layout.chunkSize().width())];
        for (int down = 0; down < layout.down(); down++) {
            int count = Math.min(chunkHeight, layout.size().height() - down * chunkHeight);
            if (layout.isTiled()) {
                readTiles(down, count, row, rows);
            } else {
                ChunkRows strip = open(down);
                for (int y = 0; y < count; y++) {
                    strip.next(row);
                    rows.accept(row);
                }
            }
        }
    }

    private void readTiles(int down, int count, int[] row, PixelRowSink rows) throws IOException {
        int width = layout.size().width();
        int tileWidth = layout.chunkSize().width();
        int[] band = new int[Math.multiplyExact(width, count)];
        for (int across = 0; across < layout.across(); across++) {
            ChunkRows tile = open(down * layout.across() + across);
            int left = across * tileWidth;
            int inside = Math.min(tileWidth, width - left);
            for (int y = 0; y < count; y++) {
                tile.next(row);
                System.arraycopy(row, 0, band, y * width + left, inside);
            }
        }
        for (int y = 0; y < count; y++) {
            System.arraycopy(band, y * width, row, 0, width);
            rows.accept(row);
        }
    }

    private ChunkRows open(int chunk) throws IOException {
        if (layout.compression() == TiffCompression.JPEG) {
            return openJpeg(chunk);
        }
        if (sharesChroma()) {
            return new TiffChromaRows(layout, pixels.chroma(), bytes(chunk))::next;
        }
        int planes = layout.isPlanar() ? layout.samples() : 1;
        TiffRowReader[] readers = new TiffRowReader[planes];
        for (int plane = 0; plane < planes; plane++) {
            readers[plane] = new TiffRowReader(layout, bytes(chunk + plane * layout.across() * layout.down()));
        }
        return row -> {
            for (int plane = 0; plane < planes; plane++) {
                readers[plane].read(samples, plane, planes);
            }
            pixels.convert(samples, row, layout.chunkSize().width());
        };
    }

    private InputStream bytes(int chunk) throws IOException {
        int offset = offset(chunk);
        int length = length(chunk, offset);
        if (!layout.isReversed()) {
            return layout.compression().open(file, offset, length);
        }
        byte[] reversed = new byte[length];
        for (int i = 0; i < length; i++) {
            reversed[i] = (byte) (Integer.reverse(file[offset + i]) >>> 24);
        }
        return layout.compression().open(reversed, 0, length);
    }

    private int offset(int chunk) throws IOException {
        long offset = layout.chunks().offset(chunk);
        if (offset < 0 || offset >= file.length) {
            throw new EOFException("a strip or tile begins behind the end of the file");
        }
        return (int) offset;
    }

    /** What is cut off is missed when rows are read. */
    private int length(int chunk, int offset) {
        long length = layout.chunks().length(chunk, file.length);
        return (int) Math.max(0, Math.min(length, file.length - offset));
    }

    private ChunkRows openJpeg(int chunk) throws IOException {
        ImageSize size = layout.chunkSize();
        int[] decoded = new int[Math.toIntExact(size.pixels())];
        try (JpegDecoder jpeg = new JpegDecoder(new JpegFile(jpeg(chunk)))) {
            ImageSize inside = jpeg.size();
            if (inside.width() != size.width() || inside.height() > size.height()) {
                throw new IIOException("a JPEG of " + inside + " for a strip or tile of " + size);
            }
            int[] filled = {0};
            jpeg.readInto(row -> {
                System.arraycopy(row, 0, decoded, filled[0], size.width());
                filled[0] += size.width();
            });
            if (jpeg.damage().isPresent() && jpeg.damage().get().isSevere()) {
                throw new IIOException(jpeg.damage().get().words());
            }
        }
        int[] next = {0};
        return row -> {
            System.arraycopy(decoded, next[0], row, 0, size.width());
            next[0] += size.width();
        };
    }

    /** The JPEG of a strip or tile as a file of its own, with the tables that all share. */
    private byte[] jpeg(int chunk) throws IOException {
        int offset = offset(chunk);
        int length = length(chunk, offset);
        if (length < 4) {
            throw new EOFException("a strip or tile is empty");
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream(length + 1024);
        jpeg.write(0xff);
        jpeg.write(0xd8);
        jpeg.writeBytes(JpegFile.colorMarker(layout.colors() == TiffColors.YCBCR, layout.samples()));
        byte[] tables = jpegTables.orElse(new byte[0]);
        if (tables.length > 4) {
            jpeg.write(tables, 2, tables.length - 4); // without its own begin and end
        }
        jpeg.write(file, offset + 2, length - 2);
        return jpeg.toByteArray();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
