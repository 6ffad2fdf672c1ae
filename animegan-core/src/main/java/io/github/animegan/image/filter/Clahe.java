package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;
import java.util.Arrays;

/**
 * Contrast-limited adaptive histogram equalization of the lightness L* of CIE L*a*b* (in 256 steps), a and b as they are. The
 * picture is cut into tiles, each with a histogram clipped at {@code clipLimit * pixels / 256} and equalized; each pixel takes
 * from the four nearest tiles. Tiles, clipping and interpolation are those of OpenCV's {@code createCLAHE}.
 *
 * @see <a href="https://doi.org/10.1016/B978-0-12-336156-1.50061-6">K. Zuiderveld, Contrast limited adaptive histogram
 *     equalization, 1994</a>
 */
public final class Clahe implements PixelFilter {
    private static final int LEVELS = 256;
    private static final double LEVELS_PER_LIGHTNESS = 2.55;

    private final double clipLimit;
    private final int tiles;

    /** CLAHE with a number of tiles a side. */
    public Clahe(double clipLimit, int tiles) {
        this.clipLimit = clipLimit;
        this.tiles = tiles;
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        byte[] levels = levels(argb, width, height);
        Grid grid = new Grid(levels, width, height);
        ParallelRows.run(width, height, (first, end) -> {
            LabRow row = new LabRow(width);
            for (int y = first; y < end; y++) {
                row.read(argb, y * width);
                for (int x = 0; x < width; x++) {
                    float lightness = (float) (grid.equalized(x, y) / LEVELS_PER_LIGHTNESS);
                    float change = (lightness + 16) / 116 - row.fy[x];
                    row.fx[x] += change;
                    row.fy[x] += change;
                    row.fz[x] += change;
                }
                row.write(argb, y * width);
            }
        });
    }

    private static byte[] levels(int[] argb, int width, int height) {
        byte[] levels = new byte[argb.length];
        ParallelRows.run(width, height, (first, end) -> {
            LabRow row = new LabRow(width);
            for (int y = first; y < end; y++) {
                row.read(argb, y * width);
                for (int x = 0; x < width; x++) {
                    levels[y * width + x] = (byte) level(row.fy[x], argb[y * width + x]);
                }
            }
        });
        return levels;
    }

    /**
     * Rounded as if computed in double: two pixels of neighboring levels may be equalized to lightnesses far apart, so between
     * two levels the row's small errors would be seen.
     */
    private static int level(float fy, int pixel) {
        double level = (116 * fy - 16) * LEVELS_PER_LIGHTNESS;
        boolean between = Math.abs(level - Math.floor(level) - 0.5) < 0.02;
        return (int) Math.rint(between ? LabRow.lightness(pixel) * LEVELS_PER_LIGHTNESS : level);
    }

    /** The tiles' tables over one picture. Where tiles do not divide it, it is mirrored at its right and lower edge. */
    private final class Grid {
        private final byte[] levels;
        private final int width;
        private final int height;
        private final int tileWidth;
        private final int tileHeight;
        private final int[][] tables = new int[tiles * tiles][];

        Grid(byte[] levels, int width, int height) {
            this.levels = levels;
            this.width = width;
            this.height = height;
            boolean divided = width % tiles == 0 && height % tiles == 0;
            // OpenCV lengthens both sides as soon as one does not divide.
            tileWidth = width / tiles + (divided ? 0 : 1);
            tileHeight = height / tiles + (divided ? 0 : 1);
            for (int tile = 0; tile < tables.length; tile++) {
                tables[tile] = table(tile % tiles * tileWidth, tile / tiles * tileHeight);
            }
        }

        private int[] table(int left, int top) {
            int[] histogram = new int[LEVELS];
            for (int y = top; y < top + tileHeight; y++) {
                int row = Samples.reflect(y, height) * width;
                for (int x = left; x < left + tileWidth; x++) {
                    histogram[levels[row + (x < width ? x : Samples.reflect(x, width))] & 0xff]++;
                }
            }
            int area = tileWidth * tileHeight;
            clip(histogram, Math.max(1, (int) (clipLimit * area / LEVELS)));
            float scale = (LEVELS - 1f) / area;
            int sum = 0;
            for (int level = 0; level < LEVELS; level++) {
                sum += histogram[level];
                histogram[level] = (int) Math.min(255, Math.rint(sum * scale));
            }
            return histogram;
        }

        /** In OpenCV's order of operations, as it is then rounded. */
        float equalized(int x, int y) {
            int level = levels[y * width + x] & 0xff;
            float column = x * (1f / tileWidth) - 0.5f;
            float row = y * (1f / tileHeight) - 0.5f;
            int left = (int) Math.floor(column);
            int top = (int) Math.floor(row);
            float down = row - top;
            float upper = between(left, top, column - left, level);
            float lower = between(left, top + 1, column - left, level);
            return (float) Math.rint(upper * (1 - down) + lower * down);
        }

        private float between(int left, int row, float share, int level) {
            int offset = Math.max(0, Math.min(tiles - 1, row)) * tiles;
            int a = tables[offset + Math.max(0, left)][level];
            int b = tables[offset + Math.min(tiles - 1, left + 1)][level];
            return a * (1 - share) + b * share;
        }
    }

    /** Spreads what exceeds the limit over all levels; the rest that does not divide goes to levels evenly apart. */
    private static void clip(int[] histogram, int limit) {
        int excess = 0;
        for (int level = 0; level < LEVELS; level++) {
            excess += Math.max(0, histogram[level] - limit);
            histogram[level] = Math.min(histogram[level], limit);
        }
        int share = excess / LEVELS;
        Arrays.setAll(histogram, level -> histogram[level] + share);
        int rest = excess % LEVELS;
        int step = Math.max(1, LEVELS / Math.max(1, rest));
        for (int level = 0; level < LEVELS && rest > 0; level += step, rest--) {
            histogram[level]++;
        }
    }
}
