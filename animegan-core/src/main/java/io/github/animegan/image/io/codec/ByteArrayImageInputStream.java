package io.github.animegan.image.io.codec;

import java.io.IOException;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** Lets ImageIO's readers read an array as it is: no cache file, no second copy in memory. */
public final class ByteArrayImageInputStream extends ImageInputStreamImpl {
    /** As often as a reader may find the end: some take zeros for what is missing, and go on for minutes. */
    private static final int MOST_ENDS = 1 << 16;

    private final byte[] bytes;
    private int ends;

    public ByteArrayImageInputStream(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public byte readByte() throws IOException {
        if (streamPos >= bytes.length) {
            ends++;
            if (ends > MOST_ENDS) {
                throw new IIOException(
                        "the picture ends too early"); // an EOFException is what such readers go on after
            }
        }
        return super.readByte();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(bytes, (int) streamPos, buffer, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
