package io.github.animegan.image.io.webp;

/**
 * The filter that smooths edges of blocks and of their parts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-15">RFC 6386, section 15</a>
 */
final class Vp8Filter {
    private static final int SIDE = 16;
    private static final int PART = 4;

    private final boolean isSimple;
    private final int sharpness;

    Vp8Filter(boolean isSimple, int sharpness) {
        this.isSimple = isSimple;
        this.sharpness = sharpness;
    }

    /**
     * Filters a block's edges to the left and above, if there are any, and those within it.
     *
     * @param planes of Y, U and V
     * @param strength from 1 to 63
     */
    void block(Vp8Plane[] planes, int column, int row, int strength, boolean within) {
        int limit = strength;
        if (sharpness > 0) {
            limit = Math.min(limit >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        limit = Math.max(1, limit);
        int edge = 2 * strength + limit;
        int steep = strength >= 40 ? 2 : strength >= 15 ? 1 : 0;
        for (boolean upright : new boolean[] {true, false}) {
            for (int i = 0; i < (isSimple ? 1 : planes.length); i++) {
                Vp8Plane plane = planes[i];
                int side = i == 0 ? SIDE : SIDE / 2;
                int along = upright ? plane.stride : 1;
                int across = upright ? 1 : plane.stride;
                int start = plane.at(column * side, row * side);
                if ((upright ? column : row) > 0) {
                    edge(plane.samples, start, along, across, side, edge + 4, limit, steep, true);
                }
                for (int at = PART; within && at < side; at += PART) {
                    edge(plane.samples, start + at * across, along, across, side, edge, limit, steep, false);
                }
            }
        }
    }

    private void edge(
            byte[] samples,
            int start,
            int along,
            int across,
            int length,
            int most,
            int limit,
            int steep,
            boolean ofBlock) {
        for (int i = 0; i < length; i++) {
            int at = start + i * along;
            int outer = difference(samples, at - 2 * across, at + across);
            if (4 * difference(samples, at - across, at) + outer > 2 * most + 1) {
                continue;
            }
            if (isSimple) {
                two(samples, at, across);
            } else if (isSmooth(samples, at, across, limit)) {
                if (difference(samples, at - 2 * across, at - across) > steep
                        || difference(samples, at + across, at) > steep) {
                    two(samples, at, across);
                } else if (ofBlock) {
                    six(samples, at, across);
                } else {
                    four(samples, at, across);
                }
            }
        }
    }

    private static int difference(byte[] samples, int at, int other) {
        return Math.abs((samples[at] & 0xff) - (samples[other] & 0xff));
    }

    private static boolean isSmooth(byte[] samples, int at, int across, int limit) {
        for (int i = 1; i < 4; i++) {
            if (difference(samples, at - (i + 1) * across, at - i * across) > limit
                    || difference(samples, at + i * across, at + (i - 1) * across) > limit) {
                return false;
            }
        }
        return true;
    }

    /** How far the samples on both sides of an edge are apart, in units of a third. */
    private static int step(byte[] samples, int at, int across) {
        return 3 * ((samples[at] & 0xff) - (samples[at - across] & 0xff));
    }

    private static int outerStep(byte[] samples, int at, int across) {
        return limit((samples[at - 2 * across] & 0xff) - (samples[at + across] & 0xff), 128);
    }

    /** In the range of signed numbers of which there are so many below 0. */
    private static int limit(int value, int below) {
        return Math.max(-below, Math.min(below - 1, value));
    }

    private static void two(byte[] samples, int at, int across) {
        int change = step(samples, at, across) + outerStep(samples, at, across);
        add(samples, at - across, limit((change + 3) >> 3, 16));
        add(samples, at, -limit((change + 4) >> 3, 16));
    }

    private static void four(byte[] samples, int at, int across) {
        int change = step(samples, at, across);
        int after = limit((change + 4) >> 3, 16);
        int before = limit((change + 3) >> 3, 16);
        int outer = (after + 1) >> 1;
        add(samples, at - 2 * across, outer);
        add(samples, at - across, before);
        add(samples, at, -after);
        add(samples, at + across, -outer);
    }

    private static void six(byte[] samples, int at, int across) {
        int change = limit(step(samples, at, across) + outerStep(samples, at, across), 128);
        for (int i = 0; i < 3; i++) {
            int part = (9 * (3 - i) * change + 63) >> 7;
            add(samples, at - (i + 1) * across, part);
            add(samples, at + i * across, -part);
        }
    }

    private static void add(byte[] samples, int at, int change) {
        samples[at] = (byte) Vp8Plane.clamp((samples[at] & 0xff) + change);
    }
}
