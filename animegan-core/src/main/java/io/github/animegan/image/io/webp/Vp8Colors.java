package io.github.animegan.image.io.webp;

/**
 * Rows of pixels of luminance and of chrominance at half its size, which is interpolated as libwebp and all browsers do: a pixel takes
 * 9, 3, 3 and 1 sixteenths of the four samples nearest to it.
 */
final class Vp8Colors {
    private final Vp8Plane luminance;
    private final Vp8Plane[] chrominance;
    private final int width;
    private final int lastRow;

    /** @param planes of Y, U and V */
    Vp8Colors(Vp8Plane[] planes, int width, int height) {
        this.luminance = planes[0];
        this.chrominance = new Vp8Plane[] {planes[1], planes[2]};
        this.width = width;
        this.lastRow = (height - 1) / 2;
    }

    /** Fills a row with opaque pixels. */
    void read(int y, int[] row) {
        int near = y / 2;
        int far = y % 2 == 0 ? Math.max(0, near - 1) : Math.min(lastRow, near + 1);
        int lastColumn = (width - 1) / 2;
        for (int x = 0; x < width; x++) {
            int beside = x % 2 == 0 ? Math.max(0, x / 2 - 1) : Math.min(lastColumn, x / 2 + 1);
            int u = interpolated(chrominance[0], x / 2, near, beside, far);
            int v = interpolated(chrominance[1], x / 2, near, beside, far);
            row[x] = pixel(luminance.samples[luminance.at(x, y)] & 0xff, u, v);
        }
    }

    /** In two steps, which round as libwebp's do. */
    private static int interpolated(Vp8Plane plane, int x, int y, int otherX, int otherY) {
        int nearest = plane.samples[plane.at(x, y)] & 0xff;
        int beside = plane.samples[plane.at(otherX, y)] & 0xff;
        int above = plane.samples[plane.at(x, otherY)] & 0xff;
        if (x == otherX) {
            return (3 * nearest + above + 2) >> 2;
        }
        int diagonal = plane.samples[plane.at(otherX, otherY)] & 0xff;
        int half = (nearest + diagonal + 3 * (beside + above) + 8) >> 3;
        return (half + nearest) >> 1;
    }

    /** BT.601 of the range from 16 to 235, in fixed point. */
    private static int pixel(int y, int u, int v) {
        int gray = (y * 19077) >> 8;
        int red = gray + ((v * 26149) >> 8) - 14234;
        int green = gray - ((u * 6419) >> 8) - ((v * 13320) >> 8) + 8708;
        int blue = gray + ((u * 33050) >> 8) - 17685;
        return 0xff000000 | sample(red) << 16 | sample(green) << 8 | sample(blue);
    }

    private static int sample(int value) {
        return Vp8Plane.clamp(value >> 6);
    }
}
