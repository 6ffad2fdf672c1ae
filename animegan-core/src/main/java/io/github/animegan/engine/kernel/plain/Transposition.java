package io.github.animegan.engine.kernel.plain;

/** Copies between pixels, channels last, and planes, one channel each: eight channels a pass, half a cache line. */
final class Transposition {
    private static final int BLOCK = 8;

    private Transposition() {}

    /**
     * Copies a run of pixels to planes.
     *
     * @param step floats from one pixel to the next
     * @param planeStride floats from one plane to the next
     */
    static void toPlanes(
            float[] pixels, int from, int step, int channels, int count, float[] planes, int to, int planeStride) {
        int c = 0;
        for (; c + BLOCK <= channels; c += BLOCK) {
            eightToPlanes(pixels, from + c, step, count, planes, to + c * planeStride, planeStride);
        }
        for (; c < channels; c++) {
            int source = from + c;
            int target = to + c * planeStride;
            for (int i = 0; i < count; i++) {
                planes[target + i] = pixels[source + i * step];
            }
        }
    }

    private static void eightToPlanes(
            float[] pixels, int from, int step, int count, float[] planes, int to, int planeStride) {
        int to1 = to + planeStride;
        int to2 = to1 + planeStride;
        int to3 = to2 + planeStride;
        int to4 = to3 + planeStride;
        int to5 = to4 + planeStride;
        int to6 = to5 + planeStride;
        int to7 = to6 + planeStride;
        int pixel = from;
        for (int i = 0; i < count; i++) {
            planes[to + i] = pixels[pixel];
            planes[to1 + i] = pixels[pixel + 1];
            planes[to2 + i] = pixels[pixel + 2];
            planes[to3 + i] = pixels[pixel + 3];
            planes[to4 + i] = pixels[pixel + 4];
            planes[to5 + i] = pixels[pixel + 5];
            planes[to6 + i] = pixels[pixel + 6];
            planes[to7 + i] = pixels[pixel + 7];
            pixel += step;
        }
    }

    /** Copies elements {@code from} on of rows, a row for each channel from {@code rows[first]} on, to a run of pixels. */
    static void toPixels(
            float[][] rows, int first, int channels, int from, int count, float[] pixels, int to, int step) {
        int c = 0;
        for (; c + BLOCK <= channels; c += BLOCK) {
            eightToPixels(rows, first + c, from, count, pixels, to + c, step);
        }
        for (; c < channels; c++) {
            float[] row = rows[first + c];
            int target = to + c;
            for (int i = 0; i < count; i++) {
                pixels[target + i * step] = row[from + i];
            }
        }
    }

    private static void eightToPixels(
            float[][] rows, int first, int from, int count, float[] pixels, int to, int step) {
        float[] row0 = rows[first];
        float[] row1 = rows[first + 1];
        float[] row2 = rows[first + 2];
        float[] row3 = rows[first + 3];
        float[] row4 = rows[first + 4];
        float[] row5 = rows[first + 5];
        float[] row6 = rows[first + 6];
        float[] row7 = rows[first + 7];
        int pixel = to;
        for (int i = from; i < from + count; i++) {
            pixels[pixel] = row0[i];
            pixels[pixel + 1] = row1[i];
            pixels[pixel + 2] = row2[i];
            pixels[pixel + 3] = row3[i];
            pixels[pixel + 4] = row4[i];
            pixels[pixel + 5] = row5[i];
            pixels[pixel + 6] = row6[i];
            pixels[pixel + 7] = row7[i];
            pixel += step;
        }
    }
}
