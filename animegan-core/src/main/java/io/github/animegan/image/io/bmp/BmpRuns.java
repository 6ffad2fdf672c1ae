package io.github.animegan.image.io.bmp;

import java.io.EOFException;
import javax.imageio.IIOException;

/** Undoes the run lengths of BMP files with 16 or 256 colors. */
final class BmpRuns {
    private static final int END_OF_ROW = 0;
    private static final int END = 1;
    private static final int MOVE = 2;

    private final byte[] file;
    private final int width;
    private final int height;
    private final boolean halves;
    private final byte[] indices;
    private int position;
    private int x;
    private int y;

    private BmpRuns(BmpFile bmp) {
        this.file = bmp.bytes();
        this.width = bmp.size().width();
        this.height = bmp.size().height();
        this.halves = bmp.coding() == BmpFile.Coding.RLE4;
        this.indices = new byte[Math.toIntExact(bmp.size().pixels())];
        this.position = bmp.pixelsStart();
    }

    /** The index of each pixel's color, from the lowest row up; 0 where the file passes over pixels. */
    static byte[] decode(BmpFile bmp) throws EOFException, IIOException {
        BmpRuns runs = new BmpRuns(bmp);
        while (runs.y < runs.height && runs.step()) {
            // until the end
        }
        return runs.indices;
    }

    private boolean step() throws EOFException, IIOException {
        int count = next();
        int value = next();
        if (count > 0) {
            for (int i = 0; i < count; i++) {
                put(halves ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
            }
            return true;
        }
        switch (value) {
            case END_OF_ROW -> {
                x = 0;
                y++;
            }
            case END -> {
                return false;
            }
            case MOVE -> {
                x += next();
                y += next();
            }
            default -> readPlain(value);
        }
        return true;
    }

    /** Pixels as they are, padded to whole words. */
    private void readPlain(int count) throws EOFException, IIOException {
        int start = position;
        int current = 0;
        for (int i = 0; i < count; i++) {
            if (!halves || i % 2 == 0) {
                current = next();
            }
            put(halves ? (i % 2 == 0 ? current >> 4 : current & 15) : current);
        }
        if ((position - start) % 2 == 1) {
            next();
        }
    }

    private void put(int index) throws IIOException {
        if (y >= height) {
            throw new IIOException("a run goes on behind the last row");
        }
        if (x < width) { // decoders agree to cut off what is too much of a row
            indices[y * width + x++] = (byte) index;
        }
    }

    private int next() throws EOFException {
        if (position >= file.length) {
            throw new EOFException("the pixels end too early");
        }
        return file[position++] & 0xff;
    }
}
