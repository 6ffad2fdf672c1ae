package io.github.animegan.bench.layers;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.TransposedSpec;
import java.util.ArrayList;
import java.util.List;

/** A backend that counts the time of each convolution it has prepared. For sessions of one thread. */
final class MeasuredKernels implements Kernels {
    private final Kernels kernels;
    private final RunClock clock = new RunClock();
    private final List<MeasuredLayer> layers = new ArrayList<>();

    MeasuredKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        return counted(MeasuredLayer.of(spec, kernels.convolution(spec, weight, bias), clock));
    }

    @Override
    public ConvolutionKernel transposedConvolution(TransposedSpec spec, float[] iohw, float[] bias) {
        return counted(MeasuredLayer.of(spec, kernels.transposedConvolution(spec, iohw, bias), clock));
    }

    private MeasuredLayer counted(MeasuredLayer layer) {
        layers.add(layer);
        return layer;
    }

    @Override
    public PixelKernel pixels() {
        return kernels.pixels();
    }

    /** Forgets what was counted: a new run begins. */
    void reset() {
        clock.reset();
        layers.forEach(MeasuredLayer::reset);
    }

    /** {@return what each layer took since then, in the order in which they were prepared} */
    List<LayerTime> times() {
        return layers.stream().map(MeasuredLayer::time).toList();
    }

    @Override
    public void close() {
        kernels.close();
    }
}
