package io.github.animegan.engine.kernel;

import java.util.List;

/**
 * The shape of a transposed convolution, as PyTorch's {@code ConvTranspose2d} has it. Channels are padded as those of a
 * {@link ConvolutionSpec} are.
 *
 * @param stride the rows and columns of output that one row and column of input make
 * @param padding the rows and columns of output that are cut off at each side
 * @param outputPadding the rows and columns of output that are added at the bottom and the right
 */
public record TransposedSpec(
        int inputChannels,
        int outputChannels,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int padding,
        int outputPadding)
        implements LayerSpec {
    /** What it does to rows, with an {@link IllegalArgumentException} if the window is smaller than the stride. */
    public TransposedAxis vertical() {
        return new TransposedAxis(kernelHeight, stride, padding, outputPadding);
    }

    /** What it does to columns, with the same exception. */
    public TransposedAxis horizontal() {
        return new TransposedAxis(kernelWidth, stride, padding, outputPadding);
    }

    /** The plain convolution that a phase of rows and one of columns are together. */
    public ConvolutionSpec convolution(TransposedAxis.Phase rows, TransposedAxis.Phase columns) {
        return new ConvolutionSpec(inputChannels, outputChannels, rows.taps(), columns.taps(), 1, false);
    }

    /** The plain convolutions of all pairs of phases, of which it consists. */
    public List<ConvolutionSpec> convolutions() {
        return vertical().phases().stream()
                .flatMap(rows -> horizontal().phases().stream().map(columns -> convolution(rows, columns)))
                .toList();
    }

    /** Where the weight of a tap that phases have lies in IOHW. */
    public int weightIndex(
            int in, int out, TransposedAxis.Phase rows, int row, TransposedAxis.Phase columns, int column) {
        int y = rows.firstTap() - row * stride;
        int x = columns.firstTap() - column * stride;
        return ((in * outputChannels + out) * kernelHeight + y) * kernelWidth + x;
    }
}
