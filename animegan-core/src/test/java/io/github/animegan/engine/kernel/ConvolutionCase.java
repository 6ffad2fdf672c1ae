package io.github.animegan.engine.kernel;

import java.util.Random;

/**
 * One convolution to check.
 *
 * @param rows of the output
 * @param width of the output
 * @param step 1, or more where the output's pixels are that many places apart, as a transposed convolution writes them
 * @param constantInput whether all pixels of the input are the same
 */
record ConvolutionCase(ConvolutionSpec spec, int rows, int width, boolean bias, int step, boolean constantInput) {
    static ConvolutionCase of(int in, int out, int kernelHeight, int kernelWidth, int stride, int rows, int width) {
        ConvolutionSpec spec = new ConvolutionSpec(in, out, kernelHeight, kernelWidth, stride, false);
        return new ConvolutionCase(spec, rows, width, true, 1, false);
    }

    static ConvolutionCase depthwise(int channels, int kernelSize, int stride, int rows, int width) {
        ConvolutionSpec spec = new ConvolutionSpec(channels, channels, kernelSize, kernelSize, stride, true);
        return new ConvolutionCase(spec, rows, width, true, 1, false);
    }

    /** A case of no more than a few million products. */
    static ConvolutionCase random(Random random) {
        int[] channels = {1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33, 48, 64, 96};
        int[] kernelSizes = {1, 2, 3, 3, 3, 4, 5, 7};
        boolean depthwise = random.nextInt(4) == 0;
        int in = pick(channels, random);
        int out = depthwise ? in : pick(channels, random);
        int kernelHeight = pick(kernelSizes, random);
        int kernelWidth = random.nextInt(4) == 0 ? pick(kernelSizes, random) : kernelHeight;
        ConvolutionSpec spec =
                new ConvolutionSpec(in, out, kernelHeight, kernelWidth, 1 + random.nextInt(2), depthwise);
        int pixels = Math.max(1, 3_000_000 / (spec.reductionLength() * out));
        int rows = 1 + random.nextInt(Math.min(40, pixels));
        int width = 1 + random.nextInt(Math.min(210, Math.max(1, pixels / rows)));
        return new ConvolutionCase(
                spec, rows, width, random.nextBoolean(), 1 + random.nextInt(3), random.nextInt(8) == 0);
    }

    private static int pick(int[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    ConvolutionCase withoutBias() {
        return new ConvolutionCase(spec, rows, width, false, step, constantInput);
    }

    ConvolutionCase withStep(int places) {
        return new ConvolutionCase(spec, rows, width, bias, places, constantInput);
    }

    ConvolutionCase withConstantInput() {
        return new ConvolutionCase(spec, rows, width, bias, step, true);
    }
}
