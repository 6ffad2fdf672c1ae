package io.github.animegan.engine.plan;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.program.Step;
import io.github.animegan.math.Ints;
import io.github.animegan.network.MapSize;
import java.util.List;

/**
 * How a step's output is divided into bands of rows, and which rows of its input each of them sees.
 *
 * @param step whose output it is
 * @param bands of the output's rows, counted in groups of {@link Step#scale}: its places
 * @param inputHeight the rows of the padded input, which a reduction sees all at once
 */
public record RowBands(Step step, Bands bands, int inputHeight) {
    /** Pixels that are worth a call where nothing is computed with them. */
    private static final int STORED_PIXELS = 8192;
    /** Pixels that are worth a kernel's call. */
    private static final int CONVOLVED_PIXELS = 2048;

    /** The bands of a step whose output is held whole: few, as high as its kernel likes them. */
    static RowBands high(Step step, MapSize output, int inputHeight, List<ConvolutionKernel> kernels) {
        MapSize places = places(step, output);
        Bands bands = Bands.of(places.height(), tile(step, kernels), mostRows(step, places, kernels));
        return new RowBands(step, bands, inputHeight);
    }

    /** The bands of a step of whose output some rows are held: all equally high, and no higher than is worth a call. */
    static RowBands low(Step step, MapSize output, int inputHeight, List<ConvolutionKernel> kernels) {
        MapSize places = places(step, output);
        int enough = Math.max(
                Ints.ceilDiv(CONVOLVED_PIXELS, places.width()), step.window().height());
        int tile = tile(step, kernels);
        int rows = Math.min(Ints.roundUp(enough, tile), mostRows(step, places, kernels));
        return new RowBands(step, Bands.equal(places.height(), tile, rows), inputHeight);
    }

    private static MapSize places(Step step, MapSize output) {
        return new MapSize(Ints.ceilDiv(output.height(), step.scale()), Ints.ceilDiv(output.width(), step.scale()));
    }

    private static int mostRows(Step step, MapSize places, List<ConvolutionKernel> kernels) {
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
        return Ints.ceilDiv(STORED_PIXELS, width);
    }

    /** The number of bands. */
    public int count() {
        return bands.count();
    }

    /** The side of the tiles that the step's kernel computes at once. */
    public int tile() {
        return bands.tile();
    }

    /** The first place of a band. */
    public int from(int band) {
        return bands.from(band);
    }

    /** The first place after a band. */
    public int to(int band) {
        return bands.to(band);
    }

    /** The first row of the output that a band stores. */
    public int firstOutput(int band) {
        return from(band) * step.scale();
    }

    /** The row after the last of an output of that height that a band stores. */
    public int endOutput(int band, int height) {
        return Math.min(height, to(band) * step.scale());
    }

    /** The first row of the padded input that a band sees. */
    public int firstInput(int band) {
        return from(band) * step.stride();
    }

    /** How many rows of the input a band sees; with those that whole tiles reach beyond the padded input. */
    public int inputRows(int band) {
        if (step instanceof Step.Reduce) {
            return inputHeight;
        }
        return (roundUpToTile(to(band) - from(band)) - 1) * step.stride()
                + step.window().height();
    }

    /** How many columns of the input a row sees, likewise, for an output of that width. */
    public int inputColumns(int outputWidth) {
        return (roundUpToTile(Ints.ceilDiv(outputWidth, step.scale())) - 1) * step.stride()
                + step.window().width();
    }

    /** Up to which row of the padded input a band stores what the step keeps: each row is one band's, borders too. */
    public int keepUntil(int band) {
        return band == count() - 1 ? Integer.MAX_VALUE : to(band);
    }

    private int roundUpToTile(int value) {
        return Ints.roundUp(value, bands.tile());
    }
}
