package io.github.animegan.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Reads the rows of one strip or tile, of all samples or of one, as whole numbers of at most 16 bits: undoes the predictor and
 * unpacks bits.
 */
final class TiffRowReader {
    private final TiffLayout layout;
    private final InputStream bytes;
    private final byte[] row;
    private final byte[] shuffled;
    private final ByteBuffer ordered;
    private final int samples;

    TiffRowReader(TiffLayout layout, InputStream bytes) {
        this.layout = layout;
        this.bytes = bytes;
        this.row = new byte[Math.toIntExact(layout.rowBytes())];
        this.shuffled = new byte[layout.predictor() == 3 ? row.length : 0];
        this.ordered = ByteBuffer.wrap(row).order(layout.predictor() == 3 ? ByteOrder.BIG_ENDIAN : layout.order());
        this.samples = layout.chunkSize().width() * layout.samplesTogether();
    }

    /** The greatest sample that {@link #read} gives. */
    static int greatest(TiffLayout layout) {
        return layout.isFloat() || layout.bits() > 16 ? 0xffff : (1 << layout.bits()) - 1;
    }

    /**
     * Reads the next row.
     *
     * @param values every stride-th one is set, from the offset on
     * @throws EOFException if the strip or tile ends before
     */
    void read(int[] values, int offset, int stride) throws IOException {
        if (bytes.readNBytes(row, 0, row.length) < row.length) {
            throw new EOFException("the pixels end too early");
        }
        switch (layout.predictor()) {
            case 2 -> addLeft();
            case 3 -> addLeftAndUnshuffle();
            default -> {}
        }
        if (layout.isFloat()) {
            unpackFloats(values, offset, stride);
        } else {
            unpack(values, offset, stride);
        }
    }

    private void addLeft() {
        int pixel = layout.samplesTogether();
        switch (layout.bits()) {
            case 8 -> {
                for (int i = pixel; i < row.length; i++) {
                    row[i] += row[i - pixel];
                }
            }
            case 16 -> {
                for (int i = pixel; i < samples; i++) {
                    ordered.putShort(2 * i, (short) (ordered.getShort(2 * i) + ordered.getShort(2 * (i - pixel))));
                }
            }
            default -> {
                for (int i = pixel; i < samples; i++) {
                    ordered.putInt(4 * i, ordered.getInt(4 * i) + ordered.getInt(4 * (i - pixel)));
                }
            }
        }
    }

    /** All first bytes of the numbers come first, then all second ones, and so on (Adobe's TIFF technical note 3). */
    private void addLeftAndUnshuffle() {
        int pixel = layout.samplesTogether();
        for (int i = pixel; i < row.length; i++) {
            row[i] += row[i - pixel];
        }
        System.arraycopy(row, 0, shuffled, 0, row.length);
        int length = layout.bits() / 8;
        for (int i = 0; i < samples; i++) {
            for (int b = 0; b < length; b++) {
                row[i * length + b] = shuffled[b * samples + i];
            }
        }
    }

    private void unpack(int[] values, int offset, int stride) {
        int bits = layout.bits();
        for (int i = 0, to = offset; i < samples; i++, to += stride) {
            values[to] = switch (bits) {
                case 8 -> row[i] & 0xff;
                case 16 -> ordered.getShort(2 * i) & 0xffff;
                case 32 -> ordered.getInt(4 * i) >>> 16;
                default -> bits((long) i * bits, bits);
            };
        }
    }

    private int bits(long first, int count) {
        int value = 0;
        for (long bit = first; bit < first + count; bit++) {
            value = value << 1 | (row[(int) (bit >> 3)] >> (7 - (bit & 7)) & 1);
        }
        return value;
    }

    private void unpackFloats(int[] values, int offset, int stride) {
        FloatBuffer floats = ordered.asFloatBuffer();
        for (int i = 0, to = offset; i < samples; i++, to += stride) {
            double value = switch (layout.bits()) {
                case 16 -> halfToFloat(ordered.getShort(2 * i));
                case 32 -> floats.get(i);
                default -> ordered.getDouble(8 * i);
            };
            values[to] = (int) (Math.max(0, Math.min(1, value)) * 0xffff + 0.5);
        }
    }

    private static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude = exponent == 0
                ? fraction * 0x1p-24f
                : exponent == 31
                        ? (fraction == 0 ? Float.POSITIVE_INFINITY : 0)
                        : Math.scalb(1 + fraction / 1024f, exponent - 15);
        return half < 0 ? -magnitude : magnitude;
    }
}
