package io.github.animegan.image.io.tiff;

/** Where the strips or tiles of a picture are in its file. */
final class TiffChunks {
    private final long[] offsets;
    private final long[] lengths;

    TiffChunks(long[] offsets, long[] lengths) {
        this.offsets = offsets;
        this.lengths = lengths;
    }

    int offsetCount() {
        return offsets.length;
    }

    int lengthCount() {
        return lengths.length;
    }

    long offset(int chunk) {
        return offsets[chunk];
    }

    /** The bytes of a strip or tile, or another number where the file does not say. */
    long length(int chunk, long otherwise) {
        return chunk < lengths.length ? lengths[chunk] : otherwise;
    }
}
