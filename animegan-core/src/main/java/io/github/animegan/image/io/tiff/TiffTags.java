package io.github.animegan.image.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOException;

/**
 * The first directory of a TIFF or BigTIFF file: its fields, each read only when it is asked for and never beyond the file.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF revision 6.0</a>
 * @see <a href="https://www.awaresystems.be/imaging/tiff/bigtiff.html">The BigTIFF file format</a>
 */
final class TiffTags {
    private static final int BIG = 43;
    private static final int MOST_PAGES = 10_000;
    /** The bytes of a value, by the number of its type; 0 where there is no such type. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int REDUCED = 1;
    private static final int MASK = 4;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;

    /** Where the values of a field are in the file. */
    private record Field(int type, long count, long position) {}

    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, Field> fields = new HashMap<>();
    private final int pages;

    /** @throws IIOException if the file has no directory, or one with a field twice */
    TiffTags(byte[] bytes) throws IIOException {
        if (bytes.length < 8) {
            throw new IIOException("it ends within its header");
        }
        file = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = file.getShort(2) == BIG;
        long first = big ? (bytes.length < 16 ? -1 : file.getLong(8)) : file.getInt(4) & 0xffffffffL;
        if (!hasEntries(first)) {
            throw new IIOException("it has no directory");
        }
        readFields(first);
        pages = countPages(first);
    }

    private boolean hasEntries(long directory) {
        return directory > 0
                && directory + countBytes() <= file.limit()
                && directory + countBytes() + entries(directory) * entryBytes() <= file.limit();
    }

    private int countBytes() {
        return big ? 8 : 2;
    }

    private int entryBytes() {
        return big ? 20 : 12;
    }

    private long entries(long directory) {
        long count = big ? file.getLong((int) directory) : file.getShort((int) directory) & 0xffff;
        return count < 0 ? Integer.MAX_VALUE : Math.min(count, Integer.MAX_VALUE);
    }

    private void readFields(long directory) throws IIOException {
        for (int i = 0; i < entries(directory); i++) {
            int entry = (int) (directory + countBytes() + (long) i * entryBytes());
            int tag = file.getShort(entry) & 0xffff;
            int type = file.getShort(entry + 2) & 0xffff;
            long count = big ? file.getLong(entry + 4) : file.getInt(entry + 4) & 0xffffffffL;
            int value = entry + (big ? 12 : 8);
            int room = big ? 8 : 4;
            int bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
            if (bytes == 0 || count < 1 || count > file.limit()) {
                continue; // of a type that nobody knows, or without a value
            }
            long position =
                    count * bytes <= room ? value : big ? file.getLong(value) : file.getInt(value) & 0xffffffffL;
            if (position < 0 || position > file.limit() - count * bytes) {
                continue; // cut off: what needs it will miss it
            }
            if (fields.put(tag, new Field(type, count, position)) != null) {
                throw new IIOException("its field " + tag + " is there twice");
            }
        }
    }

    private int countPages(long first) {
        Set<Long> seen = new HashSet<>();
        int count = 0;
        long directory = first;
        while (hasEntries(directory) && seen.size() < MOST_PAGES && seen.add(directory)) {
            count += isPage(directory) ? 1 : 0;
            long next = directory + countBytes() + entries(directory) * entryBytes();
            if (next + (big ? 8 : 4) > file.limit()) {
                break;
            }
            directory = big ? file.getLong((int) next) : file.getInt((int) next) & 0xffffffffL;
        }
        return count;
    }

    /** Whether a directory is of a picture of its own, not of a smaller copy or a mask of another. */
    private boolean isPage(long directory) {
        for (int i = 0; i < entries(directory); i++) {
            int entry = (int) (directory + countBytes() + (long) i * entryBytes());
            if ((file.getShort(entry) & 0xffff) == NEW_SUBFILE_TYPE) {
                return (file.getInt(entry + (big ? 12 : 8)) & (REDUCED | MASK)) == 0;
            }
        }
        return true;
    }

    /** How many pictures the file has; smaller copies and masks do not count. */
    int pages() {
        return pages;
    }

    ByteOrder order() {
        return file.order();
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** The number of a field, or another one where the field is missing or holds no whole numbers below 2^31. */
    int number(int tag, int otherwise) {
        long[] numbers = numbers(tag);
        return numbers.length == 0 || numbers[0] > Integer.MAX_VALUE || numbers[0] < 0 ? otherwise : (int) numbers[0];
    }

    /** All whole numbers of a field; none where it is missing or of another type. */
    long[] numbers(int tag) {
        Field field = fields.get(tag);
        if (field == null || (field.type != SHORT && field.type != LONG && field.type != LONG8 && field.type != 1)) {
            return new long[0];
        }
        long[] numbers = new long[(int) field.count];
        for (int i = 0; i < numbers.length; i++) {
            int position = (int) field.position + i * TYPE_BYTES[field.type];
            numbers[i] = switch (field.type) {
                case SHORT -> file.getShort(position) & 0xffff;
                case LONG -> file.getInt(position) & 0xffffffffL;
                case LONG8 -> file.getLong(position);
                default -> file.get(position) & 0xff;
            };
        }
        return numbers;
    }

    /** All fractions of a field; none where it is missing or of another type. */
    double[] fractions(int tag) {
        Field field = fields.get(tag);
        if (field == null || field.type != RATIONAL) {
            return new double[0];
        }
        double[] fractions = new double[(int) field.count];
        for (int i = 0; i < fractions.length; i++) {
            int position = (int) field.position + 8 * i;
            fractions[i] = (file.getInt(position) & 0xffffffffL) / (double) (file.getInt(position + 4) & 0xffffffffL);
        }
        return fractions;
    }

    /** The bytes of a field as they are. */
    Optional<byte[]> bytes(int tag) {
        Field field = fields.get(tag);
        if (field == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) (field.count * TYPE_BYTES[field.type])];
        file.get((int) field.position, bytes);
        return Optional.of(bytes);
    }
}
