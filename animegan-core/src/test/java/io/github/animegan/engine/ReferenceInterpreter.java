package io.github.animegan.engine;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.OpVisitor;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The judge of the engine: runs a network's ops one after another by their definitions, in double precision, with nothing
 * clever about it.
 */
final class ReferenceInterpreter implements OpVisitor<Grid> {
    private final Network network;
    private final Map<String, Grid> inputs;
    private final List<Grid> results = new ArrayList<>();
    private List<Grid> operands = List.of();

    private ReferenceInterpreter(Network network, Map<String, Grid> inputs) {
        this.network = network;
        this.inputs = inputs;
    }

    /** The only output of a network of one input. */
    static Grid run(Network network, Tensor input) {
        Map<String, Grid> outputs =
                run(network, Map.of(network.inputs().keySet().iterator().next(), Grid.of(input)));
        return outputs.values().iterator().next();
    }

    static Map<String, Grid> run(Network network, Map<String, Grid> inputs) {
        ReferenceInterpreter interpreter = new ReferenceInterpreter(network, inputs);
        Map<String, Grid> outputs = new LinkedHashMap<>();
        interpreter.run();
        network.outputs().forEach((name, node) -> outputs.put(name, interpreter.results.get(node)));
        return outputs;
    }

    private void run() {
        for (Network.Node node : network.nodes()) {
            operands = node.inputs().stream().map(results::get).toList();
            results.add(node.op().accept(this));
        }
    }

    private Grid x() {
        return operands.get(0);
    }

    @Override
    public Grid visit(Op.Input op) {
        Grid input = inputs.get(op.name());
        if (input == null) {
            throw new IllegalArgumentException("no input " + op.name());
        }
        return input;
    }

    @Override
    public Grid visit(Op.Padding op) {
        Grid x = x();
        int height = x.height() + op.top() + op.bottom();
        int width = x.width() + op.left() + op.right();
        return Grid.of(height, width, x.channels(), (toY, toX, c) -> {
            int fromY = toY - op.top();
            int fromX = toX - op.left();
            if (op.mode() == PaddingMode.REFLECT) {
                return x.at(mirror(fromY, x.height()), mirror(fromX, x.width()), c);
            }
            if (op.mode() == PaddingMode.EDGE) {
                return x.at(clamp(fromY, x.height()), clamp(fromX, x.width()), c);
            }
            return x.contains(fromY, fromX) ? x.at(fromY, fromX, c) : 0;
        });
    }

    /** Mirrors a place outside {@code 0 .. size - 1} at the first or last place. */
    private static int mirror(int place, int size) {
        if (place < 0) {
            return -place;
        }
        return place < size ? place : 2 * (size - 1) - place;
    }

    private static int clamp(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }

    @Override
    public Grid visit(Op.Convolution op) {
        Grid x = x();
        Shape shape = op.weight().shape();
        int inPerGroup = shape.size(1);
        int outPerGroup = shape.size(0) / op.groups();
        int height = (x.height() - shape.size(2)) / op.stride() + 1;
        int width = (x.width() - shape.size(3)) / op.stride() + 1;
        return Grid.of(height, width, shape.size(0), (toY, toX, out) -> {
            double sum = at(op.bias(), out, 0);
            int first = out / outPerGroup * inPerGroup;
            for (int in = 0; in < inPerGroup; in++) {
                for (int i = 0; i < shape.size(2); i++) {
                    for (int j = 0; j < shape.size(3); j++) {
                        sum += weight(op.weight(), out, in, i, j)
                                * x.at(toY * op.stride() + i, toX * op.stride() + j, first + in);
                    }
                }
            }
            return sum;
        });
    }

    /** Each input value adds its multiple of the window to the output. */
    @Override
    public Grid visit(Op.TransposedConvolution op) {
        Grid x = x();
        Shape shape = op.weight().shape();
        int common = op.outputPadding() - 2 * op.padding();
        int height = (x.height() - 1) * op.stride() + shape.size(2) + common;
        int width = (x.width() - 1) * op.stride() + shape.size(3) + common;
        Grid y = Grid.of(height, width, shape.size(1), (toY, toX, out) -> at(op.bias(), out, 0));
        for (int fromY = 0; fromY < x.height(); fromY++) {
            for (int fromX = 0; fromX < x.width(); fromX++) {
                for (int i = 0; i < shape.size(2); i++) {
                    for (int j = 0; j < shape.size(3); j++) {
                        int toY = fromY * op.stride() + i - op.padding();
                        int toX = fromX * op.stride() + j - op.padding();
                        if (y.contains(toY, toX)) {
                            addProducts(op.weight(), x, fromY, fromX, i, j, y, toY, toX);
                        }
                    }
                }
            }
        }
        return y;
    }

    private static void addProducts(
            Tensor weight, Grid x, int fromY, int fromX, int i, int j, Grid y, int toY, int toX) {
        for (int in = 0; in < x.channels(); in++) {
            for (int out = 0; out < y.channels(); out++) {
                y.add(toY, toX, out, weight(weight, in, out, i, j) * x.at(fromY, fromX, in));
            }
        }
    }

    @Override
    public Grid visit(Op.InstanceNorm op) {
        return normalize(x(), x().channels(), op.epsilon(), op.scale(), op.shift());
    }

    @Override
    public Grid visit(Op.GroupNorm op) {
        return normalize(x(), op.groups(), op.epsilon(), op.scale(), op.shift());
    }

    private static Grid normalize(Grid x, int groups, double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        int size = x.channels() / groups;
        double[] mean = means(x, groups);
        double[] variance = variances(x, groups);
        return map(x, (v, i) -> {
            int channel = i % x.channels();
            int group = channel / size;
            return (v - mean[group]) / Math.sqrt(variance[group] + epsilon) * at(scale, channel, 1)
                    + at(shift, channel, 0);
        });
    }

    private static double[] means(Grid x, int groups) {
        int size = x.channels() / groups;
        double count = (double) x.height() * x.width() * size;
        double[] mean = new double[groups];
        for (int i = 0; i < x.values().length; i++) {
            mean[i % x.channels() / size] += x.values()[i] / count;
        }
        return mean;
    }

    private static double[] variances(Grid x, int groups) {
        int size = x.channels() / groups;
        double count = (double) x.height() * x.width() * size;
        double[] mean = means(x, groups);
        double[] variance = new double[groups];
        for (int i = 0; i < x.values().length; i++) {
            int group = i % x.channels() / size;
            variance[group] += Math.pow(x.values()[i] - mean[group], 2) / count;
        }
        return variance;
    }

    @Override
    public Grid visit(Op.AdaptiveInstanceNorm op) {
        Grid content = operands.get(0);
        Grid style = operands.get(1);
        int channels = content.channels();
        double[] mean = means(content, channels);
        double[] variance = variances(content, channels);
        double[] styleMean = means(style, channels);
        double[] styleVariance = variances(style, channels);
        return map(content, (v, i) -> {
            int c = i % channels;
            double normal = (v - mean[c]) / Math.sqrt(variance[c] + op.epsilon());
            return normal * Math.sqrt(styleVariance[c] + op.epsilon()) + styleMean[c];
        });
    }

    @Override
    public Grid visit(Op.Affine op) {
        int channels = x().channels();
        return map(
                x(), (v, i) -> v * op.scale().data()[i % channels] + op.shift().data()[i % channels]);
    }

    @Override
    public Grid visit(Op.Relu op) {
        return map(x(), (v, i) -> v > 0 ? v : v * op.negativeSlope());
    }

    @Override
    public Grid visit(Op.PRelu op) {
        int channels = x().channels();
        return map(x(), (v, i) -> v > 0 ? v : v * op.slopes().data()[i % channels]);
    }

    @Override
    public Grid visit(Op.Tanh op) {
        return map(x(), (v, i) -> Math.tanh(v));
    }

    @Override
    public Grid visit(Op.Sigmoid op) {
        return map(x(), (v, i) -> 1 / (1 + Math.exp(-v)));
    }

    @Override
    public Grid visit(Op.Clamp op) {
        return map(x(), (v, i) -> Math.min(Math.max(v, op.low()), op.high()));
    }

    @Override
    public Grid visit(Op.Softmax op) {
        Grid x = x();
        return Grid.of(x.height(), x.width(), x.channels(), (row, column, c) -> {
            double sum = 0;
            for (int other = 0; other < x.channels(); other++) {
                sum += Math.exp(x.at(row, column, other) - x.at(row, column, c));
            }
            return 1 / sum;
        });
    }

    @Override
    public Grid visit(Op.SpatialSoftmax op) {
        Grid x = x();
        return Grid.of(x.height(), x.width(), x.channels(), (row, column, c) -> {
            double sum = 0;
            for (int y = 0; y < x.height(); y++) {
                for (int other = 0; other < x.width(); other++) {
                    sum += Math.exp(x.at(y, other, c) - x.at(row, column, c));
                }
            }
            return 1 / sum;
        });
    }

    @Override
    public Grid visit(Op.ChannelNorm op) {
        Grid x = x();
        return Grid.of(x.height(), x.width(), x.channels(), (row, column, c) -> {
            double mean = 0;
            for (int other = 0; other < x.channels(); other++) {
                mean += x.at(row, column, other) / x.channels();
            }
            double variance = 0;
            for (int other = 0; other < x.channels(); other++) {
                variance += Math.pow(x.at(row, column, other) - mean, 2) / x.channels();
            }
            double normalized = (x.at(row, column, c) - mean) / Math.sqrt(variance + op.epsilon());
            double scale = op.scale() == null ? 1 : op.scale().data()[c];
            return normalized * scale + (op.shift() == null ? 0 : op.shift().data()[c]);
        });
    }

    @Override
    public Grid visit(Op.Arithmetic op) {
        Grid a = operands.get(0);
        Grid b = operands.get(1);
        boolean isPixel = b.height() == 1 && b.width() == 1;
        return map(a, (v, i) -> {
            double other = b.values()[isPixel ? i % a.channels() : i];
            return switch (op.operator()) {
                case ADD -> v + other;
                case SUBTRACT -> v - other;
                case MULTIPLY -> v * other;
                case DIVIDE -> v / other;
            };
        });
    }

    @Override
    public Grid visit(Op.Concat op) {
        int channels = operands.stream().mapToInt(Grid::channels).sum();
        List<Grid> parts = operands;
        return Grid.of(x().height(), x().width(), channels, (y, column, c) -> {
            int channel = c;
            int part = 0;
            while (channel >= parts.get(part).channels()) {
                channel -= parts.get(part++).channels();
            }
            return parts.get(part).at(y, column, channel);
        });
    }

    @Override
    public Grid visit(Op.Slice op) {
        Grid x = x();
        return Grid.of(x.height(), x.width(), op.to() - op.from(), (y, column, c) -> x.at(y, column, op.from() + c));
    }

    @Override
    public Grid visit(Op.Pool op) {
        Grid x = x();
        MapSize size = op.outputSize(List.of(new MapSize(x.height(), x.width())));
        return Grid.of(size.height(), size.width(), x.channels(), (toY, toX, c) -> {
            double greatest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int count = 0;
            for (int y = toY * op.stride(); y < Math.min(x.height(), toY * op.stride() + op.kernelSize()); y++) {
                for (int column = toX * op.stride();
                        column < Math.min(x.width(), toX * op.stride() + op.kernelSize());
                        column++) {
                    greatest = Math.max(greatest, x.at(y, column, c));
                    sum += x.at(y, column, c);
                    count++;
                }
            }
            return op.pooling() == Op.Pooling.MAX ? greatest : sum / count;
        });
    }

    @Override
    public Grid visit(Op.GlobalPool op) {
        Grid x = x();
        double[] means = means(x, x.channels());
        return Grid.of(1, 1, x.channels(), (y, column, c) -> {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = c; i < x.values().length; i += x.channels()) {
                greatest = Math.max(greatest, x.values()[i]);
            }
            return op.pooling() == Op.Pooling.MAX ? greatest : means[c];
        });
    }

    @Override
    public Grid visit(Op.Resize op) {
        return resize(op.mode(), x(), x().height() * op.factor(), x().width() * op.factor());
    }

    @Override
    public Grid visit(Op.ResizeLike op) {
        Grid like = operands.get(1);
        return resize(op.mode(), x(), like.height(), like.width());
    }

    private static Grid resize(ResizeMode mode, Grid x, int height, int width) {
        return Grid.of(height, width, x.channels(), (toY, toX, c) -> {
            double fromY = source(mode, toY, x.height(), height);
            double fromX = source(mode, toX, x.width(), width);
            double sum = 0;
            // A pixel counts as much as it is near: 1 at the place itself, 0 from the next pixel on.
            for (int y = (int) fromY; y < Math.min(x.height(), fromY + 1); y++) {
                for (int column = (int) fromX; column < Math.min(x.width(), fromX + 1); column++) {
                    double nearness = Math.max(0, 1 - Math.abs(y - fromY)) * Math.max(0, 1 - Math.abs(column - fromX));
                    if (nearness > 0) {
                        sum += nearness * x.at(y, column, c);
                    }
                }
            }
            return sum;
        });
    }

    /** The place in the source, never outside it. */
    private static double source(ResizeMode mode, int place, int in, int out) {
        double source = switch (mode) {
            case ALIGN_CORNERS -> out == 1 ? 0 : place * (in - 1.0) / (out - 1.0);
            case HALF_PIXEL -> (place + 0.5) * in / out - 0.5;
            case ASYMMETRIC -> place * (double) in / out;
            case NEAREST -> Math.floor(place * (double) in / out);
        };
        return Math.min(Math.max(source, 0), in - 1);
    }

    private static double weight(Tensor weight, int first, int second, int i, int j) {
        Shape shape = weight.shape();
        return weight.data()[((first * shape.size(1) + second) * shape.size(2) + i) * shape.size(3) + j];
    }

    private static double at(@Nullable Tensor values, int index, double otherwise) {
        return values == null ? otherwise : values.data()[index];
    }

    /** What becomes of one value, whose index is given, too. */
    private interface Change {
        double of(double value, int index);
    }

    private static Grid map(Grid x, Change change) {
        Grid result = Grid.zeros(x.height(), x.width(), x.channels());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = change.of(x.values()[i], i);
        }
        return result;
    }
}
