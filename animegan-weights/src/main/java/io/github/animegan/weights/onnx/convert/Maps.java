package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.onnx.convert.Datum.Filled;
import io.github.animegan.weights.onnx.convert.Datum.Square;
import io.github.animegan.weights.onnx.convert.Datum.Statistic;
import io.github.animegan.weights.onnx.model.ImportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the importers of single operators have in common: any value as a map of the network, in the layout that is wanted. */
final class Maps {
    private final NetworkAssembly network;
    private final Norms norms;

    Maps(NetworkAssembly network) {
        this.network = network;
        this.norms = new Norms(network);
    }

    NetworkAssembly network() {
        return network;
    }

    /** The number of the network's map for a value. */
    int plain(FeatureMap map) {
        return norms.plain(map);
    }

    /** A value as a feature map. */
    FeatureMap map(Datum datum) {
        if (datum instanceof FeatureMap map) {
            return map;
        }
        if (datum instanceof Square square) {
            int base = plain(square.of());
            return new FeatureMap(
                    network.add(new Op.Arithmetic(Operator.MULTIPLY), base, base),
                    square.of().layout());
        }
        if (datum instanceof Statistic statistic) {
            return new FeatureMap(norms.pixel(statistic.expression()), statistic.layout());
        }
        if (datum instanceof Filled filled) {
            return filled(filled);
        }
        throw ImportException.unsupported("numbers where a feature map is expected");
    }

    /** A map of one value everywhere, of one channel, from a map of its size whose values it does not look at. */
    private FeatureMap filled(Filled filled) {
        List<Integer> spatial = new ArrayList<>();
        for (int i = 0; i < filled.shape().size(); i++) {
            if (Arrays.stream(filled.shape().get(i)).anyMatch(size -> size != 1)) {
                spatial.add(i);
            }
        }
        if (spatial.size() != 2) {
            throw ImportException.unsupported("a filled tensor that is no map of one channel");
        }
        List<MapSize> sizes = new ArrayList<>();
        for (int t = 0; t < network.tries(); t++) {
            sizes.add(new MapSize(
                    side(filled.shape().get(spatial.get(0))[t]),
                    side(filled.shape().get(spatial.get(1))[t])));
        }
        int like = network.mapOfSize(sizes);
        if (like < 0) {
            throw ImportException.size("a filled tensor of a size that no map has");
        }
        int first = network.add(new Op.Slice(0, 1), like);
        Tensor value = Tensor.of(Shape.of(1), new float[] {filled.value()});
        int map = network.add(new Op.Affine(Tensor.zeros(1), value), first);
        List<List<Part>> axes = new ArrayList<>();
        for (int i = 0; i < filled.shape().size(); i++) {
            int at = spatial.indexOf(i);
            axes.add(at < 0 ? List.of() : List.of(at == 0 ? Part.HEIGHT : Part.WIDTH));
        }
        return new FeatureMap(map, new Layout(axes, 0));
    }

    private static int side(long size) {
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw ImportException.size("a map with a side of " + size);
        }
        return (int) size;
    }

    /**
     * The map of a value for an operator that slides over it: channels on axis 1, rows and columns after it in that order.
     *
     * @param singlePixels whether the operator looks at single pixels, so that rows and columns may be flattened
     */
    int planar(FeatureMap map, boolean singlePixels) {
        Layout layout = map.layout();
        List<Part> channelAxis = layout.rank() > 1 ? layout.axes().get(1) : List.of();
        boolean channels = channelAxis.equals(List.of(Part.CHANNELS))
                || (channelAxis.isEmpty() && network.channels(map.map()) == 1);
        List<Part> rest = new ArrayList<>();
        for (int i = 2; i < layout.rank(); i++) {
            rest.addAll(layout.axes().get(i));
        }
        boolean separate = layout.rank() == 4
                && layout.axes().get(2).size() <= 1
                && layout.axes().get(3).size() <= 1;
        boolean ordered = rest.indexOf(Part.WIDTH) < 0 || rest.indexOf(Part.HEIGHT) < rest.indexOf(Part.WIDTH);
        boolean complete = rest.size() == 2 && rest.contains(Part.HEIGHT) && rest.contains(Part.WIDTH);
        boolean pixel = rest.isEmpty() && network.isPixel(map.map());
        boolean batch = layout.rank() > 0 && layout.axes().get(0).isEmpty();
        if (!batch || !channels || !ordered || !(pixel || (complete && (separate || singlePixels)))) {
            throw ImportException.unsupported(
                    "a tensor whose axes are not channels, rows and columns " + layout.axes());
        }
        return plain(map);
    }

    /** A map of one channel repeated, so that it can be combined with one of so many. */
    int widened(int map, int channels) {
        if (network.channels(map) == channels) {
            return map;
        }
        return mixed(map, channels, 1);
    }

    /** A map of so many channels, each of them the sum of all channels times a factor. */
    int mixed(int map, int channels, double factor) {
        int in = network.channels(map);
        network.takeWeights((long) channels * in);
        float[] ones = new float[channels * in];
        Arrays.fill(ones, (float) factor);
        return network.add(new Op.Convolution(Tensor.of(Shape.of(channels, in, 1, 1), ones), null, 1, 1), map);
    }

    /** The map without some rows and columns at its sides: a convolution of each channel by a single one. */
    int cropped(int map, int top, int bottom, int left, int right) {
        if (top == 0 && bottom == 0 && left == 0 && right == 0) {
            return map;
        }
        int channels = network.channels(map);
        int height = top + bottom + 1;
        int width = left + right + 1;
        network.takeWeights((long) channels * height * width);
        float[] weight = new float[channels * height * width];
        for (int c = 0; c < channels; c++) {
            weight[(c * height + top) * width + left] = 1;
        }
        int groups = channels;
        Tensor kernel = Tensor.of(Shape.of(channels, 1, height, width), weight);
        return network.add(new Op.Convolution(kernel, null, 1, groups), map);
    }

    /** The size of an axis of a value at each try. */
    long[] axisSize(Datum datum, int axis) {
        if (datum instanceof FeatureMap map) {
            return map.layout().axisSize(axis, sizes(map), network.tries());
        }
        if (datum instanceof Square square) {
            return axisSize(square.of(), axis);
        }
        if (datum instanceof Statistic statistic) {
            return statistic.layout().axisSize(axis, sizes(statistic), network.tries());
        }
        if (datum instanceof Filled filled) {
            return filled.shape().get(axis);
        }
        throw ImportException.unsupported("the size of numbers");
    }

    Layout.Sizes sizes(FeatureMap map) {
        Layout.Sizes sizes = network.partSizes(map.map());
        return part -> part == Part.GROUPS || part == Part.WITHIN
                ? split(part, map.layout().groups(), network.channels(map.map()))
                : sizes.of(part);
    }

    Layout.Sizes sizes(Statistic statistic) {
        return part -> part == Part.CHANNELS
                ? filledLongs(statistic.channels())
                : split(part, statistic.layout().groups(), statistic.channels());
    }

    private long[] split(Part part, int groups, int channels) {
        return filledLongs(part == Part.GROUPS ? groups : channels / Math.max(1, groups));
    }

    private long[] filledLongs(long value) {
        long[] all = new long[network.tries()];
        Arrays.fill(all, value);
        return all;
    }
}
