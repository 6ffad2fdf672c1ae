package io.github.animegan.engine.kernel;

/**
 * The transform of the weights in a Winograd convolution F(m, r): the matrix G of {@code y = A^T ((G g) * (B^T d))}, by
 * Cook and Toom's construction from n - 1 points and infinity, where n = m + r - 1.
 *
 * <p>Source: S. Winograd, "Arithmetic Complexity of Computations", 1980; A. Lavin, S. Gray, "Fast Algorithms for
 * Convolutional Neural Networks", CVPR 2016.
 */
public final class WinogradFilter {
    private final int inputs;
    private final int taps;
    private final double[][] matrix;

    /** The transform of filters of {@code taps} weights by n - 1 finite points. */
    public WinogradFilter(int taps, double... points) {
        this.inputs = points.length + 1;
        this.taps = taps;
        this.matrix = new double[inputs][taps];
        for (int i = 0; i < points.length; i++) {
            double scale = 1;
            for (int j = 0; j < points.length; j++) {
                if (j != i) {
                    scale *= points[i] - points[j];
                }
            }
            double power = 1 / scale;
            for (int k = 0; k < taps; k++) {
                matrix[i][k] = power;
                power *= points[i];
            }
        }
        matrix[inputs - 1][taps - 1] = 1;
    }

    /** Transforms the r x r weights that start at {@code offset} to the factors of a tile's products, row by row: {@code G g G^T}. */
    public void transform(float[] weight, int offset, float[] target) {
        double[] half = new double[taps];
        for (int i = 0; i < inputs; i++) {
            down(matrix[i], weight, offset, half);
            across(half, target, i * inputs);
        }
    }

    /** A row of {@code G g}. Apart from its caller, as the JIT compiles a small method once and soon, and nested loops several times. */
    private void down(double[] factors, float[] weight, int offset, double[] half) {
        for (int x = 0; x < taps; x++) {
            half[x] = 0;
            for (int y = 0; y < taps; y++) {
                half[x] += factors[y] * weight[offset + y * taps + x];
            }
        }
    }

    /** That row times {@code G^T}. */
    private void across(double[] half, float[] target, int offset) {
        for (int j = 0; j < inputs; j++) {
            double sum = 0;
            for (int x = 0; x < taps; x++) {
                sum += half[x] * matrix[j][x];
            }
            target[offset + j] = (float) sum;
        }
    }
}
