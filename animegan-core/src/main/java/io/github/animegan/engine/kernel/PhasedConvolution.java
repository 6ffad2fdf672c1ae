package io.github.animegan.engine.kernel;

import io.github.animegan.engine.kernel.TransposedAxis.Phase;
import java.util.ArrayList;
import java.util.List;

/** A transposed convolution as plain ones, each of which computes every {@code stride}th row and column of the output. */
final class PhasedConvolution implements ConvolutionKernel {
    private final int stride;
    private final List<Part> parts = new ArrayList<>();

    /** The convolution that computes the rows of one remainder in the columns of another. */
    private record Part(Phase rows, Phase columns, ConvolutionKernel kernel) {}

    PhasedConvolution(Kernels kernels, TransposedSpec spec, float[] iohw, float[] bias) {
        this.stride = spec.stride();
        for (Phase rows : spec.vertical().phases()) {
            for (Phase columns : spec.horizontal().phases()) {
                float[] weight = select(spec, iohw, rows, columns);
                parts.add(new Part(rows, columns, kernels.convolution(spec.convolution(rows, columns), weight, bias)));
            }
        }
    }

    /** The weights of one part, as OIHW. */
    private static float[] select(TransposedSpec spec, float[] iohw, Phase rows, Phase columns) {
        float[] oihw = new float[spec.outputChannels() * spec.inputChannels() * rows.taps() * columns.taps()];
        int to = 0;
        for (int out = 0; out < spec.outputChannels(); out++) {
            for (int in = 0; in < spec.inputChannels(); in++) {
                for (int row = 0; row < rows.taps(); row++) {
                    for (int column = 0; column < columns.taps(); column++) {
                        oihw[to++] = iohw[spec.weightIndex(in, out, rows, row, columns, column)];
                    }
                }
            }
        }
        return oihw;
    }

    @Override
    public int bandRows(int height, int width) {
        return parts.stream()
                .mapToInt(part -> part.kernel.bandRows(height, width))
                .min()
                .orElseThrow();
    }

    @Override
    public int tile() {
        return parts.stream().mapToInt(part -> part.kernel.tile()).max().orElseThrow();
    }

    @Override
    public long weightBytes() {
        return parts.stream().mapToLong(part -> part.kernel.weightBytes()).sum();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        for (Part part : parts) {
            PixelView seen = input.phase(part.rows.input(), part.columns.input(), 1);
            PixelView computed = output.phase(part.rows.remainder(), part.columns.remainder(), stride);
            int itsRows = (rows - part.rows.remainder() + stride - 1) / stride;
            int itsWidth = (width - part.columns.remainder() + stride - 1) / stride;
            part.kernel.convolve(seen, computed, itsRows, itsWidth, scratch);
        }
    }
}
