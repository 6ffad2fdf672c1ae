package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;

/**
 * Some rows of a picture and those around them: red, green and blue, each as an array of rows of samples in [0, 255]. Rows that
 * are arrays of their own can all be read at a loop's index, which is the form of loop that C2 vectorizes.
 *
 * <p>Only a band at a time is held like this: a whole photo would take three times its pixels' memory.
 */
final class Planes {
    final float[][] red;
    final float[][] green;
    final float[][] blue;

    private Planes(int width, int rows) {
        red = new float[rows][width];
        green = new float[rows][width];
        blue = new float[rows][width];
    }

    /**
     * The rows from {@code first - radius} to before {@code end + radius}, so that row y is at index {@code y - first + radius}.
     * Beyond the picture's edges it is mirrored, the edge not repeated.
     */
    static Planes around(int[] argb, int width, int height, int first, int end, int radius) {
        Planes planes = new Planes(width, end - first + 2 * radius);
        for (int i = 0; i < planes.red.length; i++) {
            int row = Samples.reflect(first - radius + i, height);
            unpack(argb, row * width, planes.red[i], planes.green[i], planes.blue[i]);
        }
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

    /** Writes a row of colors, rounded and clamped, under the alpha that is there. */
    static void pack(float[] red, float[] green, float[] blue, int[] argb, int offset) {
        for (int x = 0; x < red.length; x++) {
            argb[offset + x] = Samples.withColors(argb[offset + x], red[x], green[x], blue[x]);
        }
    }
}
