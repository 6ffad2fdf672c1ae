package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.TransposedAxis.Phase;
import io.github.animegan.engine.kernel.TransposedSpec;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import java.util.ArrayList;
import java.util.List;

/** What a {@link VectorWinogradConvolution} computes: the phases of its input and of its output, and the taps between them. */
final class VectorWinogradLayer {
    private static final int NOWHERE = -1;

    private final List<VectorWinogradPhase> inputs;
    private final List<VectorWinogradPhase> outputs;
    private final ConvolutionSpec spec;
    private final Taps taps;
    /** The transform with the most points of all phases; the points of the other phases are its first ones. */
    private final VectorWinogradTransform transform;

    private final int[] inputsWith;

    private VectorWinogradLayer(
            ConvolutionSpec spec,
            VectorWinogradTransform transform,
            List<VectorWinogradPhase> inputs,
            List<VectorWinogradPhase> outputs,
            Taps taps) {
        this.spec = spec;
        this.transform = transform;
        this.inputs = inputs;
        this.outputs = outputs;
        this.taps = taps;
        this.inputsWith = new int[points()];
        for (int point = 0; point < points(); point++) {
            for (int column = 0; column < stride(); column++) {
                inputsWith[point] += inputs.get(column).has(0, point) ? 1 : 0;
            }
        }
    }

    /** Copies the taps from a channel of a phase of the input to one of the output, row by row, to an array of zeros. */
    private interface Taps {
        void copy(int outputPhase, int outputChannel, int inputPhase, int inputChannel, float[] window);
    }

    /** A convolution of stride 1 by a window as large as the transform's. */
    static VectorWinogradLayer of(ConvolutionSpec spec, VectorWinogradTransform transform, float[] oihw) {
        List<VectorWinogradPhase> map = List.of(new VectorWinogradPhase(0, 0, 1, transform, transform));
        return new VectorWinogradLayer(
                spec,
                transform,
                map,
                map,
                (outputPhase, out, inputPhase, in, window) -> System.arraycopy(
                        oihw, (out * spec.inputChannels() + in) * window.length, window, 0, window.length));
    }

    /** A convolution of stride 2 by a window of 3x3: even rows and columns are seen by two taps, odd ones by one. */
    static VectorWinogradLayer strided(ConvolutionSpec spec, float[] oihw) {
        VectorWinogradTransform two = new VectorWinograd4x2(2);
        VectorWinogradTransform one = new VectorWinograd4x2(1);
        List<VectorWinogradPhase> inputs = List.of(
                new VectorWinogradPhase(0, 0, 2, two, two),
                new VectorWinogradPhase(0, 1, 2, two, one),
                new VectorWinogradPhase(1, 0, 2, one, two),
                new VectorWinogradPhase(1, 1, 2, one, one));
        Taps taps = (outputPhase, out, inputPhase, in, window) -> {
            int from = (out * spec.inputChannels() + in) * 9;
            for (int row = inputPhase / 2; row < 3; row += 2) {
                for (int column = inputPhase % 2; column < 3; column += 2) {
                    window[row / 2 * 2 + column / 2] = oihw[from + row * 3 + column];
                }
            }
        };
        return new VectorWinogradLayer(spec, two, inputs, List.of(new VectorWinogradPhase(0, 0, 1, two, two)), taps);
    }

    /** A transposed convolution whose phases see one or two rows and columns of the input, from the same ones on. */
    static VectorWinogradLayer transposed(TransposedSpec spec, float[] iohw) {
        VectorWinogradTransform two = new VectorWinograd4x2(2);
        VectorWinogradTransform one = new VectorWinograd4x2(1);
        List<Phase> down = spec.vertical().phases();
        List<Phase> across = spec.horizontal().phases();
        List<VectorWinogradPhase> outputs = new ArrayList<>();
        for (Phase rows : down) {
            for (Phase columns : across) {
                outputs.add(new VectorWinogradPhase(
                        rows.remainder(),
                        columns.remainder(),
                        spec.stride(),
                        rows.taps() == 2 ? two : one,
                        columns.taps() == 2 ? two : one));
            }
        }
        Taps taps = (outputPhase, out, inputPhase, in, window) -> {
            Phase rows = down.get(outputPhase / spec.stride());
            Phase columns = across.get(outputPhase % spec.stride());
            for (int row = 0; row < rows.taps(); row++) {
                for (int column = 0; column < columns.taps(); column++) {
                    window[row * 2 + column] = iohw[spec.weightIndex(in, out, rows, row, columns, column)];
                }
            }
        };
        List<VectorWinogradPhase> map = List.of(new VectorWinogradPhase(0, 0, 1, two, two));
        return new VectorWinogradLayer(spec.convolution(down.get(0), across.get(0)), two, map, outputs, taps);
    }

    List<VectorWinogradPhase> inputs() {
        return inputs;
    }

    List<VectorWinogradPhase> outputs() {
        return outputs;
    }

    /** The input channels of a phase, rounded up to whole vectors. */
    int inputLanes() {
        return spec.inputLanes();
    }

    /** The floats of a tile at one point: the lanes of all phases of the input. */
    int rowFloats() {
        return inputs.size() * inputLanes();
    }

    /** The output channels of a phase, rounded up to whole vectors. */
    int outputLanes() {
        return spec.outputLanes();
    }

    /** The points of a tile, along one of its sides. */
    int points() {
        return transform.inputs();
    }

    /** How many phases of the input there are, down or across. */
    int stride() {
        return spec.stride();
    }

    /** How many of them, down or across, have a point: the first ones. */
    int inputsWith(int point) {
        return inputsWith[point];
    }

    /**
     * Where a phase's lanes start among those of all phases at the i-th points down. Phases of the same columns are neighbours, so that
     * those which have a point across, the first ones, are so, too.
     */
    int place(int phase, int i) {
        return (phase % stride() * inputsWith(i) + phase / stride()) * inputLanes();
    }

    int bandRows(int width) {
        int outputFloats = outputs.size() * outputLanes();
        return BandHeight.of((long) width * (inputs.size() * inputLanes() + outputFloats), transform.taps() * stride());
    }

    /**
     * The transformed weights to a phase of the output, for {@link PanelKernel}: {@code [output block][point][phase of the input,
     * lane][column]}, of points and phases those only that have each other.
     */
    float[] packedWeights(int output) {
        VectorWinogradPhase to = outputs.get(output);
        ColumnBlocks blocks = ColumnBlocks.of(outputLanes());
        int[] offsets = offsets(to);
        int column = offsets[offsets.length - 1];
        float[] packed = new float[blocks.columns() * column];
        float[] factors = new float[points() * points()];
        for (int phase = 0; phase < inputs.size(); phase++) {
            int[] places = places(to, phase, offsets);
            // Between the same phases the same taps are none, and stay zero.
            float[] window = new float[transform.taps() * transform.taps()];
            // A block of outputs at a time, for which the factors of an input channel lie side by side: the cache still
            // has their lines.
            for (int block = 0; block < blocks.count(); block++) {
                int first = blocks.first(block);
                int end = Math.min(spec.outputChannels(), first + blocks.channels(block));
                int columns = blocks.columns(block);
                for (int c = 0; c < spec.inputChannels(); c++) {
                    for (int o = first; o < end; o++) {
                        taps.copy(output, o, phase, c, window);
                        transform.filter().transform(window, 0, factors);
                        scatter(factors, places, packed, blocks.packedIndex(column, c, o), columns);
                    }
                }
            }
        }
        return packed;
    }

    private static void scatter(float[] factors, int[] places, float[] packed, int offset, int columns) {
        for (int point = 0; point < factors.length; point++) {
            if (places[point] != NOWHERE) {
                packed[offset + places[point] * columns] = factors[point];
            }
        }
    }

    /** Where in a column of a block the weights of a phase of the input at each point start. */
    private int[] places(VectorWinogradPhase to, int phase, int[] offsets) {
        int[] places = new int[points() * points()];
        for (int point = 0; point < places.length; point++) {
            int i = point / points();
            int j = point % points();
            boolean both = to.has(i, j) && inputs.get(phase).has(i, j);
            places[point] = both ? offsets[point] + place(phase, i) : NOWHERE;
        }
        return places;
    }

    /** Where a column's weights at each point start; and, as the last element, their length. */
    private int[] offsets(VectorWinogradPhase to) {
        int[] offsets = new int[points() * points() + 1];
        for (int place = 0; place + 1 < offsets.length; place++) {
            int i = place / points();
            int j = place % points();
            int length = to.has(i, j) ? inputsWith(i) * inputsWith(j) * inputLanes() : 0;
            offsets[place + 1] = offsets[place] + length;
        }
        return offsets;
    }
}
