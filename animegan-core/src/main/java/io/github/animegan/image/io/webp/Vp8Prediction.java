package io.github.animegan.image.io.webp;

/**
 * Predicts blocks from the samples above them and to their left.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-12">RFC 6386, section 12</a>
 */
final class Vp8Prediction {
    /** The modes, those of whole blocks first. */
    static final int DC = 0;

    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;

    /**
     * For the modes from the third on and each sample of a part, row by row, what it is the mean of: three neighbors around an
     * index of the edge, or, where there is a P, the sample at the index and the next one. The edge, by letters: the left column from
     * b at its bottom to e, the corner f, and the row above from g to n; a and o are b and n again.
     */
    private static final String[] DIRECTIONS = {
        "g h i j g h i j g h i j g h i j",
        "e e e e d d d d c c c c b b b b",
        "h i j k i j k l j k l m k l m n",
        "f g h i e f g h d e f g c d e f",
        "Pf Pg Ph Pi f g h i e Pf Pg Ph d f g h",
        "Pg Ph Pi Pj h i j k Ph Pi Pj l i j k m",
        "Pe f g h Pd e Pe f Pc d Pd e Pb c Pc d",
        "Pd d Pc c Pc c Pb b Pb b Pa Pa Pa Pa Pa Pa"
    };

    private static final int[][] SOURCES = sources();
    private static final int PAIR = 16;
    private static final int EDGE = 15;
    private static final int CORNER = 5;

    private final int[] edge = new int[EDGE];

    private static int[][] sources() {
        int[][] sources = new int[DIRECTIONS.length][16];
        for (int mode = 0; mode < sources.length; mode++) {
            String[] words = DIRECTIONS[mode].split(" ", -1);
            for (int i = 0; i < words.length; i++) {
                String word = words[i];
                int index = word.charAt(word.length() - 1) - 'a';
                sources[mode][i] = word.length() > 1 ? 16 + index : index;
            }
        }
        return sources;
    }

    /** Predicts a whole block of such a side; the mean leaves out what lies outside of the picture. */
    static void whole(Vp8Plane plane, int left, int top, int side, int mode) {
        byte[] samples = plane.samples;
        int corner = plane.at(left - 1, top - 1);
        int mean = mode == DC ? mean(plane, left, top, side) : 0;
        for (int y = 1; y <= side; y++) {
            int row = corner + y * plane.stride;
            int beside = samples[row] & 0xff;
            for (int x = 1; x <= side; x++) {
                samples[row + x] = switch (mode) {
                    case VERTICAL -> samples[corner + x];
                    case HORIZONTAL -> (byte) beside;
                    case TRUE_MOTION ->
                        (byte) Vp8Plane.clamp(beside + (samples[corner + x] & 0xff) - (samples[corner] & 0xff));
                    default -> (byte) mean;
                };
            }
        }
    }

    private static int mean(Vp8Plane plane, int left, int top, int side) {
        int sum = 0;
        int count = 0;
        for (int x = 0; top > 0 && x < side; x++) {
            sum += plane.samples[plane.at(left + x, top - 1)] & 0xff;
            count++;
        }
        for (int y = 0; left > 0 && y < side; y++) {
            sum += plane.samples[plane.at(left - 1, top + y)] & 0xff;
            count++;
        }
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    /**
     * Predicts a part of 4x4 samples.
     *
     * @param right the index of the four samples that stand above and to the right; if negative, all are as the one before the
     *     index that it is the complement of
     */
    void part(Vp8Plane plane, int left, int top, int mode, int right) {
        byte[] samples = plane.samples;
        int corner = plane.at(left - 1, top - 1);
        for (int i = 0; i < 4; i++) {
            edge[CORNER - 1 - i] = samples[corner + (i + 1) * plane.stride] & 0xff;
            edge[CORNER + 1 + i] = samples[corner + 1 + i] & 0xff;
            edge[CORNER + 5 + i] = samples[right < 0 ? ~right - 1 : right + i] & 0xff;
        }
        edge[CORNER] = samples[corner] & 0xff;
        edge[0] = edge[1];
        edge[EDGE - 1] = edge[EDGE - 2];
        if (mode == TRUE_MOTION) {
            whole(plane, left, top, 4, mode);
            return;
        }
        int sum = 4;
        for (int i = 1; i <= 4; i++) {
            sum += edge[CORNER - i] + edge[CORNER + i];
        }
        for (int i = 0; i < 16; i++) {
            int value = mode == DC ? sum >> 3 : mean(SOURCES[mode - VERTICAL][i]);
            samples[corner + (1 + i / 4) * plane.stride + 1 + i % 4] = (byte) value;
        }
    }

    private int mean(int source) {
        if (source >= PAIR) {
            return (edge[source - PAIR] + edge[source - PAIR + 1] + 1) >> 1;
        }
        return (edge[source - 1] + 2 * edge[source] + edge[source + 1] + 2) >> 2;
    }
}
