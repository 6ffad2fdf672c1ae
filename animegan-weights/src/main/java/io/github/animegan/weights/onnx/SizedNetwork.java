package io.github.animegan.weights.onnx;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.weights.onnx.convert.GraphImporter;
import io.github.animegan.weights.onnx.convert.Layout;
import io.github.animegan.weights.onnx.convert.Part;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxGraph;
import io.github.animegan.weights.onnx.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A model's network and the multiple that sides of pictures must be, which is found by trial.
 *
 * @param result the network
 * @param input how the model lays out its picture
 * @param multiple the size multiple
 * @param fixed the only size that the model was exported for, if so
 */
record SizedNetwork(
        GraphImporter.Result result,
        Layout input,
        int multiple,
        @Nullable MapSize fixed) {
    static final int MAX_MULTIPLE = 256;
    static final int COLORS = 3;

    /** Odd and even, for what holds for all multiples must hold for both; large enough for the borders of known networks. */
    private static final int[][] SIZES = {{37, 54}, {42, 31}, {29, 44}};

    /**
     * Imports what computes an output, with the least size multiple at which the graph makes sense.
     *
     * @throws ImportException if there is something unknown, or no size fits
     */
    static SizedNetwork of(OnnxGraph graph, OnnxGraph.Port input, OnnxGraph.Port output) {
        Layout layout = layout(input);
        List<MapSize> fixed = fixedSize(input, layout);
        AtomicLong work = new AtomicLong();
        if (!fixed.isEmpty()) {
            GraphImporter.Result result = GraphImporter.run(graph, input, layout, output, fixed, work);
            requireNotSmaller(result, fixed);
            return new SizedNetwork(result, layout, multipleOf(result.network(), fixed.get(0)), fixed.get(0));
        }
        ImportException last = ImportException.unsupported("no size of pictures fits the model");
        for (int multiple = 1; multiple <= MAX_MULTIPLE; multiple *= 2) {
            List<MapSize> sizes = new ArrayList<>();
            for (int[] size : SIZES) {
                sizes.add(new MapSize(size[0] * multiple, size[1] * multiple));
            }
            try {
                GraphImporter.Result result = GraphImporter.run(graph, input, layout, output, sizes, work);
                requireNotSmaller(result, sizes);
                return new SizedNetwork(result, layout, multiple, null);
            } catch (ImportException e) {
                if (!e.dependsOnSize()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private static Layout layout(OnnxGraph.Port input) {
        List<Long> dims = input.dims();
        if (dims.size() != 4) {
            throw ImportException.unsupported("the input " + OnnxNode.quote(input.name()) + " has the shape " + dims
                    + ", not that of a picture: [1, 3, height, width] or [1, height, width, 3]");
        }
        if (dims.get(1) == COLORS) {
            return Layout.NCHW;
        }
        if (dims.get(3) == COLORS) {
            return Layout.NHWC;
        }
        throw ImportException.unsupported(
                "the input " + OnnxNode.quote(input.name()) + " of the shape " + dims + " has no axis of 3 colors");
    }

    private static List<MapSize> fixedSize(OnnxGraph.Port input, Layout layout) {
        long height = input.dims().get(layout.axes().indexOf(List.of(Part.HEIGHT)));
        long width = input.dims().get(layout.axes().indexOf(List.of(Part.WIDTH)));
        List<MapSize> sizes = new ArrayList<>();
        if (height > 0 && width > 0) {
            if (height > 1 << 16 || width > 1 << 16) {
                throw ImportException.unsupported("a fixed size of " + width + "x" + height);
            }
            sizes.add(new MapSize((int) height, (int) width));
        }
        return sizes;
    }

    private static void requireNotSmaller(GraphImporter.Result result, List<MapSize> sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            MapSize in = sizes.get(i);
            MapSize out = result.outputSizes().get(i);
            boolean fits = out.height() >= in.height()
                    && out.width() >= in.width()
                    && out.height() - in.height() < MAX_MULTIPLE
                    && out.width() - in.width() < MAX_MULTIPLE;
            if (!fits) {
                throw ImportException.size("a picture of " + in + " becomes one of " + out + ", another size");
            }
        }
    }

    /** The least multiple whose sizes go through a network that was read with one size only. */
    private static int multipleOf(Network network, MapSize known) {
        for (int multiple = 1; multiple < MAX_MULTIPLE; multiple *= 2) {
            boolean fits = true;
            for (int[] size : SIZES) {
                fits &= goesThrough(network, new MapSize(size[0] * multiple, size[1] * multiple));
            }
            if (fits) {
                return multiple;
            }
        }
        return Math.max(1, Math.min(Integer.lowestOneBit(known.height()), Integer.lowestOneBit(known.width())));
    }

    private static boolean goesThrough(Network network, MapSize size) {
        try {
            List<MapSize> sizes = network.sizes(List.of(size));
            MapSize out = sizes.get(network.outputs().values().iterator().next());
            return out.height() >= size.height() && out.width() >= size.width();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
