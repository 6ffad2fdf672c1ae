package io.github.animegan.image.io.bmp;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import java.io.EOFException;
import java.io.IOException;

/** Decodes the pixels of a BMP file, row by row; of run lengths the indices of all pixels first. */
final class BmpDecoder implements PixelSource {
    private final BmpFile bmp;
    private final byte[] file;
    private final ImageSize size;

    BmpDecoder(BmpFile bmp) {
        this.bmp = bmp;
        this.file = bmp.bytes();
        this.size = bmp.size();
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public long workingBytes() {
        return hasRuns() ? size.pixels() : 0;
    }

    private boolean hasRuns() {
        return bmp.coding() == BmpFile.Coding.RLE8 || bmp.coding() == BmpFile.Coding.RLE4;
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        int[] row = new int[size.width()];
        if (hasRuns()) {
            byte[] indices = BmpRuns.decode(bmp);
            for (int y = 0; y < size.height(); y++) {
                int start = (size.height() - 1 - y) * size.width();
                for (int x = 0; x < row.length; x++) {
                    row[x] = bmp.palette()[indices[start + x] & 0xff];
                }
                rows.accept(row);
            }
            return;
        }
        long rowBytes = ((long) size.width() * bmp.bits() + 31) / 32 * 4;
        long last = bmp.pixelsStart() + (size.height() - 1) * rowBytes + ((long) size.width() * bmp.bits() + 7) / 8;
        if (last > file.length) {
            throw new EOFException("the pixels end too early");
        }
        BmpSamples samples = new BmpSamples(bmp, rowBytes);
        for (int y = 0; y < size.height(); y++) {
            int line = bmp.isTopDown() ? y : size.height() - 1 - y;
            int start = (int) (bmp.pixelsStart() + line * rowBytes);
            if (bmp.bits() <= 8) {
                unpackIndices(start, row);
            } else {
                samples.unpack(start, row);
            }
            rows.accept(row);
        }
    }

    private void unpackIndices(int start, int[] row) {
        int bits = bmp.bits();
        int mask = (1 << bits) - 1;
        for (int x = 0; x < row.length; x++) {
            int bit = x * bits;
            row[x] = bmp.palette()[file[start + bit / 8] >> (8 - bits - bit % 8) & mask] | PixelRows.OPAQUE;
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
