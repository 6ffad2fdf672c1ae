package io.github.animegan.engine.kernel;

/**
 * The judge of all convolution kernels: the definition, in double precision.
 *
 * @param values the result, row by row, channels last and without lanes between them
 * @param magnitude the largest sum of absolute products of any value: what rounding errors are measured by
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record NaiveConvolution(double[] values, double magnitude) {

    static NaiveConvolution of(
            ConvolutionSpec spec, float[] weight, float[] bias, PixelView input, int rows, int width) {
        double[] values = new double[rows * width * spec.outputChannels()];
        double magnitude = 0;
        int to = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                for (int out = 0; out < spec.outputChannels(); out++) {
                    double sum = bias[out];
                    double absolute = Math.abs(bias[out]);
                    for (int i = 0; i < spec.kernelHeight(); i++) {
                        for (int j = 0; j < spec.kernelWidth(); j++) {
                            int pixel = input.at(y * spec.stride() + i, x * spec.stride() + j);
                            int first = spec.depthwise() ? out : 0;
                            int count = spec.depthwise() ? 1 : spec.inputChannels();
                            for (int in = 0; in < count; in++) {
                                int from = ((out * count + in) * spec.kernelHeight() + i) * spec.kernelWidth() + j;
                                double product = (double) weight[from] * input.data()[pixel + first + in];
                                sum += product;
                                absolute += Math.abs(product);
                            }
                        }
                    }
                    values[to++] = sum;
                    magnitude = Math.max(magnitude, absolute);
                }
            }
        }
        return new NaiveConvolution(values, magnitude);
    }

    /**
     * How far a float32 kernel may be off: rounding errors of like sign and size would add up to the reduction length
     * times the unit round-off, those of random sign to its root.
     */
    double tolerance(ConvolutionSpec spec, double factor) {
        return factor * Math.sqrt(Math.max(16, spec.reductionLength())) * 0x1p-24 * magnitude;
    }
}
