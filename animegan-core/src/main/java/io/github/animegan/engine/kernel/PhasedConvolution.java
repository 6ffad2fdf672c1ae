package io.github.animegan.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/** A transposed convolution, computed phase by phase. */
final class PhasedConvolution implements ConvolutionKernel {
    private final int scale;
    private final List<ConvolutionPhase> phases;
    private final List<ConvolutionKernel> convolutions = new ArrayList<>();

    PhasedConvolution(Kernels kernels, List<ConvolutionPhase> phases, int scale, float[] bias) {
        this.scale = scale;
        this.phases = phases;
        for (ConvolutionPhase phase : phases) {
            convolutions.add(kernels.convolution(phase.spec(), phase.weight(), bias));
        }
    }

    @Override
    public int bandRows(int height, int width) {
        return convolutions.stream()
                .mapToInt(each -> each.bandRows(height, width))
                .min()
                .orElseThrow();
    }

    @Override
    public int tile() {
        return convolutions.stream().mapToInt(ConvolutionKernel::tile).max().orElseThrow();
    }

    @Override
    public long weightBytes() {
        return convolutions.stream().mapToLong(ConvolutionKernel::weightBytes).sum();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        for (int i = 0; i < phases.size(); i++) {
            ConvolutionPhase phase = phases.get(i);
            PixelView seen = input.phase(phase.inputRow(), phase.inputColumn(), 1);
            PixelView computed = output.phase(phase.outputRow(), phase.outputColumn(), scale);
            int itsRows = (rows - phase.outputRow() + scale - 1) / scale;
            int itsWidth = (width - phase.outputColumn() + scale - 1) / scale;
            convolutions.get(i).convolve(seen, computed, itsRows, itsWidth, scratch);
        }
    }
}
