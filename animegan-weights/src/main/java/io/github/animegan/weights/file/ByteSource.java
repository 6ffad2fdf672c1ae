package io.github.animegan.weights.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** A file's bytes, read at any position, together with the name that errors give. For one thread. */
public abstract class ByteSource {
    private final String name;
    private final long size;

    private ByteSource(String name, long size) {
        this.name = name;
        this.size = size;
    }

    public static ByteSource of(byte[] bytes, String name) {
        return new ByteSource(name, bytes.length) {
            @Override
            public int read(long position, byte[] into, int offset, int length) {
                int n = (int) Math.min(length, bytes.length - position);
                System.arraycopy(bytes, (int) position, into, offset, n);
                return n;
            }
        };
    }

    public static ByteSource of(SeekableByteChannel channel, String name) throws IOException {
        return new ByteSource(name, channel.size()) {
            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                return channel.position(position).read(ByteBuffer.wrap(into, offset, length));
            }
        };
    }

    /** Reads some bytes, at least one unless the file has shrunk; the position lies within the size. */
    public abstract int read(long position, byte[] into, int offset, int length) throws IOException;

    public String name() {
        return name;
    }

    public long size() {
        return size;
    }

    /** Whether so many bytes lie at that position; for any two numbers. */
    public boolean contains(long position, long length) {
        return position >= 0 && length >= 0 && position <= size && length <= size - position;
    }

    /** The bytes of a range, whose length is checked before memory is taken for it. */
    public byte[] bytes(long position, long length, String what) throws IOException {
        if (!contains(position, length) || length > Integer.MAX_VALUE - 8) {
            throw malformedAt(position, what + " would take " + length + " bytes, but the file has " + size);
        }
        byte[] bytes = new byte[(int) length];
        int n = stream(position, length).readNBytes(bytes, 0, bytes.length);
        if (n < bytes.length) {
            throw malformedAt(position + n, "the file has become shorter while being read");
        }
        return bytes;
    }

    /** The bytes of a range, which must lie within the source. */
    public InputStream stream(long position, long length) {
        if (!contains(position, length)) {
            throw new IllegalArgumentException("range " + position + " + " + length + " of " + size + " bytes");
        }
        return new Range(position, length);
    }

    public MalformedFileException malformed(String problem) {
        return new MalformedFileException(name, problem);
    }

    public MalformedFileException malformedAt(long offset, String problem) {
        return malformed("offset " + offset + ": " + problem);
    }

    /** Text from a file, fit for one line of an error message. */
    public static String quote(String text) {
        int shown = Math.min(text.length(), 100);
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c != 0x7f && c < 0xd800 && !(c >= 0x80 && c < 0xa0) && !(c >> 8 == 0x20);
            quoted.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return quoted.append(shown < text.length() ? "\"..." : "\"").toString();
    }

    private final class Range extends InputStream {
        private long position;
        private final long end;

        Range(long position, long length) {
            this.position = position;
            this.end = position + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            int wanted = (int) Math.min(length, end - position);
            if (wanted == 0) {
                return -1;
            }
            int n = ByteSource.this.read(position, into, offset, wanted);
            position += Math.max(n, 0);
            return n;
        }
    }
}
