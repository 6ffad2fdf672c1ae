package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.Winograd;

/**
 * The one-dimensional transforms of a Winograd convolution F(m, r), which computes m outputs of an r-tap filter by n =
 * m + r - 1 products in place of m * r: {@code y = A^T ((G g) * (B^T d))}. Nested for two dimensions.
 *
 * <p>The matrices follow from n - 1 points by Cook and Toom's construction. Points near 0 and in pairs of opposite signs
 * keep rounding errors small and let half the operations be shared; which ones round least was searched for.
 *
 * <p>Source: S. Winograd, "Arithmetic Complexity of Computations", 1980; A. Lavin, S. Gray, "Fast Algorithms for
 * Convolutional Neural Networks", CVPR 2016; B. Barabasz et al., "Error Analysis and Improving the Accuracy of Winograd
 * Convolution for Deep Neural Networks", 2020 (what points do).
 */
abstract sealed class VectorWinogradTransform extends Winograd
        permits VectorWinograd4x2, VectorWinograd4x3, VectorWinograd4x7, VectorWinograd6x3 {
    VectorWinogradTransform(int outputs, int taps, double... points) {
        super(outputs, taps, points);
    }

    /**
     * Transforms {@code count} columns of n vectors by B^T. With none it returns at once: that is an idle call of an {@link
     * io.github.animegan.engine.kernel.Exercise}, and must cost nothing.
     *
     * @param step floats from one column to the next
     * @param stride floats between the n elements of a column
     */
    abstract void input(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride);

    /** Transforms {@code count} columns of n vectors to m vectors by A^T, and adds a vector of the bias to each. Returns at once with none. */
    abstract void output(
            float[] source,
            int offset,
            int step,
            int stride,
            int count,
            float[] target,
            int targetOffset,
            int targetStep,
            int targetStride,
            float[] bias,
            int biasOffset);
}
