package io.github.animegan.image.io.webp;

import io.github.animegan.image.ImageSize;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.IIOException;

/**
 * The header of a VP8 key frame, and where its partitions lie.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-9">RFC 6386, section 9</a>
 */
final class Vp8Header {
    static final int SEGMENTS = 4;
    private static final int LENGTH = 10;
    private static final int LARGEST_PROFILE = 3;
    private static final int LARGEST_STEP = 127;
    private static final int LARGEST_COLOR_STEP = 117;
    private static final int LARGEST_FILTER = 63;

    final ImageSize size;
    /** The first partition, from where its modes begin. */
    final Vp8Bits modes;
    /** The partitions of coefficients, of which rows of blocks take turns. */
    final Vp8Bits[] coefficients;

    final boolean hasSegmentMap;
    final int[] segmentProbabilities = {255, 255, 255};
    /** For each segment the steps of Y's DC and AC, of the DCs' DC and AC, and of the colors' DC and AC. */
    final int[][] steps = new int[SEGMENTS][];

    final boolean isFilterSimple;
    final int sharpness;
    /** The strength of the filter, from 0 to 63, by segment, and whether a block is predicted in parts. */
    final int[][] strengths = new int[SEGMENTS][2];

    final int[] probabilities = Vp8Tables.COEFFICIENTS.clone();
    /** The probability that a block has coefficients; 0 where no block says. */
    final int keepProbability;

    private boolean hasSegments;
    private boolean areSegmentsAbsolute;
    private final int[] segmentSteps = new int[SEGMENTS];
    private final int[] segmentStrengths = new int[SEGMENTS];

    Vp8Header(byte[] file) throws IOException {
        if (file.length < LENGTH) {
            throw new EOFException("the picture ends in its header");
        }
        int head = WebPFile.little(file, 0, 3);
        boolean isShown = (head & 0x10) != 0;
        if ((head & 1) != 0 || (head >> 1 & 7) > LARGEST_PROFILE || !isShown || !isSigned(file)) {
            throw new IIOException("no key frame of VP8");
        }
        size = new ImageSize(
                /* width= */ WebPFile.little(file, 6, 2) & 0x3fff, /* height= */ WebPFile.little(file, 8, 2) & 0x3fff);
        long firstEnd = LENGTH + (long) (head >> 5);
        if (firstEnd > file.length) {
            throw new EOFException("the picture ends in its first partition");
        }
        modes = new Vp8Bits(file, LENGTH, (int) firstEnd);
        modes.number(2); // The color space, of which there is one, and whether samples need no limits.
        hasSegmentMap = readSegments();
        isFilterSimple = modes.flag();
        int strength = modes.number(6);
        sharpness = modes.number(3);
        readStrengths(strength);
        coefficients = partitions(file, (int) firstEnd, 1 << modes.number(2));
        readSteps();
        modes.flag(); // Whether probabilities last beyond this frame.
        for (int i = 0; i < probabilities.length; i++) {
            if (modes.bit(Vp8Tables.UPDATES[i]) == 1) {
                probabilities[i] = modes.number(8);
            }
        }
        keepProbability = modes.flag() ? modes.number(8) : 0;
    }

    private static boolean isSigned(byte[] file) {
        return (file[3] & 0xff) == 0x9d && file[4] == 0x01 && file[5] == 0x2a;
    }

    /** Whether blocks say to which segment they belong. */
    private boolean readSegments() {
        hasSegments = modes.flag();
        if (!hasSegments) {
            return false;
        }
        boolean hasMap = modes.flag();
        if (modes.flag()) {
            areSegmentsAbsolute = modes.flag();
            for (int i = 0; i < SEGMENTS; i++) {
                segmentSteps[i] = modes.optional(7);
            }
            for (int i = 0; i < SEGMENTS; i++) {
                segmentStrengths[i] = modes.optional(6);
            }
        }
        for (int i = 0; hasMap && i < segmentProbabilities.length; i++) {
            segmentProbabilities[i] = modes.flag() ? modes.number(8) : 255;
        }
        return hasMap;
    }

    private void readStrengths(int strength) {
        int ofReference = 0;
        int ofParts = 0;
        boolean hasChanges = modes.flag();
        if (hasChanges && modes.flag()) {
            int[] changes = new int[8];
            for (int i = 0; i < changes.length; i++) {
                changes[i] = modes.optional(6);
            }
            ofReference = changes[0];
            ofParts = changes[4];
        }
        for (int i = 0; i < SEGMENTS; i++) {
            int base = inSegment(i, segmentStrengths, strength) + ofReference;
            strengths[i][0] = strength == 0 ? 0 : limit(base, LARGEST_FILTER);
            strengths[i][1] = strength == 0 ? 0 : limit(base + ofParts, LARGEST_FILTER);
        }
    }

    private int inSegment(int segment, int[] values, int base) {
        if (!hasSegments) {
            return base;
        }
        return areSegmentsAbsolute ? values[segment] : values[segment] + base;
    }

    private void readSteps() {
        int base = modes.number(7);
        int[] changes = new int[5];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = modes.optional(4);
        }
        for (int i = 0; i < SEGMENTS; i++) {
            int index = inSegment(i, segmentSteps, base);
            steps[i] = new int[] {
                Vp8Tables.DC_STEPS[limit(index + changes[0], LARGEST_STEP)],
                Vp8Tables.AC_STEPS[limit(index, LARGEST_STEP)],
                2 * Vp8Tables.DC_STEPS[limit(index + changes[1], LARGEST_STEP)],
                Math.max(8, Vp8Tables.AC_STEPS[limit(index + changes[2], LARGEST_STEP)] * 155 / 100),
                Vp8Tables.DC_STEPS[limit(index + changes[3], LARGEST_COLOR_STEP)],
                Vp8Tables.AC_STEPS[limit(index + changes[4], LARGEST_STEP)]
            };
        }
    }

    private static int limit(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    private static Vp8Bits[] partitions(byte[] file, int from, int count) throws EOFException {
        Vp8Bits[] partitions = new Vp8Bits[count];
        int start = from + 3 * (count - 1);
        if (start > file.length) {
            throw new EOFException("the picture ends in its header");
        }
        for (int i = 0; i < count; i++) {
            int at = from + 3 * i;
            int end = file.length;
            if (i < count - 1) {
                end = Math.min(end, start + WebPFile.little(file, at, 3));
            }
            partitions[i] = new Vp8Bits(file, start, end);
            start = end;
        }
        return partitions;
    }
}
