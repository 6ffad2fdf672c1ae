package io.github.animegan.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file of one result: a magic number, the length and the CRC-32C of the result, the key, the result. The key is there so
 * that a file that came under another's name is not taken for that; the sum covers it and the result.
 */
final class EntryFile {
    private static final long MAGIC = 0x414e494d_43414331L; // ANIMCAC1
    static final int HEADER = Long.BYTES + Integer.BYTES + Integer.BYTES + CacheKey.LENGTH;

    private EntryFile() {}

    /** Writes a new file. */
    static void write(Path file, CacheKey key, byte[] result) throws IOException {
        byte[] name = key.toByteArray();
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .putLong(MAGIC)
                .putInt(result.length)
                .putInt(checksum(name, result))
                .put(name)
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(channel, header);
            writeAll(channel, ByteBuffer.wrap(result));
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * The result in the file; nothing if any of it is not as it was written.
     *
     * @param longest what no file is longer than: of a longer one nothing is read
     */
    static Optional<byte[]> read(Path file, CacheKey key, long longest) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            long length = channel.size() - HEADER;
            if (length < 0 || length > Math.min(longest, Integer.MAX_VALUE - 64) || !readAll(channel, header)) {
                return Optional.empty();
            }
            byte[] name = new byte[CacheKey.LENGTH];
            boolean sound = header.getLong() == MAGIC && header.getInt() == length;
            int checksum = header.getInt();
            header.get(name);
            if (!sound || !Arrays.equals(name, key.toByteArray())) {
                return Optional.empty();
            }
            byte[] result = new byte[(int) length];
            boolean complete = readAll(channel, ByteBuffer.wrap(result));
            return complete && checksum(name, result) == checksum ? Optional.of(result) : Optional.empty();
        }
    }

    private static boolean readAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                return false;
            }
        }
        bytes.flip();
        return true;
    }

    private static int checksum(byte[] name, byte[] result) {
        CRC32C crc = new CRC32C();
        crc.update(name);
        crc.update(result);
        return (int) crc.getValue();
    }
}
