package io.github.animegan.engine;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import java.util.List;

/**
 * How a step's output is divided into bands of rows, and which rows of its input each of them sees.
 *
 * @param step whose output it is
 * @param bands of the output's rows, counted in groups of {@link Step#scale}: its places
 */
record RowBands(Step step, Bands bands) {
    /** Pixels that are worth a call where nothing is computed with them. */
    private static final int STORED_PIXELS = 8192;
    /** Pixels that are worth a kernel's call. */
    private static final int CONVOLVED_PIXELS = 2048;

    /** The bands of a run that has whole maps. */
    static RowBands of(Step step, Size output, List<ConvolutionKernel> kernels) {
        Size places = places(step, output);
        return new RowBands(step, Bands.of(places.height(), tile(step, kernels), mostRows(step, places, kernels)));
    }

    /** Those of a run that holds some rows of its maps: all equally high, and no higher than is worth a call. */
    static RowBands low(Step step, Size output, List<ConvolutionKernel> kernels) {
        Size places = places(step, output);
        int enough = Math.max(
                divideUp(CONVOLVED_PIXELS, places.width()), step.window().height());
        int tile = tile(step, kernels);
        int rows = Math.min(divideUp(enough, tile) * tile, mostRows(step, places, kernels));
        return new RowBands(step, Bands.equal(places.height(), tile, rows));
    }

    private static Size places(Step step, Size output) {
        return new Size(divideUp(output.height(), step.scale()), divideUp(output.width(), step.scale()));
    }

    private static int mostRows(Step step, Size places, List<ConvolutionKernel> kernels) {
        return step instanceof Step.Convolve convolve
                ? kernels.get(convolve.convolution()).bandRows(places.height(), places.width())
                : storedRows(places.width());
    }

    private static int tile(Step step, List<ConvolutionKernel> kernels) {
        return step instanceof Step.Convolve convolve
                ? kernels.get(convolve.convolution()).tile()
                : 1;
    }

    /** How many rows of that width are worth a call where nothing is computed with them. */
    static int storedRows(int width) {
        return divideUp(STORED_PIXELS, width);
    }

    private static int divideUp(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }

    int count() {
        return bands.count();
    }

    /** The first place of a band. */
    int from(int band) {
        return bands.from(band);
    }

    /** The first place after a band. */
    int to(int band) {
        return bands.to(band);
    }

    /** The first row of the padded input that a band sees. */
    int firstInput(int band) {
        return from(band) * step.stride();
    }

    /** How many rows of the input a band sees; with those that whole tiles reach beyond the padded input. */
    int inputRows(int band) {
        return (roundUpToTile(to(band) - from(band)) - 1) * step.stride()
                + step.window().height();
    }

    /** How many columns of the input a row sees, likewise, for an output of that width. */
    int inputColumns(int outputWidth) {
        return (roundUpToTile(divideUp(outputWidth, step.scale())) - 1) * step.stride()
                + step.window().width();
    }

    /** Up to which row of the padded input a band stores what the step keeps: each row is one band's, borders too. */
    int keepUntil(int band) {
        return band == count() - 1 ? Integer.MAX_VALUE : to(band);
    }

    private int roundUpToTile(int value) {
        return divideUp(value, bands.tile()) * bands.tile();
    }
}
