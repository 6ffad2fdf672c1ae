package io.github.animegan.engine.kernel;

/**
 * One of the plain convolutions that a transposed convolution consists of: it computes every {@code scale}th row and column of
 * the output.
 *
 * @param spec of stride 1
 * @param weight OIHW
 * @param inputRow the first row of the transposed convolution's window that it sees
 * @param inputColumn the first column of it
 * @param outputRow the first row of the output that it computes
 * @param outputColumn the first column of it
 */
@SuppressWarnings("ArrayRecordComponent") // The generator's own weights, never compared.
public record ConvolutionPhase(
        ConvolutionSpec spec, float[] weight, int inputRow, int inputColumn, int outputRow, int outputColumn) {}
