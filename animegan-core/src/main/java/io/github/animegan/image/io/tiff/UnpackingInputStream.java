package io.github.animegan.image.io.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A stream that makes its bytes one by one. Unlike {@link InputStream}, which returns what it has so far, it throws at once where
 * the data are damaged.
 */
abstract class UnpackingInputStream extends InputStream {
    /** The next byte, or -1 at the end. */
    abstract int next() throws IOException;

    @Override
    public int read() throws IOException {
        return next();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        for (int i = 0; i < length; i++) {
            int value = next();
            if (value < 0) {
                return i == 0 ? -1 : i;
            }
            buffer[offset + i] = (byte) value;
        }
        return length;
    }
}
