package io.github.animegan.image.io.webp;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Decodes a key frame of VP8 into its three planes. */
final class Vp8Frame {
    private static final int SIDE = 16;
    /** In place of a mode of the whole block where each part has one. */
    private static final int PARTS = -1;

    /** The number of flags: of four parts of Y, of two parts of U and V each, and of the means. */
    private static final int FLAGS = 9;

    private static final int MEANS_FLAG = 8;

    /** Pairs of what follows a bit: a pair's index, or a mode with a minus. */
    private static final int[] MODE_TREE = {0, 2, -1, 4, -2, 6, 8, 12, -3, 10, -5, -6, -4, 14, -7, 16, -8, -9};

    private final Vp8Header header;
    private final Vp8Coefficients reader;
    private final int columns;
    private final int rows;
    private final Vp8Plane[] planes;
    private final Vp8Prediction prediction = new Vp8Prediction();

    private final int[] partModes = new int[16];
    private final byte[] modesAbove;
    private final byte[] modesLeft = new byte[4];
    /** Which parts have coefficients at the lower edge of the blocks above, and at the right edge of the block to the left. */
    private final byte[][] flagsAbove;

    private final byte[] flagsLeft = new byte[FLAGS];
    /** The strength of each block's filter, and in the highest bit whether it is for parts, too. */
    private final byte[] filters;

    private final int[] coefficients = new int[24 * 16];
    private final boolean[] isPresent = new boolean[24];
    private final int[] means = new int[16];

    Vp8Frame(Vp8Header header) {
        this.header = header;
        this.reader = new Vp8Coefficients(header.probabilities);
        this.columns = (header.size.width() + SIDE - 1) / SIDE;
        this.rows = (header.size.height() + SIDE - 1) / SIDE;
        this.planes = new Vp8Plane[] {
            new Vp8Plane(SIDE * columns, SIDE * rows),
            new Vp8Plane(SIDE / 2 * columns, SIDE / 2 * rows),
            new Vp8Plane(SIDE / 2 * columns, SIDE / 2 * rows)
        };
        this.modesAbove = new byte[4 * columns];
        this.flagsAbove = new byte[columns][FLAGS];
        this.filters = new byte[Math.multiplyExact(columns, rows)];
    }

    /** The planes of Y, U and V. */
    Vp8Plane[] decode() throws IOException {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(modesLeft, (byte) Vp8Prediction.DC);
            Arrays.fill(flagsLeft, (byte) 0);
            Vp8Bits bits = header.coefficients[row % header.coefficients.length];
            for (int column = 0; column < columns; column++) {
                block(column, row, bits);
                if (bits.isBehindEnd() || header.modes.isBehindEnd()) {
                    throw new EOFException("the picture ends in row " + SIDE * row + " of " + header.size.height());
                }
            }
        }
        Vp8Filter filter = new Vp8Filter(header.isFilterSimple, header.sharpness);
        for (int i = 0; i < filters.length; i++) {
            int strength = filters[i] & 0x7f;
            if (strength > 0) {
                filter.block(planes, i % columns, i / columns, strength, filters[i] < 0);
            }
        }
        return planes;
    }

    private void block(int column, int row, Vp8Bits bits) {
        Vp8Bits modes = header.modes;
        int segment = 0;
        if (header.hasSegmentMap) {
            int[] probabilities = header.segmentProbabilities;
            segment = modes.bit(probabilities[0]) == 0 ? modes.bit(probabilities[1]) : 2 + modes.bit(probabilities[2]);
        }
        boolean isEmpty = header.keepProbability > 0 && modes.bit(header.keepProbability) == 1;
        int mode = wholeMode(modes);
        readPartModes(modes, mode, column);
        int colorMode = colorMode(modes);
        Arrays.fill(isPresent, false);
        if (isEmpty) {
            clearFlags(flagsAbove[column], mode);
            clearFlags(flagsLeft, mode);
        } else {
            isEmpty = !readCoefficients(bits, header.steps[segment], mode, flagsAbove[column]);
        }
        int strength = header.strengths[segment][mode == PARTS ? 1 : 0];
        boolean within = mode == PARTS || !isEmpty;
        filters[row * columns + column] = (byte) (within ? strength | 0x80 : strength);
        draw(column, row, mode, colorMode);
    }

    private static int wholeMode(Vp8Bits modes) {
        if (modes.bit(145) == 0) {
            return PARTS;
        }
        if (modes.bit(156) == 0) {
            return modes.bit(163) == 0 ? Vp8Prediction.DC : Vp8Prediction.VERTICAL;
        }
        return modes.bit(128) == 0 ? Vp8Prediction.HORIZONTAL : Vp8Prediction.TRUE_MOTION;
    }

    private static int colorMode(Vp8Bits modes) {
        if (modes.bit(142) == 0) {
            return Vp8Prediction.DC;
        }
        if (modes.bit(114) == 0) {
            return Vp8Prediction.VERTICAL;
        }
        return modes.bit(183) == 0 ? Vp8Prediction.HORIZONTAL : Vp8Prediction.TRUE_MOTION;
    }

    /** Notes the modes of parts, which are read where the block is predicted in parts. */
    private void readPartModes(Vp8Bits modes, int whole, int column) {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int at = 4 * column + x;
                int mode = whole == PARTS ? partMode(modes, modesAbove[at], modesLeft[y]) : whole;
                partModes[4 * y + x] = mode;
                modesAbove[at] = (byte) mode;
                modesLeft[y] = (byte) mode;
            }
        }
    }

    private static int partMode(Vp8Bits modes, int above, int left) {
        int from = (10 * above + left) * 9;
        int node = 0;
        do {
            node = MODE_TREE[node + modes.bit(Vp8Tables.MODES[from + node / 2])];
        } while (node > 0);
        return -node;
    }

    private static void clearFlags(byte[] flags, int mode) {
        Arrays.fill(flags, 0, MEANS_FLAG, (byte) 0);
        if (mode != PARTS) {
            flags[MEANS_FLAG] = 0;
        }
    }

    /** Whether there are any. */
    private boolean readCoefficients(Vp8Bits bits, int[] steps, int mode, byte[] above) {
        Arrays.fill(coefficients, 0);
        int kind = Vp8Coefficients.WHOLE;
        if (mode != PARTS) {
            kind = Vp8Coefficients.WITHOUT_MEAN;
            Arrays.fill(means, 0);
            int context = above[MEANS_FLAG] + flagsLeft[MEANS_FLAG];
            int count = reader.read(bits, Vp8Coefficients.MEANS, context, steps[2], steps[3], means, 0);
            above[MEANS_FLAG] = (byte) (count > 0 ? 1 : 0);
            flagsLeft[MEANS_FLAG] = above[MEANS_FLAG];
            Vp8Transform.means(means, coefficients);
        }
        boolean any = readParts(bits, kind, 4, 0, 0, steps[0], steps[1], above);
        any |= readParts(bits, Vp8Coefficients.COLOR, 2, 16, 4, steps[4], steps[5], above);
        any |= readParts(bits, Vp8Coefficients.COLOR, 2, 20, 6, steps[4], steps[5], above);
        return any;
    }

    /**
     * Reads a square of parts.
     *
     * @param first the number of its first part
     * @param flag the first of its flags
     */
    private boolean readParts(Vp8Bits bits, int kind, int side, int first, int flag, int dc, int ac, byte[] above) {
        boolean any = false;
        for (int i = 0; i < side * side; i++) {
            int row = flag + i / side;
            int column = flag + i % side;
            int from = 16 * (first + i);
            int count = reader.read(bits, kind, above[column] + flagsLeft[row], dc, ac, coefficients, from);
            boolean has = count > (kind == Vp8Coefficients.WITHOUT_MEAN ? 1 : 0);
            above[column] = (byte) (has ? 1 : 0);
            flagsLeft[row] = above[column];
            isPresent[first + i] = has || coefficients[from] != 0;
            any |= isPresent[first + i];
        }
        return any;
    }

    private void draw(int column, int row, int mode, int colorMode) {
        Vp8Plane luminance = planes[0];
        int left = SIDE * column;
        int top = SIDE * row;
        if (mode != PARTS) {
            Vp8Prediction.whole(luminance, left, top, SIDE, mode);
        }
        int beside = luminance.at(left + SIDE, top - 1);
        for (int i = 0; i < 16; i++) {
            int x = left + 4 * (i % 4);
            int y = top + 4 * (i / 4);
            if (mode == PARTS) {
                int right = luminance.at(x + 4, y - 1);
                if (i % 4 == 3) {
                    right = column == columns - 1 && row > 0 ? ~beside : beside;
                }
                prediction.part(luminance, x, y, partModes[i], right);
            }
            add(i, luminance, x, y);
        }
        for (int i = 1; i < planes.length; i++) {
            Vp8Prediction.whole(planes[i], left / 2, top / 2, SIDE / 2, colorMode);
            for (int part = 0; part < 4; part++) {
                add(12 + 4 * i + part, planes[i], left / 2 + 4 * (part % 2), top / 2 + 4 * (part / 2));
            }
        }
    }

    private void add(int part, Vp8Plane plane, int left, int top) {
        if (isPresent[part]) {
            Vp8Transform.add(coefficients, 16 * part, plane, left, top);
        }
    }
}
