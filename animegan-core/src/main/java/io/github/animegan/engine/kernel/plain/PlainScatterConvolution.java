package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A convolution to few channels, turned around: each input pixel is multiplied with the weights of all places of the
 * window at once (7 x 7 x 3 = 147 columns, where the direct form has 3), and the products are added to the output
 * pixels that see it. As many multiplications, but in long rows.
 */
final class PlainScatterConvolution implements ConvolutionKernel {
    private static final Object PIXEL_0 = new Object();
    private static final Object PIXEL_1 = new Object();
    private static final Object PRODUCTS_0 = new Object();
    private static final Object PRODUCTS_1 = new Object();

    private final ConvolutionSpec spec;
    /** A row for each input lane; columns are places of the window, then output channels. */
    private final float[][] weight;

    private final float[] bias;
    private final int reduction;
    private final int columns;

    PlainScatterConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.bias = bias.clone();
        this.reduction = RowProduct.paddedLength(spec.inputLanes());
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.columns = window * spec.outputChannels();
        this.weight = new float[reduction][columns];
        for (int out = 0; out < spec.outputChannels(); out++) {
            for (int in = 0; in < spec.inputChannels(); in++) {
                for (int place = 0; place < window; place++) {
                    weight[in][place * spec.outputChannels() + out] =
                            oihw[(out * spec.inputChannels() + in) * window + place];
                }
            }
        }
    }

    @Override
    public int bandRows(int height, int width) {
        return 32;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column++) {
                System.arraycopy(bias, 0, output.data(), output.at(row, column), bias.length);
            }
        }
        float[] pixel0 = scratch.floats(PIXEL_0, reduction);
        float[] pixel1 = scratch.floats(PIXEL_1, reduction);
        float[] products0 = scratch.floats(PRODUCTS_0, columns);
        float[] products1 = scratch.floats(PRODUCTS_1, columns);
        Arrays.fill(pixel0, 0);
        Arrays.fill(pixel1, 0);
        int inputWidth = width + spec.kernelWidth() - 1;
        for (int row = 0; row < rows + spec.kernelHeight() - 1; row++) {
            for (int column = 0; column < inputWidth; column += 2) {
                boolean pair = column + 1 < inputWidth;
                System.arraycopy(input.data(), input.at(row, column), pixel0, 0, spec.inputLanes());
                System.arraycopy(input.data(), input.at(row, pair ? column + 1 : column), pixel1, 0, spec.inputLanes());
                Arrays.fill(products0, 0, columns, 0);
                Arrays.fill(products1, 0, columns, 0);
                RowProduct.addTwo(pixel0, pixel1, weight, reduction, products0, products1, columns);
                scatter(products0, row, column, output, rows, width);
                if (pair) {
                    scatter(products1, row, column + 1, output, rows, width);
                }
            }
        }
    }

    /** Adds an input pixel's products to the output pixels whose window it lies in. */
    private void scatter(float[] products, int row, int column, PixelView output, int rows, int width) {
        float[] data = output.data();
        int channels = spec.outputChannels();
        int firstI = Math.max(0, row - rows + 1);
        int lastI = Math.min(spec.kernelHeight() - 1, row);
        int firstJ = Math.max(0, column - width + 1);
        int lastJ = Math.min(spec.kernelWidth() - 1, column);
        for (int i = firstI; i <= lastI; i++) {
            for (int j = firstJ; j <= lastJ; j++) {
                int to = output.at(row - i, column - j);
                int from = (i * spec.kernelWidth() + j) * channels;
                for (int c = 0; c < channels; c++) {
                    data[to + c] += products[from + c];
                }
            }
        }
    }
}
