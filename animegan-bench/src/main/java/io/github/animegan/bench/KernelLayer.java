package io.github.animegan.bench;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import java.util.ArrayList;
import java.util.List;

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

    /** One convolution of the layer and where in each square of {@link #scale} pixels it writes. */
    record Phase(ConvolutionSpec spec, int row, int column) {}

    /** The convolutions that make up the layer. */
    List<Phase> phases() {
        if (this != TRANSPOSED_256_128_AT_256) {
            boolean depthwise = this == DEPTHWISE3X3_512_AT_128;
            return List.of(new Phase(new ConvolutionSpec(in, out, kernelSize, kernelSize, stride, depthwise), 0, 0));
        }
        List<Phase> phases = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                phases.add(new Phase(new ConvolutionSpec(in, out, row + 1, column + 1, 1, false), row, column));
            }
        }
        return phases;
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
        long placesAside = side / scale();
        long pixels = placesAside * placesAside;
        return phases().stream()
                .mapToLong(phase -> 2 * pixels * out * phase.spec().reductionLength())
                .sum();
    }
}
