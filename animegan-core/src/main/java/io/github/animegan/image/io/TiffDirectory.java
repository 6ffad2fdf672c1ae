package io.github.animegan.image.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One directory (IFD) of a TIFF structure, which TIFF files and EXIF data are made of: a list of tagged values. Entries that
 * point outside of the data are left out.
 */
final class TiffDirectory {
    static final int HEADER_LENGTH = 8;
    static final int SHORT = 3;
    static final int LONG = 4;
    private static final int ENTRY_LENGTH = 12;
    /** Bytes of a value of each type; from TIFF 6.0, and 13, a directory's offset. */
    private static final int[] TYPE_LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /** A tagged value: {@code count} values of the type, whose bytes are {@code length} from {@code start}. */
    record Entry(int tag, int type, int count, int start, int length) {
        int end() {
            return start + length;
        }
    }

    private final ByteBuffer tiff;
    private final int start;
    private final List<Entry> entries = new ArrayList<>();

    private TiffDirectory(ByteBuffer tiff, int start) {
        this.tiff = tiff;
        this.start = start;
        int count = Math.min(declaredCount(), (tiff.limit() - start - 2) / ENTRY_LENGTH);
        for (int i = 0; i < count; i++) {
            add(start + 2 + i * ENTRY_LENGTH);
        }
    }

    private void add(int position) {
        int type = tiff.getShort(position + 2) & 0xffff;
        long count = tiff.getInt(position + 4) & 0xffffffffL;
        long length = type < TYPE_LENGTHS.length ? count * TYPE_LENGTHS[type] : 0;
        long valueStart = length <= 4 ? position + 8 : tiff.getInt(position + 8) & 0xffffffffL;
        if (length > 0 && valueStart + length <= tiff.limit()) {
            int tag = tiff.getShort(position) & 0xffff;
            entries.add(new Entry(tag, type, (int) count, (int) valueStart, (int) length));
        }
    }

    /** The first directory of a TIFF structure; empty if the bytes are none. Values may be changed in place. */
    static Optional<TiffDirectory> first(byte[] tiff) {
        if (tiff.length < HEADER_LENGTH) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(tiff);
        int order = data.getShort(0);
        if (order == 0x4949) {
            data.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4d4d) {
            return Optional.empty();
        }
        return data.getShort(2) == 42 ? at(data, data.getInt(4)) : Optional.empty();
    }

    private static Optional<TiffDirectory> at(ByteBuffer tiff, int start) {
        return start >= HEADER_LENGTH && start <= tiff.limit() - 2
                ? Optional.of(new TiffDirectory(tiff, start))
                : Optional.empty();
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> entry(int tag) {
        return entries.stream().filter(entry -> entry.tag() == tag).findFirst();
    }

    /** The first number of an entry of type SHORT or LONG, unless it is negative as an int. */
    OptionalInt number(int tag) {
        Optional<Entry> entry = entry(tag);
        if (entry.isEmpty()) {
            return OptionalInt.empty();
        }
        int value = switch (entry.get().type()) {
            case SHORT -> tiff.getShort(entry.get().start()) & 0xffff;
            case LONG, 13 -> tiff.getInt(entry.get().start());
            default -> -1;
        };
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Overwrites the single number of an entry of type SHORT or LONG, if there is such an entry. */
    void setNumber(int tag, int value) {
        entry(tag).filter(entry -> entry.count() == 1).ifPresent(entry -> {
            if (entry.type() == SHORT) {
                tiff.putShort(entry.start(), (short) value);
            } else if (entry.type() == LONG) {
                tiff.putInt(entry.start(), value);
            }
        });
    }

    /** The directory that an entry of this one points to. */
    Optional<TiffDirectory> child(int tag) {
        OptionalInt offset = number(tag);
        return offset.isPresent() ? at(tiff, offset.getAsInt()) : Optional.empty();
    }

    /** The directory behind this one: of EXIF data that of the thumbnail. */
    Optional<TiffDirectory> next() {
        int pointer = end() - 4;
        return pointer + 4 <= tiff.limit() ? at(tiff, tiff.getInt(pointer)) : Optional.empty();
    }

    /** Makes this directory the last one. */
    void unlinkNext() {
        int pointer = end() - 4;
        if (pointer + 4 <= tiff.limit()) {
            tiff.putInt(pointer, 0);
        }
    }

    int start() {
        return start;
    }

    /** Where the directory ends, its pointer to the next one included; its values may lie behind. */
    int end() {
        return start + 2 + declaredCount() * ENTRY_LENGTH + 4;
    }

    private int declaredCount() {
        return tiff.getShort(start) & 0xffff;
    }
}
