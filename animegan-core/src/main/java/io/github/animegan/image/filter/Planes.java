package io.github.animegan.image.filter;

/**
 * A picture's red, green and blue, each as an array of rows of samples in [0, 255]. Rows that are arrays of their own can all be
 * read at a loop's index, which is the form of loop that C2 vectorises.
 */
final class Planes {
    final float[][] red;
    final float[][] green;
    final float[][] blue;

    private Planes(int width, int height) {
        red = new float[height][width];
        green = new float[height][width];
        blue = new float[height][width];
    }

    static Planes of(int[] argb, int width, int height) {
        Planes planes = new Planes(width, height);
        ParallelRows.run(width, height, (first, end) -> {
            for (int y = first; y < end; y++) {
                unpack(argb, y * width, planes.red[y], planes.green[y], planes.blue[y]);
            }
        });
        return planes;
    }

    private static void unpack(int[] argb, int offset, float[] red, float[] green, float[] blue) {
        for (int x = 0; x < red.length; x++) {
            int pixel = argb[offset + x];
            red[x] = pixel >> 16 & 0xff;
            green[x] = pixel >> 8 & 0xff;
            blue[x] = pixel & 0xff;
        }
    }

    /** Writes a row of colours, rounded and clamped, under the alpha that is there. */
    static void pack(float[] red, float[] green, float[] blue, int[] argb, int offset) {
        for (int x = 0; x < red.length; x++) {
            argb[offset + x] = Samples.withColours(argb[offset + x], red[x], green[x], blue[x]);
        }
    }
}
