package io.github.animegan.engine.kernel.nd4j;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Kernels whose convolutions ND4J computes. Pixels are worked on in plain Java. */
public final class Nd4jKernels implements Kernels {
    private final PixelKernel pixels = new PlainKernels().pixels();
    private final List<Nd4jConvolution> convolutions = new ArrayList<>();
    private final NativeOps operations;

    /** Loads ND4J and its native library, with the unchecked exceptions and errors of that. */
    public Nd4jKernels() {
        Nd4j.getExecutioner(); // Must come first: it loads what the holder then finds.
        this.operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Optional<String> advice() {
        boolean oneDnn = operations.buildInfo().contains("HAVE_ONEDNN")
                && Nd4j.getEnvironment().helpersAllowed();
        return oneDnn
                ? Optional.empty()
                : Optional.of("ND4J without oneDNN is five times slower: add nd4j-native's <platform>-onednn");
    }

    @Override
    public synchronized ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        Nd4jConvolution convolution = new Nd4jConvolution(operations, spec, weight, bias);
        convolutions.add(convolution);
        return convolution;
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }

    @Override
    public synchronized void close() {
        convolutions.forEach(Nd4jConvolution::close);
        convolutions.clear();
    }
}
