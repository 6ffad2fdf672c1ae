package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Exercise;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import io.github.animegan.engine.kernel.vector.product.PatchKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * What of the kernels on vectors is exercised: whatever computes a few vectors of zeros. All loops take several turns, so that C2 does
 * not leave out the way back to their start.
 */
final class VectorExercises {
    private static final int COUNT = 3;
    private static final int LANES = 2 * BLOCK;
    /** Room for what each reads or writes: the most are ten vectors of each of {@link #COUNT} columns, and a panel of two blocks. */
    private static final int FLOATS = 2048;

    private final float[] input = new float[FLOATS];
    private final float[] weights = new float[FLOATS];
    private final float[] output = new float[FLOATS];
    private final Scratch scratch = new Scratch();

    /**
     * The Vector API itself. C2 makes instructions of vectors whose class it knows. Where one comes out of a loop, it knows that from what it saw
     * the API's methods called with: without, the code is tens of times slower, and for ever. So all calls compute.
     */
    Exercise vectors() {
        return new Exercise("vectors", 14 * COUNT, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                sums(input, output);
            }
        });
    }

    private static void sums(float[] values, float[] sums) {
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector square = FloatVector.broadcast(SPECIES, values[0]);
        for (int i = 0; i < COUNT; i++) {
            FloatVector value = FloatVector.fromArray(SPECIES, values, i * LENGTH);
            sum = sum.add(value.mul(square).sub(value));
            square = value.fma(value, square);
        }
        sum.max(square).intoArray(sums, 0);
        square.intoArray(sums, LENGTH);
    }

    List<Exercise> winograd(int outputLanes, VectorWinogradTransform transform) {
        List<Exercise> exercises = new ArrayList<>(panels(outputLanes));
        exercises.addAll(transforms(transform, transform));
        return exercises;
    }

    /** Exercises strided and transposed convolutions, which are computed by F(4, 2) and F(4, 1). */
    List<Exercise> strided(int outputLanes) {
        List<Exercise> exercises = new ArrayList<>(panels(outputLanes));
        exercises.addAll(transforms(new VectorWinograd4x2(2), new VectorWinograd4x2(1)));
        return exercises;
    }

    /** Exercises two transforms that are the same code with different numbers of taps, or the same one twice. */
    private List<Exercise> transforms(VectorWinogradTransform one, VectorWinogradTransform other) {
        String name = one.getClass().getSimpleName();
        int column = one.inputs() * LENGTH;
        int operations = 2 * COUNT * 4 * one.inputs();
        return List.of(
                new Exercise(name + " input", operations, (calls, idle) -> {
                    int count = idle ? 0 : COUNT;
                    for (int i = 0; i < calls; i++) {
                        one.input(input, 0, column, LENGTH, count, output, 0, column, LENGTH);
                        other.input(input, 0, column, LENGTH, count, output, 0, column, LENGTH);
                    }
                }),
                new Exercise(name + " output", operations, (calls, idle) -> {
                    int count = idle ? 0 : COUNT;
                    for (int i = 0; i < calls; i++) {
                        one.output(input, 0, column, LENGTH, count, output, 0, column, LENGTH, weights, 0);
                        other.output(input, 0, column, LENGTH, count, output, 0, column, LENGTH, weights, 0);
                    }
                }));
    }

    List<Exercise> pixelwise(int outputLanes) {
        List<Exercise> exercises = new ArrayList<>(panels(outputLanes));
        exercises.add(new Exercise("pack", 2 * COUNT * LANES / LENGTH, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                VectorPixelwiseConvolution.pack(input, 0, LANES, idle ? 0 : COUNT, LANES, output, 0);
            }
        }));
        return exercises;
    }

    /** The products of whole panels, and of the half at the end of a row of tiles. */
    private List<Exercise> panels(int outputLanes) {
        List<Exercise> exercises = new ArrayList<>();
        for (int columns : widths(outputLanes)) {
            for (int rows : new int[] {PanelKernel.ROWS, PanelKernel.ROWS / 2}) {
                exercises.add(new Exercise(
                        "panel of " + rows + " rows, " + columns + " columns",
                        LANES * rows * (columns / LENGTH + 1),
                        (calls, idle) -> {
                            for (int i = 0; i < calls; i++) {
                                PanelKernel.multiply(
                                        rows,
                                        columns,
                                        idle ? 0 : LANES,
                                        input,
                                        0,
                                        LANES,
                                        weights,
                                        0,
                                        output,
                                        0,
                                        output,
                                        0,
                                        columns);
                            }
                        }));
            }
        }
        return exercises;
    }

    /** The products of patches of several rows. */
    List<Exercise> patches(int outputLanes) {
        List<Exercise> exercises = new ArrayList<>();
        for (int columns : widths(outputLanes)) {
            exercises.add(new Exercise(
                    "patches, " + columns + " columns",
                    2 * COUNT * PatchKernel.ROWS * (columns / LENGTH + 1),
                    (calls, idle) -> {
                        for (int i = 0; i < calls; i++) {
                            PatchKernel.multiply(
                                    PatchKernel.ROWS,
                                    columns,
                                    2,
                                    idle ? 0 : COUNT,
                                    COUNT,
                                    input,
                                    0,
                                    COUNT,
                                    weights,
                                    0,
                                    output,
                                    0,
                                    output,
                                    0,
                                    columns);
                        }
                    }));
        }
        return exercises;
    }

    /** How wide the blocks are that such a layer has. */
    private static int[] widths(int outputLanes) {
        ColumnBlocks blocks = ColumnBlocks.of(outputLanes);
        return IntStream.range(0, blocks.count())
                .map(blocks::columns)
                .distinct()
                .toArray();
    }

    List<Exercise> depthwise() {
        ConvolutionSpec spec = new ConvolutionSpec(LANES, LANES, 3, 3, 1, true);
        VectorDepthwiseConvolution kernel =
                new VectorDepthwiseConvolution(spec, new float[spec.weights()], new float[LANES]);
        PixelView map = new PixelView(input, 0, (COUNT + 2) * LANES, LANES);
        PixelView result = new PixelView(output, 0, COUNT * LANES, LANES);
        return List.of(new Exercise("depthwise", LANES / LENGTH * (10 + COUNT * 19), (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                kernel.convolve(map, result, 1, idle ? 0 : COUNT, scratch);
            }
        }));
    }

    List<Exercise> fewOutputs() {
        int run = 2 * LENGTH;
        return List.of(
                new Exercise("few outputs", 2 * 2 * 40, (calls, idle) -> {
                    for (int i = 0; i < calls; i++) {
                        VectorFewOutputsConvolution.reduce(
                                input, 0, run, LENGTH, idle ? 0 : 2, run, weights, 0, output);
                    }
                }),
                new Exercise("folding", 2 * 2 * COUNT, (calls, idle) -> {
                    for (int i = 0; i < calls; i++) {
                        VectorFewOutputsConvolution.fold(output, idle ? 0 : COUNT * LENGTH);
                    }
                }));
    }

    /** Exercises what is done to each pixel by itself, and the sums over pixels if they are wanted. */
    List<Exercise> pixels(PixelKernel pixels, boolean moments) {
        int[] columns = new int[COUNT];
        int floats = COUNT * LANES;
        int vectors = floats / LENGTH;
        List<Exercise> exercises = new ArrayList<>();
        exercises.add(new Exercise("normalize", 6 * vectors, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                VectorPixelKernel.chunk(input, 0, output, 0, idle ? 0 : floats, weights, weights, 0.2f);
            }
        }));
        if (moments) {
            exercises.add(moments(pixels));
        }
        exercises.add(new Exercise("add", 4 * vectors, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                pixels.add(input, 0, output, 0, idle ? 0 : floats, scratch);
            }
        }));
        exercises.add(new Exercise("interpolate", 5 * vectors, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                pixels.interpolate(input, 0, weights, 0, 0.5f, output, 0, idle ? 0 : floats, scratch);
            }
        }));
        exercises.add(new Exercise("columns", 5 * vectors, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                pixels.interpolateColumns(input, columns, columns, weights, output, 0, idle ? 0 : COUNT, LANES);
            }
        }));
        return exercises;
    }

    /** Exercises sums of odd and of even numbers of pixels, for pixels are added in pairs. */
    private Exercise moments(PixelKernel pixels) {
        float[] pivot = new float[LANES];
        float[] squares = new float[LANES];
        return new Exercise("moments", 12 * COUNT * LANES / LENGTH, (calls, idle) -> {
            for (int i = 0; i < calls; i++) {
                pixels.accumulate(input, 0, idle ? 0 : COUNT, LANES, pivot, output, squares);
                pixels.accumulate(input, 0, idle ? 0 : COUNT + 1, LANES, pivot, output, squares);
            }
        });
    }
}
