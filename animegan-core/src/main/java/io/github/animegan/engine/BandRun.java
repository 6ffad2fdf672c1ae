package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.List;

/**
 * One step of one run, band by band: gathers the input of some output rows and computes them. Bands may run at the same
 * time and in any order, as long as the rows they read are there.
 */
record BandRun(RowBands bands, Gather gather, FeatureMap output, List<ConvolutionKernel> kernels) {
    private static final Object BAND = new Object();

    void run(int band, Scratch scratch) {
        int from = bands.from(band);
        if (bands.step() instanceof Step.Convolve convolve) {
            convolve(convolve, band, scratch);
        } else {
            int rows = bands.to(band) - from;
            gather.fill(
                    from, rows, output.data(), output.row(from), output.rowStride(), bands.keepUntil(band), scratch);
        }
    }

    private void convolve(Step.Convolve step, int band, Scratch scratch) {
        int first = bands.from(band) * step.scale();
        int rows = Math.min(output.height(), bands.to(band) * step.scale()) - first;
        PixelView input = input(step, band, scratch);
        kernels.get(step.convolution()).convolve(input, output.view(first), rows, output.width(), scratch);
    }

    /** The input of a band: the stored map itself where that will do, otherwise a copy of what it is to be. */
    private PixelView input(Step.Convolve step, int band, Scratch scratch) {
        FeatureMap source = gather.source();
        if (step.input().isPlain() && bands.bands().tile() == 1 && source.isWhole()) {
            return source.view(bands.firstInput(band));
        }
        int lanes = source.lanes();
        int rows = bands.inputRows(band);
        int columns = Math.max(
                bands.inputColumns(output.width()), gather.extent().padded().width());
        float[] data = scratch.floats(BAND, rows * columns * lanes);
        gather.fill(bands.firstInput(band), rows, data, 0, columns * lanes, bands.keepUntil(band), scratch);
        return new PixelView(data, 0, columns * lanes, lanes);
    }
}
