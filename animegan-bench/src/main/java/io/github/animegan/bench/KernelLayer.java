package io.github.animegan.bench;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.TransposedSpec;
import java.util.Random;

/** The kinds of layers that the three generators consist of, each at a size where one of them spends its time. */
public enum KernelLayer {
    CONV3X3_256_256_AT_64(256, 256, 3, 1, 64),
    CONV3X3_64_64_AT_256(64, 64, 3, 1, 256),
    CONV3X3_128_64_AT_512(128, 64, 3, 1, 512),
    CONV7X7_64_32_AT_512(64, 32, 7, 1, 512),
    CONV7X7_64_3_AT_512(64, 3, 7, 1, 512),
    CONV7X7_3_64_AT_512(3, 64, 7, 1, 512),
    CONV1X1_256_512_AT_128(256, 512, 1, 1, 128),
    /** From 512 x 512 to 256 x 256. */
    STRIDE2_64_128_AT_256(64, 128, 3, 2, 256),
    DEPTHWISE3X3_512_AT_128(512, 512, 3, 1, 128),
    /** A transposed convolution 3x3, stride 2, to 256 x 256: four phases, each of which writes every second pixel. */
    TRANSPOSED_256_128_AT_256(256, 128, 3, 1, 256);

    private final int in;
    private final int out;
    private final int kernelSize;
    private final int stride;
    private final int side;

    KernelLayer(int in, int out, int kernelSize, int stride, int side) {
        this.in = in;
        this.out = out;
        this.kernelSize = kernelSize;
        this.stride = stride;
        this.side = side;
    }

    /** The kernel's shape; for a transposed convolution, the shape of the window of its input that one output sees. */
    ConvolutionSpec spec() {
        int window = scale() == 1 ? kernelSize : 2;
        return new ConvolutionSpec(in, out, window, window, stride, this == DEPTHWISE3X3_512_AT_128);
    }

    /** A kernel of the layer, with random weights. */
    ConvolutionKernel prepare(Kernels kernels, Random random) {
        float[] bias = new float[out];
        if (scale() == 1) {
            return kernels.convolution(spec(), noise(random, out * spec().reductionLength()), bias);
        }
        TransposedSpec transposed = new TransposedSpec(in, out, kernelSize, kernelSize, scale(), 1, 1);
        return kernels.transposedConvolution(transposed, noise(random, in * out * kernelSize * kernelSize), bias);
    }

    /** Values from -1 to 1. */
    static float[] noise(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** 2 for a transposed convolution, otherwise 1. */
    int scale() {
        return this == TRANSPOSED_256_128_AT_256 ? 2 : 1;
    }

    /** The output's height and width. */
    int side() {
        return side;
    }

    /** Multiplications and additions of a direct convolution, whatever the kernel really does. */
    long operations() {
        long places = (long) side / scale() * (side / scale());
        int window = kernelSize * kernelSize;
        int inputs = spec().depthwise() ? 1 : in;
        return 2 * places * out * inputs * window;
    }
}
