package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.plan.RowBands;
import io.github.animegan.engine.program.Step;
import io.github.animegan.network.Op.Pooling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One step of one run, band by band: gathers the input of some output rows and computes them. Bands may run at the same
 * time and in any order, as long as the rows they read are there.
 *
 * @param bands how the output is divided
 * @param gathers what reads the operands, in their order
 * @param output the map that is stored
 * @param kernels the program's convolutions, prepared
 */
record StepRun(RowBands bands, List<Gather> gathers, FeatureMap output, List<ConvolutionKernel> kernels) {
    private static final Object BAND = new Object();
    private static final Object SUMS = new Object();
    private static final Object POOLED = new Object();
    private static final Object COLUMN = new Object();

    /**
     * Computes the rows of one band.
     *
     * @param target where they are to lie
     */
    void run(int band, PixelView target, Scratch scratch) {
        Step step = bands.step();
        int first = bands.firstOutput(band);
        int end = bands.endOutput(band, output.height());
        if (step instanceof Step.Convolve convolve) {
            PixelView input = input(convolve, band, scratch);
            kernels.get(convolve.convolution()).convolve(input, target, end - first, output.width(), scratch);
        } else if (step instanceof Step.Store) {
            gathers.get(0).fill(first, end - first, target.data(), target.offset(), output.rowStride(), 0, scratch);
        } else if (step instanceof Step.Concat concat) {
            concat(concat, first, end, target, scratch);
        } else if (step instanceof Step.Pool pool) {
            pool(pool, first, end, target, scratch);
        } else {
            reduce((Step.Reduce) step, target, scratch);
        }
    }

    /** The input of a band: the stored map itself where that will do, otherwise a copy of what it is to be. */
    private PixelView input(Step.Convolve step, int band, Scratch scratch) {
        Gather gather = gathers.get(0);
        FeatureMap source = gather.source();
        if (step.input().isPlain() && bands.tile() == 1) {
            Optional<PixelView> stored = source.from(bands.firstInput(band));
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        int stride = source.stride();
        int rows = bands.inputRows(band);
        int columns = Math.max(
                bands.inputColumns(output.width()), gather.extent().padded().width());
        float[] data = scratch.floats(BAND, rows * columns * stride);
        gather.fill(bands.firstInput(band), rows, data, 0, columns * stride, bands.keepUntil(band), scratch);
        return new PixelView(data, 0, columns * stride, stride);
    }

    private void concat(Step.Concat step, int first, int end, PixelView target, Scratch scratch) {
        for (int y = first; y < end; y++) {
            int row = target.at(y - first, 0);
            Arrays.fill(target.data(), row, row + output.rowStride(), 0);
            int to = row;
            for (int i = 0; i < gathers.size(); i++) {
                Step.Concat.Part part = step.parts().get(i);
                int stride = gathers.get(i).source().stride();
                float[] values = row(gathers.get(i), y, scratch);
                for (int x = 0; x < output.width(); x++) {
                    System.arraycopy(
                            values, x * stride + part.from(), target.data(), to + x * output.stride(), part.count());
                }
                to += part.count();
            }
        }
    }

    /** One row of an operand, padding included. */
    private static float[] row(Gather gather, int y, Scratch scratch) {
        int length = gather.extent().padded().width() * gather.source().stride();
        float[] values = scratch.floats(BAND, length);
        gather.fill(y, 1, values, 0, length, 0, scratch);
        return values;
    }

    /** Combines row after row of each window, then column after column, a whole row of pixels at once. */
    private void pool(Step.Pool step, int first, int end, PixelView target, Scratch scratch) {
        Gather gather = gathers.get(0);
        int inHeight = gather.extent().padded().height();
        int inWidth = gather.extent().padded().width();
        int stride = output.stride();
        int length = output.width() * stride;
        float[] sums = scratch.floats(SUMS, inWidth * stride);
        float[] pooled = scratch.floats(POOLED, length);
        float[] column = scratch.floats(COLUMN, length);
        for (int y = first; y < end; y++) {
            int top = y * step.stride();
            int bottom = Math.min(inHeight, top + step.window().height());
            System.arraycopy(row(gather, top, scratch), 0, sums, 0, inWidth * stride);
            for (int below = top + 1; below < bottom; below++) {
                combine(step.pooling(), row(gather, below, scratch), sums, inWidth * stride);
            }
            column(step, sums, inWidth, 0, pooled);
            for (int next = 1; next < step.window().width(); next++) {
                column(step, sums, inWidth, next, column);
                combine(step.pooling(), column, pooled, length);
            }
            for (int x = 0; x < output.width(); x++) {
                int to = target.at(y - first, x);
                System.arraycopy(pooled, x * stride, target.data(), to, stride);
                if (step.pooling() == Pooling.AVERAGE) {
                    int columns =
                            Math.min(inWidth - x * step.stride(), step.window().width());
                    scale(target.data(), to, stride, 1f / ((bottom - top) * columns));
                }
            }
        }
    }

    /** That column of each window, side by side; past the last one what changes no result. */
    private void column(Step.Pool step, float[] row, int width, int number, float[] column) {
        int stride = output.stride();
        for (int x = 0; x < output.width(); x++) {
            int from = x * step.stride() + number;
            if (from < width || step.pooling() == Pooling.MAX) {
                System.arraycopy(row, Math.min(from, width - 1) * stride, column, x * stride, stride);
            } else {
                Arrays.fill(column, x * stride, (x + 1) * stride, 0);
            }
        }
    }

    /** At the loop's own index, which is what C2 vectorizes. */
    private static void combine(Pooling pooling, float[] values, float[] target, int count) {
        if (pooling == Pooling.MAX) {
            for (int i = 0; i < count; i++) {
                target[i] = Math.max(target[i], values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[i] += values[i];
            }
        }
    }

    private static void scale(float[] values, int offset, int count, float factor) {
        for (int i = 0; i < count; i++) {
            values[offset + i] *= factor;
        }
    }

    /** In double, so that means of large maps are exact to float32. */
    private void reduce(Step.Reduce step, PixelView target, Scratch scratch) {
        Gather gather = gathers.get(0);
        int width = gather.extent().padded().width();
        int height = gather.extent().padded().height();
        int stride = output.stride();
        Reducer reducer = Reducer.of(step.reduction(), output.channels());
        for (int y = 0; y < height; y++) {
            float[] values = row(gather, y, scratch);
            for (int x = 0; x < width; x++) {
                reducer.add(values, x * stride);
            }
        }
        Arrays.fill(target.data(), target.offset(), target.offset() + stride, 0);
        reducer.finish(target.data(), target.offset(), (double) height * width);
    }
}
