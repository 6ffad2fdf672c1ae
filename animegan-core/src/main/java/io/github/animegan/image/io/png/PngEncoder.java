package io.github.animegan.image.io.png;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture as PNG of 8 bits, RGB or RGBA, row by row. Each row gets the filter whose differences have the least sum of
 * absolute values, the PNG specification's own advice, which is worth a quarter of the size.
 */
public final class PngEncoder {
    static final byte[] SIGNATURE = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final PngFilter[] FILTERS = PngFilter.values();
    private static final int LEVEL = 4;
    private static final int CHUNK_LENGTH = 1 << 16;

    private final OutputStream out;
    private final PixelRows pixels;
    private final ImageSize size;
    private final int pixelLength;
    private final byte[] chunk = new byte[CHUNK_LENGTH];
    private int chunkLength;
    private byte[] row;
    private byte[] above;
    private byte[] filtered;
    private byte[] best;

    private PngEncoder(BufferedImage image, OutputStream out) {
        this.out = out;
        this.pixels = ImageRows.of(image);
        this.size = Images.sizeOf(image);
        this.pixelLength = image.getColorModel().hasAlpha() ? 4 : 3;
        int length = Math.addExact(Math.multiplyExact(size.width(), pixelLength), pixelLength);
        this.row = new byte[length];
        this.above = new byte[length];
        this.filtered = new byte[length];
        this.best = new byte[length];
    }

    /** Writes the picture; does not close the stream. */
    public static void write(BufferedImage image, Optional<byte[]> exif, OutputStream out) throws IOException {
        new PngEncoder(image, out).write(exif);
    }

    private void write(Optional<byte[]> exif) throws IOException {
        out.write(SIGNATURE);
        byte colorType = (byte) (pixelLength == 4 ? 6 : 2);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height());
        header.put((byte) 8).put(colorType);
        writeChunk("IHDR", header.array(), header.capacity());
        if (exif.isPresent()) {
            byte[] content = exif.get();
            writeChunk("eXIf", content, content.length);
        }
        Deflater deflater = new Deflater(LEVEL);
        try {
            writePixels(deflater);
        } finally {
            deflater.end();
        }
        writeChunk("IEND", chunk, 0);
    }

    private void writePixels(Deflater deflater) throws IOException {
        int[] argb = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            pixels.read(y, argb);
            unpack(argb);
            int filter = filterRow();
            // The last of the leading zeros' place is free for the filter's number.
            best[pixelLength - 1] = (byte) filter;
            deflater.setInput(best, pixelLength - 1, best.length - pixelLength + 1);
            while (!deflater.needsInput()) {
                deflate(deflater);
            }
            byte[] next = above;
            above = row;
            row = next;
        }
        deflater.finish();
        while (!deflater.finished()) {
            deflate(deflater);
        }
        writeChunk("IDAT", chunk, chunkLength);
    }

    private void deflate(Deflater deflater) throws IOException {
        chunkLength += deflater.deflate(chunk, chunkLength, chunk.length - chunkLength);
        if (chunkLength == chunk.length) {
            writeChunk("IDAT", chunk, chunkLength);
            chunkLength = 0;
        }
    }

    private void unpack(int[] argb) {
        for (int x = 0, i = pixelLength; x < argb.length; x++, i += pixelLength) {
            row[i] = (byte) (argb[x] >> 16);
            row[i + 1] = (byte) (argb[x] >> 8);
            row[i + 2] = (byte) argb[x];
            if (pixelLength == 4) {
                row[i + 3] = (byte) (argb[x] >> 24);
            }
        }
    }

    /** Leaves the filtered row in {@code best}. */
    private int filterRow() {
        int chosen = 0;
        int least = Integer.MAX_VALUE;
        for (int number = 0; number < FILTERS.length; number++) {
            FILTERS[number].encode(row, above, pixelLength, filtered);
            int sum = sumOfAbsolutes(filtered, pixelLength);
            if (sum < least) {
                least = sum;
                chosen = number;
                byte[] free = best;
                best = filtered;
                filtered = free;
            }
        }
        return chosen;
    }

    private static int sumOfAbsolutes(byte[] differences, int from) {
        int sum = 0;
        for (int i = from; i < differences.length; i++) {
            sum += Math.abs(differences[i]);
        }
        return sum;
    }

    private void writeChunk(String type, byte[] content, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content, 0, length);
        out.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
        out.write(content, 0, length);
        out.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
