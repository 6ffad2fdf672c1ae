package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A convolution as a matrix product: the patch under the window, copied to one array, times the weights. Two
 * neighbouring pixels share each load of the weights.
 */
final class PlainDirectConvolution implements ConvolutionKernel {
    private static final Object PATCH_0 = new Object();
    private static final Object PATCH_1 = new Object();
    private static final Object RESULT_0 = new Object();
    private static final Object RESULT_1 = new Object();

    private final ConvolutionSpec spec;
    /** A row for each place in the window and input lane, in the order in which a patch is copied. */
    private final float[][] weight;

    private final float[] bias;
    private final int reduction;

    PlainDirectConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.bias = Arrays.copyOf(bias, spec.outputLanes());
        this.reduction = RowProduct.paddedLength(spec.kernelHeight() * spec.kernelWidth() * spec.inputLanes());
        this.weight = new float[reduction][spec.outputLanes()];
        int window = spec.kernelHeight() * spec.kernelWidth();
        for (int out = 0; out < spec.outputChannels(); out++) {
            for (int in = 0; in < spec.inputChannels(); in++) {
                for (int place = 0; place < window; place++) {
                    weight[place * spec.inputLanes() + in][out] =
                            oihw[(out * spec.inputChannels() + in) * window + place];
                }
            }
        }
    }

    @Override
    public int bandRows(int height, int width) {
        return 16;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int lanes = spec.outputLanes();
        float[] patch0 = scratch.floats(PATCH_0, reduction);
        float[] patch1 = scratch.floats(PATCH_1, reduction);
        float[] c = scratch.floats(RESULT_0, lanes);
        float[] d = scratch.floats(RESULT_1, lanes);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column += 2) {
                boolean pair = column + 1 < width;
                copyPatch(input, row, column, patch0);
                copyPatch(input, row, pair ? column + 1 : column, patch1);
                System.arraycopy(bias, 0, c, 0, lanes);
                System.arraycopy(bias, 0, d, 0, lanes);
                RowProduct.addTwo(patch0, patch1, weight, reduction, c, d, lanes);
                System.arraycopy(c, 0, output.data(), output.at(row, column), lanes);
                if (pair) {
                    System.arraycopy(d, 0, output.data(), output.at(row, column + 1), lanes);
                }
            }
        }
    }

    private void copyPatch(PixelView input, int row, int column, float[] patch) {
        int run = spec.kernelWidth() * spec.inputLanes();
        int from = input.at(row * spec.stride(), column * spec.stride());
        int to = 0;
        for (int i = 0; i < spec.kernelHeight(); i++) {
            System.arraycopy(input.data(), from, patch, to, run);
            from += input.rowStride();
            to += run;
        }
        // The array may be longer than this patch and hold another layer's numbers, NaN among them.
        Arrays.fill(patch, to, reduction, 0);
    }
}
