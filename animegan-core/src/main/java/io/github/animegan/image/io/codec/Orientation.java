package io.github.animegan.image.io.codec;

import io.github.animegan.image.ImageSize;

/**
 * How the camera was held: EXIF's orientation, 1 to 8, as what has to be done to see the picture upright. Named after
 * turning, always clockwise, and mirroring left to right, done first.
 */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    TURNED_180(false, true, true),
    MIRRORED_TURNED_180(false, false, true),
    MIRRORED_TURNED_270(true, false, false),
    TURNED_90(true, true, false),
    MIRRORED_TURNED_90(true, true, true),
    TURNED_270(true, false, true);

    /** Whether the file's rows become columns; the flips are of the columns and rows after that. */
    private final boolean transposed;

    private final boolean columnsFlipped;
    private final boolean rowsFlipped;

    Orientation(boolean transposed, boolean columnsFlipped, boolean rowsFlipped) {
        this.transposed = transposed;
        this.columnsFlipped = columnsFlipped;
        this.rowsFlipped = rowsFlipped;
    }

    /** The orientation that EXIF gives this number; upright if it gives none. */
    public static Orientation of(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /** The upright size of a picture whose file has the given one. */
    public ImageSize uprightSize(ImageSize size) {
        return transposed ? new ImageSize(/* width= */ size.height(), /* height= */ size.width()) : size;
    }

    /** Puts row y of the file at its place in the upright picture. */
    public void place(int[] row, int y, ImageSize fileSize, int[] upright) {
        ImageSize size = uprightSize(fileSize);
        int column = columnsFlipped ? -1 : 1;
        int line = rowsFlipped ? -size.width() : size.width();
        int origin = (columnsFlipped ? size.width() - 1 : 0) + (rowsFlipped ? (size.height() - 1) * size.width() : 0);
        int alongRow = transposed ? line : column;
        int index = origin + y * (transposed ? column : line);
        for (int x = 0; x < fileSize.width(); x++, index += alongRow) {
            upright[index] = row[x];
        }
    }
}
