package io.github.animegan.engine.kernel.nd4j;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.ArrayList;
import java.util.List;
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

    /** Whether oneDNN computes the convolutions: five times faster than what ND4J has of its own. */
    boolean hasOneDnn() {
        return operations.buildInfo().contains("HAVE_ONEDNN")
                && Nd4j.getEnvironment().helpersAllowed();
    }

    /** Computes one product of two numbers, with an unchecked exception or error if that cannot be done or is wrong. */
    void tryOut() {
        ConvolutionSpec spec = new ConvolutionSpec(1, 1, 1, 1, 1, false);
        float[] result = new float[1];
        try (Scratch scratch = new Scratch()) {
            convolution(spec, new float[] {3}, new float[] {1})
                    .convolve(new PixelView(new float[] {2}, 0, 1, 1), new PixelView(result, 0, 1, 1), 1, 1, scratch);
        }
        if (result[0] != 7) {
            throw new IllegalStateException("2 times 3 plus 1 is " + result[0]);
        }
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
