package io.github.animegan.image.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.imaging.FormatCompliance;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.formats.tiff.TiffDirectory;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffHeader;
import org.apache.commons.imaging.formats.tiff.TiffReader;
import org.apache.commons.imaging.formats.tiff.constants.TiffConstants;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.jspecify.annotations.Nullable;

/**
 * What TIFF files and EXIF data are made of: directories (IFDs) of tagged values. Commons Imaging reads them, one at a time and
 * bounded: by itself it copies a value as often as entries point to it, follows directories into each other until the stack
 * ends, and loses all directories behind a damaged one. Numbers are overwritten where they are.
 */
public final class TiffStructure {
    private static final int FIRST_DIRECTORY_POINTER = 4;
    /** Where in an entry, behind its tag and type, the number of its values is, and then the values or their position. */
    private static final int COUNT = 4;

    private static final int VALUE = 8;

    private final byte[] bytes;

    TiffStructure(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes one directory, whose values may together not have more bytes than the structure. */
    private static final class OneDirectory implements TiffReader.Listener {
        private long bytesLeft;
        private @Nullable TiffDirectory directory;

        OneDirectory(long bytes) {
            this.bytesLeft = bytes;
        }

        @Override
        public boolean setTiffHeader(TiffHeader header) {
            return !header.bigTiff; // whose directories may be of any length
        }

        @Override
        public boolean addField(TiffField field) {
            bytesLeft -= field.isLocalValue() ? 0 : field.getBytesLength();
            return bytesLeft >= 0;
        }

        @Override
        public boolean addDirectory(TiffDirectory read) {
            directory = read;
            return false;
        }

        @Override
        public boolean readImageData() {
            return false;
        }

        @Override
        public boolean readOffsetDirectories() {
            return false;
        }
    }

    /** The first directory; empty if the bytes are no TIFF structure, or it is damaged. */
    Optional<TiffDirectory> first() {
        OneDirectory listener = new OneDirectory(bytes.length);
        try {
            new TiffReader(false).read(ByteSource.array(bytes), FormatCompliance.getDefault(), listener);
        } catch (IOException | RuntimeException damaged) { // the library throws any of these
            return Optional.empty();
        }
        return Optional.ofNullable(listener.directory);
    }

    /** The directory behind the given one; empty if there is none, or it is damaged. */
    Optional<TiffDirectory> next(TiffDirectory directory) {
        return at((int) directory.getNextDirectoryOffset(), directory);
    }

    /** The directory that a field of the given one points to; empty if there is none, or it is damaged. */
    Optional<TiffDirectory> child(TiffDirectory directory, TagInfo pointer) {
        OptionalInt offset = number(directory, pointer);
        return offset.isPresent() ? at(offset.getAsInt(), directory) : Optional.empty();
    }

    private Optional<TiffDirectory> at(int offset, TiffDirectory parent) {
        byte[] beginningThere = bytes.clone();
        ByteBuffer.wrap(beginningThere).order(parent.getByteOrder()).putInt(FIRST_DIRECTORY_POINTER, offset);
        return new TiffStructure(beginningThere).first();
    }

    /** The field with a tag, if it has a value. */
    static Optional<TiffField> field(TiffDirectory directory, TagInfo tag) {
        return directory.getDirectoryEntries().stream()
                .filter(field -> field.getTag() == tag.tag && field.getCount() > 0)
                .findFirst();
    }

    /**
     * The first number of a field of type SHORT or LONG, unless it is negative as an int. The library's own getters take a SHORT
     * for signed.
     */
    static OptionalInt number(TiffDirectory directory, TagInfo tag) {
        TiffField field = field(directory, tag).orElse(null);
        if (field == null) {
            return OptionalInt.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(field.getByteArrayValue()).order(field.getByteOrder());
        int number = field.getFieldType() == AbstractFieldType.SHORT
                ? value.getShort() & 0xffff
                : field.getFieldType() == AbstractFieldType.LONG ? value.getInt() : -1;
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Makes a field of type SHORT or LONG, if there is such a field, one number, which has its place in the entry itself. */
    void overwrite(TiffDirectory directory, TagInfo tag, int number) {
        field(directory, tag).ifPresent(field -> {
            ByteBuffer structure = ByteBuffer.wrap(bytes).order(field.getByteOrder());
            int entry = entryPosition(directory, field.getSortHint());
            if (field.getFieldType() == AbstractFieldType.SHORT) {
                structure.putInt(entry + COUNT, 1).putShort(entry + VALUE, (short) number);
            } else if (field.getFieldType() == AbstractFieldType.LONG) {
                structure.putInt(entry + COUNT, 1).putInt(entry + VALUE, number);
            }
        });
    }

    /** Makes a directory the last one. */
    void unlinkNext(TiffDirectory directory) {
        ByteBuffer structure = ByteBuffer.wrap(bytes).order(directory.getByteOrder());
        int entries = structure.getShort((int) directory.offset) & 0xffff; // the library passes over some
        structure.putInt(entryPosition(directory, entries), 0);
    }

    private static int entryPosition(TiffDirectory directory, int index) {
        return (int) directory.offset + TiffConstants.DIRECTORY_HEADER_LENGTH + index * TiffConstants.ENTRY_LENGTH;
    }
}
