package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The arguments of a pickle's instructions, read one after the other; knows where it is, for errors. */
final class PickleInput {
    /** A state dict takes about 100 bytes for a tensor, so this is far beyond any real one. */
    static final long MAX_BYTES = 32 << 20;

    private static final int MAX_LINE = 1000;

    private final ByteSource source;
    private final long end;
    private final byte[] window = new byte[8192];
    private int next;
    private int filled;
    private long windowEnd;

    PickleInput(ByteSource source, long start) {
        this.source = source;
        this.windowEnd = start;
        this.end = Math.min(source.size(), start + MAX_BYTES);
    }

    long position() {
        return windowEnd - filled + next;
    }

    int uint8() throws IOException {
        if (next == filled) {
            fill();
        }
        return window[next++] & 0xff;
    }

    private void fill() throws IOException {
        int n = windowEnd < end
                ? source.read(windowEnd, window, 0, (int) Math.min(window.length, end - windowEnd))
                : -1;
        if (n <= 0) {
            throw malformed(
                    end < source.size()
                            ? "the pickle is longer than " + MAX_BYTES + " bytes"
                            : "the file ends within a pickle");
        }
        windowEnd += n;
        filled = n;
        next = 0;
    }

    int uint16() throws IOException {
        return uint8() | (uint8() << 8);
    }

    int int32() throws IOException {
        return uint16() | (uint16() << 16);
    }

    long uint32() throws IOException {
        return int32() & 0xffffffffL;
    }

    long int64() throws IOException {
        return uint32() | ((long) int32() << 32);
    }

    /** The one big-endian number of a pickle. */
    double float64() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(int64()));
    }

    /** A two's complement number of so many bytes: a {@code Long} if it fits, else a {@code BigInteger}. */
    Number integer(int length) throws IOException {
        byte[] littleEndian = bytes(length);
        if (length == 0) {
            return 0L;
        }
        byte[] bigEndian = new byte[length];
        for (int i = 0; i < length; i++) {
            bigEndian[i] = littleEndian[length - 1 - i];
        }
        BigInteger number = new BigInteger(bigEndian);
        if (number.bitLength() < 64) {
            return number.longValue();
        }
        return number;
    }

    /** Text that ends with a line feed, as in the arguments of GLOBAL. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = uint8(); b != '\n'; b = uint8()) {
            line.write(b);
            if (line.size() > MAX_LINE) {
                throw malformed("a name longer than " + MAX_LINE + " bytes");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    String text(long length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    byte[] bytes(long length) throws IOException {
        requireAvailable(length);
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; ) {
            if (next == filled) {
                fill();
            }
            int n = Math.min(bytes.length - i, filled - next);
            System.arraycopy(window, next, bytes, i, n);
            next += n;
            i += n;
        }
        return bytes;
    }

    void requireAvailable(long length) throws MalformedFileException {
        if (length < 0 || length > end - position()) {
            throw malformed(
                    "a length of " + length + " bytes, but the pickle has at most " + (end - position()) + " left");
        }
    }

    MalformedFileException malformed(String problem) {
        return source.malformedAt(position(), problem);
    }

    MalformedFileException malformedAt(long offset, String problem) {
        return source.malformedAt(offset, problem);
    }
}
