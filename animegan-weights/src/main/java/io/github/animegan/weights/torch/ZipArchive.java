package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The entries of a zip archive, found through its central directory. {@code java.util.zip.ZipFile} needs a file of the
 * default file system and leaves lengths, overlaps and checksums of stored entries to its caller; this reads any
 * {@link ByteSource} and checks them. PyTorch stores its entries as they are; deflated ones, as other tools leave them,
 * are read too.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, sections 4.3 and 4.5.3</a>
 */
public final class ZipArchive {
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int DIRECTORY_ENTRY_BYTES = 46;
    private static final int DIRECTORY_ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int ZIP64_EXTRA = 1;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final int MAX_COMMENT = 0xffff;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** Weights hardly compress: what inflates further than this is a bomb. */
    private static final int MAX_INFLATION = 16;

    private static final long INFLATION_ALLOWANCE = 1 << 20;

    /** {@code start} is where the local header lies. */
    public record Entry(String name, int method, long crc, long compressedSize, long size, long start) {}

    private final ByteSource file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long totalSize;

    public ZipArchive(ByteSource file) throws IOException {
        this.file = file;
        readDirectory();
    }

    public Set<String> names() {
        return entries.keySet();
    }

    /** The bytes of all entries together, once inflated. */
    public long totalSize() {
        return totalSize;
    }

    public Entry entry(String name) throws MalformedFileException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw file.malformed("the archive has no entry " + ByteSource.quote(name));
        }
        return entry;
    }

    private void readDirectory() throws IOException {
        long end = findEnd();
        ByteBuffer record = littleEndian(file.bytes(end, END_BYTES, "the end of the archive"));
        long size = record.getInt(12) & IN_ZIP64;
        long start = record.getInt(16) & IN_ZIP64;
        if (size == IN_ZIP64 || start == IN_ZIP64 || record.getShort(10) == -1) {
            end = zip64End(end);
            ByteBuffer zip64 = littleEndian(file.bytes(end, ZIP64_END_BYTES, "the zip64 end of the archive"));
            require(zip64.getInt(0) == ZIP64_END_SIGNATURE, end, "no zip64 end of archive here");
            size = zip64.getLong(40);
            start = zip64.getLong(48);
        }
        require(file.contains(start, size) && start + size <= end, end, "a directory that lies outside of the archive");
        ByteBuffer directory = littleEndian(file.bytes(start, size, "the archive's directory"));
        while (directory.hasRemaining()) {
            add(directoryEntry(directory, start), start);
        }
    }

    /** The archive ends with a record and a comment, whose length the record gives. */
    private long findEnd() throws IOException {
        long from = Math.max(0, file.size() - END_BYTES - MAX_COMMENT);
        ByteBuffer tail = littleEndian(file.bytes(from, file.size() - from, "the end of the archive"));
        for (int i = tail.capacity() - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END_SIGNATURE
                    && i + END_BYTES + (tail.getShort(i + 20) & 0xffff) == tail.capacity()) {
                return from + i;
            }
        }
        throw file.malformed("a zip archive without an end: the file is cut off");
    }

    private long zip64End(long end) throws IOException {
        long position = end - ZIP64_LOCATOR_BYTES;
        ByteBuffer locator = littleEndian(file.bytes(position, ZIP64_LOCATOR_BYTES, "the zip64 locator"));
        require(locator.getInt(0) == ZIP64_LOCATOR_SIGNATURE, position, "no zip64 locator here");
        return locator.getLong(8);
    }

    private Entry directoryEntry(ByteBuffer directory, long start) throws MalformedFileException {
        int at = directory.position();
        long offset = start + at;
        require(directory.remaining() >= DIRECTORY_ENTRY_BYTES, offset, "the archive's directory is cut off");
        require(directory.getInt(at) == DIRECTORY_ENTRY_SIGNATURE, offset, "no directory entry here");
        require((directory.getShort(at + 8) & 1) == 0, offset, "an encrypted entry");
        int nameLength = directory.getShort(at + 28) & 0xffff;
        int extraLength = directory.getShort(at + 30) & 0xffff;
        int length = DIRECTORY_ENTRY_BYTES + nameLength + extraLength + (directory.getShort(at + 32) & 0xffff);
        require(length <= directory.remaining(), offset, "the archive's directory is cut off");
        byte[] name = new byte[nameLength];
        directory.get(at + DIRECTORY_ENTRY_BYTES, name);

        long size = directory.getInt(at + 24) & IN_ZIP64;
        long compressedSize = directory.getInt(at + 20) & IN_ZIP64;
        long local = directory.getInt(at + 42) & IN_ZIP64;
        ByteBuffer zip64 = zip64Extra(directory, at + DIRECTORY_ENTRY_BYTES + nameLength, extraLength);
        int needed = (size == IN_ZIP64 ? 8 : 0) + (compressedSize == IN_ZIP64 ? 8 : 0) + (local == IN_ZIP64 ? 8 : 0);
        require(zip64.remaining() >= needed, offset, "an entry without its zip64 sizes");
        size = size == IN_ZIP64 ? zip64.getLong() : size;
        compressedSize = compressedSize == IN_ZIP64 ? zip64.getLong() : compressedSize;
        local = local == IN_ZIP64 ? zip64.getLong() : local;
        directory.position(at + length);
        return new Entry(
                new String(name, StandardCharsets.UTF_8),
                directory.getShort(at + 10) & 0xffff,
                directory.getInt(at + 16) & IN_ZIP64,
                compressedSize,
                size,
                local);
    }

    /** The field of an entry's extra data that holds what 32 bits cannot; empty if there is none. */
    private static ByteBuffer zip64Extra(ByteBuffer directory, int start, int length) {
        int end = start + length;
        for (int at = start; at + 4 <= end; ) {
            int fieldLength = directory.getShort(at + 2) & 0xffff;
            if (directory.getShort(at) == ZIP64_EXTRA && at + 4 + fieldLength <= end) {
                return littleEndian(directory.slice(at + 4, fieldLength));
            }
            at += 4 + fieldLength;
        }
        return ByteBuffer.allocate(0);
    }

    private void add(Entry entry, long directoryStart) throws MalformedFileException {
        String name = ByteSource.quote(entry.name);
        if (entry.method != STORED && entry.method != DEFLATED) {
            throw file.malformed("entry " + name + ": compression method " + entry.method + ", expected 0 or 8");
        }
        boolean fits = file.contains(entry.start, LOCAL_BYTES)
                && entry.size >= 0
                && file.contains(entry.start + LOCAL_BYTES, entry.compressedSize)
                && entry.start + LOCAL_BYTES + entry.compressedSize <= directoryStart
                && (entry.method == DEFLATED || entry.size == entry.compressedSize);
        long maxTotal = INFLATION_ALLOWANCE + MAX_INFLATION * file.size();
        if (!fits || entry.size > maxTotal - totalSize) {
            throw file.malformed("entry " + name + ": " + entry.compressedSize + " bytes, inflating to " + entry.size
                    + ", at offset " + entry.start + " are not possible in a file of " + file.size() + " bytes");
        }
        totalSize += entry.size;
        if (entries.put(entry.name, entry) != null) {
            throw file.malformed("entry " + name + " occurs twice");
        }
    }

    /** What to do with an entry's bytes. */
    public interface Content<T> {
        T read(InputStream in) throws IOException;
    }

    /** Reads an entry to its end; {@code content} must take exactly the entry's size. Verifies the checksum. */
    public <T> T read(Entry entry, Content<T> content) throws IOException {
        ByteBuffer local = littleEndian(file.bytes(entry.start, LOCAL_BYTES, "an entry's header"));
        require(local.getInt(0) == LOCAL_SIGNATURE, entry.start, "no entry here");
        long data = entry.start + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
        require(file.contains(data, entry.compressedSize), entry.start, "an entry that reaches beyond the file");
        InputStream raw = file.stream(data, entry.compressedSize);
        Inflater inflater = new Inflater(true);
        try {
            InputStream plain = entry.method == STORED ? raw : new InflaterInputStream(raw, inflater);
            CheckedInputStream checked = new CheckedInputStream(plain, new CRC32());
            T result = content.read(checked);
            if (checked.getChecksum().getValue() != entry.crc) {
                throw file.malformed("entry " + ByteSource.quote(entry.name) + " is damaged: its checksum is wrong");
            }
            return result;
        } catch (ZipException | EOFException e) {
            throw new MalformedFileException(
                    file.name(), "entry " + ByteSource.quote(entry.name) + " is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private void require(boolean condition, long offset, String problem) throws MalformedFileException {
        if (!condition) {
            throw file.malformedAt(offset, problem);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer littleEndian(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
