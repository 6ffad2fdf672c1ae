package io.github.animegan.face;

import io.github.animegan.image.Samples;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws a picture through a similarity transform with Lanczos' kernel of four lobes. Where the result is larger, the kernel lies
 * on the source's pixels and interpolates between them; where it is smaller, it lies on the result's and takes in every pixel of
 * the source that falls under it, so that nothing aliases. Either way it is one weighted sum, with weights that sum to 1, and a
 * way there and back loses little: see {@code FaceBlendTest}.
 *
 * @see <a href="https://doi.org/10.1175/1520-0450(1979)018%3C1016:LFIOAT%3E2.0.CO;2">C. E. Duchon, Lanczos filtering in one and
 *     two dimensions, 1979</a>
 */
public final class Warp {
    private static final int LOBES = 4;
    /**
     * By how much the kernel is narrower than it would have to be to keep all aliasing out of a smaller result. At 1 the way there
     * and back loses the finest detail twice: a face of 33 pixels comes back at 42.6 dB, with 1.2 at 46.1 dB.
     */
    private static final double NARROWER = 1.2;

    /** Views that are smaller than this part of what they show are made of means of whole pixels, for the kernel grows with the square. */
    private static final int COARSE = 2;

    private static final int STEPS = 1024;
    private static final float[] KERNEL = kernel();

    private final FaceRegion source;
    private final SimilarityTransform toSource;
    private final double reach;
    private final Rectangle result;
    private final float[][] planes;

    private Warp(FaceRegion source, SimilarityTransform toSource, Rectangle result) {
        this.source = source;
        this.toSource = toSource;
        this.reach = reach(toSource);
        this.result = result;
        this.planes = new float[3][Math.multiplyExact(result.width, result.height)];
    }

    /** How far from its middle a pixel of the result may look in the source, along the source's axes. */
    private static double reach(SimilarityTransform toSource) {
        return LOBES * Math.max(1, Math.abs(toSource.a()) + Math.abs(toSource.b()));
    }

    /**
     * A rectangle of what a picture becomes, as planes of red, green and blue, row by row.
     *
     * @param transform from the picture to the result
     * @param result the rectangle of the result that is wanted
     */
    static float[][] planes(BufferedImage picture, SimilarityTransform transform, Rectangle result) {
        SimilarityTransform toSource = transform.inverse();
        return planes(FaceRegion.of(picture, seen(toSource, result)), toSource, result);
    }

    /**
     * Warps a picture to the part from (0, 0) to the given width and height, as {@link #planes} but for views that are not put back: a
     * picture that becomes much smaller is brought to at least twice the size by means before.
     */
    static float[][] view(BufferedImage picture, SimilarityTransform transform, int width, int height) {
        Rectangle result = new Rectangle(width, height);
        SimilarityTransform toSource = transform.inverse();
        FaceRegion region = FaceRegion.of(picture, seen(toSource, result));
        int factor = (int) (toSource.scale() / COARSE);
        return factor < 2
                ? planes(region, toSource, result)
                : planes(region.reduced(factor), toSource.then(region.toReduced(factor)), result);
    }

    private static float[][] planes(FaceRegion region, SimilarityTransform toSource, Rectangle result) {
        Warp warp = new Warp(region, toSource, result);
        boolean reduces = toSource.scale() > 1;
        IntStream.range(0, result.height).parallel().forEach(reduces ? warp::reduceRow : warp::enlargeRow);
        return warp.planes;
    }

    /**
     * {@return what a picture becomes, from (0, 0) to the given width and height (TYPE_INT_RGB)} Beyond the picture's edges its mirror
     * image is seen. Rows are computed in parallel in the JVM's common pool.
     *
     * @param picture of any type; not changed
     * @param transform from the picture to the result
     * @param width of the result, in pixels
     * @param height of the result, in pixels
     */
    public static BufferedImage image(BufferedImage picture, SimilarityTransform transform, int width, int height) {
        float[][] planes = view(picture, transform, width, height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0, i = y * width; x < width; x++, i++) {
                row[x] = Samples.clamp(planes[0][i]) << 16
                        | Samples.clamp(planes[1][i]) << 8
                        | Samples.clamp(planes[2][i]);
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        return image;
    }

    /** The rectangle of the source under the result, kernel and all. */
    private static Rectangle seen(SimilarityTransform toSource, Rectangle result) {
        double[] xs = new double[4];
        double[] ys = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double x = corner % 2 == 0 ? result.getMinX() : result.getMaxX();
            double y = corner < 2 ? result.getMinY() : result.getMaxY();
            xs[corner] = toSource.x(x, y);
            ys[corner] = toSource.y(x, y);
        }
        double reach = reach(toSource) + 1;
        int left = (int) Math.floor(least(xs) - reach);
        int top = (int) Math.floor(least(ys) - reach);
        int right = (int) Math.ceil(-least(negative(xs)) + reach);
        int bottom = (int) Math.ceil(-least(negative(ys)) + reach);
        return new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    /** The kernel on the source's pixels: as many to each side of the place as it has lobes. */
    private void enlargeRow(int row) {
        float[] across = new float[2 * LOBES];
        float[] down = new float[2 * LOBES];
        for (int column = 0; column < result.width; column++) {
            double x = toSource.x(column + (double) result.x, row + (double) result.y) - source.left;
            double y = toSource.y(column + (double) result.x, row + (double) result.y) - source.top;
            int firstX = (int) Math.floor(x) - LOBES + 1;
            int firstY = (int) Math.floor(y) - LOBES + 1;
            weigh(x - firstX, across);
            weigh(y - firstY, down);
            int target = row * result.width + column;
            for (int channel = 0; channel < 3; channel++) {
                float[] plane = source.planes[channel];
                float sum = 0;
                for (int j = 0; j < down.length; j++) {
                    int i = (firstY + j) * source.width + firstX;
                    float line = 0;
                    for (int k = 0; k < across.length; k++) {
                        line += across[k] * plane[i + k];
                    }
                    sum += down[j] * line;
                }
                planes[channel][target] = sum;
            }
        }
    }

    /** The weights of places 0, 1, 2, ... around a middle; they sum to 1. */
    private static void weigh(double middle, float[] weights) {
        float sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = kernel(middle - k);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
    }

    /** The kernel on the result's pixels: every pixel of the source that falls under it, by how far from the middle it falls. */
    private void reduceRow(int row) {
        SimilarityTransform toResult = toSource.inverse();
        double a = toResult.a() * NARROWER;
        double b = toResult.b() * NARROWER;
        for (int column = 0; column < result.width; column++) {
            double x = toSource.x(column + (double) result.x, row + (double) result.y) - source.left;
            double y = toSource.y(column + (double) result.x, row + (double) result.y) - source.top;
            int firstX = (int) Math.ceil(x - reach);
            int lastX = (int) Math.floor(x + reach);
            int firstY = (int) Math.ceil(y - reach);
            int lastY = (int) Math.floor(y + reach);
            float red = 0;
            float green = 0;
            float blue = 0;
            float sum = 0;
            for (int j = firstY; j <= lastY; j++) {
                for (int k = firstX; k <= lastX; k++) {
                    double across = a * (k - x) - b * (j - y);
                    double down = b * (k - x) + a * (j - y);
                    if (Math.abs(across) < LOBES && Math.abs(down) < LOBES) {
                        float weight = kernel(across) * kernel(down);
                        int i = j * source.width + k;
                        red += weight * source.planes[0][i];
                        green += weight * source.planes[1][i];
                        blue += weight * source.planes[2][i];
                        sum += weight;
                    }
                }
            }
            int target = row * result.width + column;
            planes[0][target] = red / sum;
            planes[1][target] = green / sum;
            planes[2][target] = blue / sum;
        }
    }

    /** From the table, linearly; that is good to 2e-6. */
    private static float kernel(double distance) {
        double place = Math.abs(distance) * STEPS;
        int i = (int) place;
        if (i >= LOBES * STEPS) {
            return 0;
        }
        return KERNEL[i] + (float) (place - i) * (KERNEL[i + 1] - KERNEL[i]);
    }

    private static float[] kernel() {
        float[] values = new float[LOBES * STEPS + 1];
        values[0] = 1;
        for (int i = 1; i < LOBES * STEPS; i++) {
            double x = Math.PI * i / STEPS;
            values[i] = (float) (Math.sin(x) / x * Math.sin(x / LOBES) / (x / LOBES));
        }
        return values;
    }
}
