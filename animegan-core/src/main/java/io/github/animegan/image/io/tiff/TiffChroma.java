package io.github.animegan.image.io.tiff;

import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Samples;

/** Luminance and chrominance of a TIFF file: how they make colors, and how many pixels share chrominance (TIFF 6.0, section 21). */
final class TiffChroma {
    private static final double[] BT_601 = {0.299, 0.587, 0.114};
    private static final double[] FULL_RANGE = {0, 255, 128, 255, 128, 255};

    private final float red;
    private final float green;
    private final float blue;
    private final float[] black = new float[3];
    private final float[] scale = new float[3];
    private final int across;
    private final int down;

    TiffChroma(TiffTags tags) {
        double[] luma = tags.fractions(529);
        boolean given = luma.length == 3 && luma[0] > 0 && luma[1] > 0 && luma[2] > 0;
        red = (float) (given ? luma[0] : BT_601[0]);
        green = (float) (given ? luma[1] : BT_601[1]);
        blue = (float) (given ? luma[2] : BT_601[2]);
        double[] reference = tags.fractions(532);
        double[] range = reference.length == 6 ? reference : FULL_RANGE;
        for (int i = 0; i < 3; i++) {
            double span = range[2 * i + 1] - range[2 * i];
            black[i] = (float) range[2 * i];
            scale[i] = (float) ((i == 0 ? 255 : 127) / (span > 0 ? span : 255));
        }
        long[] shared = tags.numbers(530);
        across = shared.length == 2 ? (int) shared[0] : 2;
        down = shared.length == 2 ? (int) shared[1] : 2;
    }

    /** How many pixels of a row share their chrominance. */
    int across() {
        return across;
    }

    /** How many rows share their chrominance. */
    int down() {
        return down;
    }

    int color(int luma, int blueness, int redness) {
        float y = (luma - black[0]) * scale[0];
        float cb = (blueness - black[1]) * scale[1];
        float cr = (redness - black[2]) * scale[2];
        float r = y + cr * (2 - 2 * red);
        float b = y + cb * (2 - 2 * blue);
        float g = (y - red * r - blue * b) / green;
        return PixelRows.OPAQUE | Samples.clamp(r) << 16 | Samples.clamp(g) << 8 | Samples.clamp(b);
    }
}
