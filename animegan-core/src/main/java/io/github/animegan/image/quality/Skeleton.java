package io.github.animegan.image.quality;

import java.util.stream.IntStream;

/**
 * Thins marks to lines of one pixel that keep their connections, as scikit-image's {@code skeletonize} does: after Zhang and
 * Suen, but it also takes corners away, and other ends of lines two pixels wide.
 *
 * @see <a href="https://doi.org/10.1145/357994.358023">T. Y. Zhang and C. Y. Suen, A fast parallel algorithm for thinning digital
 *     patterns, 1984</a>
 */
final class Skeleton {
    private static final int FIRST_HALF = 1;
    private static final int SECOND_HALF = 2;

    /** Where scikit-image departs from the paper: neighborhoods by the halves of a round (0 to 3) in which the mark goes. */
    private static final int[][] DEPARTURES = {
        {0x18, 0xc0},
        {0x03, 0x06, 0x07, 0x43, 0x61, 0x63, 0x81, 0x85, 0xc1, 0xd0},
        {0x0c, 0x0d, 0x1c, 0x30, 0x34, 0x36, 0x58, 0x60, 0x70},
        {0x05, 0x14, 0x41, 0x50}
    };

    /** By neighborhood, the halves of a round in which a mark goes. Bit 0 is the neighbor above, the next ones clockwise. */
    private static final int[] HALVES = halves();

    private final int width;
    private final int height;
    private final boolean[] on;

    private Skeleton(boolean[] marks, int width) {
        this.width = width;
        this.height = marks.length / width;
        this.on = marks.clone();
    }

    static boolean[] of(boolean[] marks, int width) {
        Skeleton skeleton = new Skeleton(marks, width);
        boolean changed = true;
        while (changed) {
            changed = skeleton.thin(FIRST_HALF);
            changed |= skeleton.thin(SECOND_HALF);
        }
        return skeleton.on;
    }

    /** Takes away what goes in that half, all at the same time. */
    private boolean thin(int half) {
        int[] gone = IntStream.range(0, on.length)
                .filter(i -> on[i] && (HALVES[neighbors(i % width, i / width)] & half) != 0)
                .toArray();
        for (int i : gone) {
            on[i] = false;
        }
        return gone.length > 0;
    }

    private int neighbors(int x, int y) {
        return at(x, y - 1)
                | at(x + 1, y - 1) << 1
                | at(x + 1, y) << 2
                | at(x + 1, y + 1) << 3
                | at(x, y + 1) << 4
                | at(x - 1, y + 1) << 5
                | at(x - 1, y) << 6
                | at(x - 1, y - 1) << 7;
    }

    private int at(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && on[y * width + x] ? 1 : 0;
    }

    private static int[] halves() {
        int[] halves = new int[256];
        for (int ring = 0; ring < halves.length; ring++) {
            int beginnings = Integer.bitCount(~ring & (ring >> 1 | (ring & 1) << 7) & 0xff);
            int count = Integer.bitCount(ring);
            if (count >= 2 && count <= 6 && beginnings == 1) {
                halves[ring] = (lacks(ring, 0x15) && lacks(ring, 0x54) ? FIRST_HALF : 0)
                        | (lacks(ring, 0x45) && lacks(ring, 0x51) ? SECOND_HALF : 0);
            }
        }
        for (int value = 0; value < DEPARTURES.length; value++) {
            for (int ring : DEPARTURES[value]) {
                halves[ring] = value;
            }
        }
        return halves;
    }

    private static boolean lacks(int ring, int all) {
        return (ring & all) != all;
    }
}
