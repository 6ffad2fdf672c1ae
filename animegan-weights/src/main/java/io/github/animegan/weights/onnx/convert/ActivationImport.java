package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.Op;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.onnx.convert.Datum.Constant;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activations, softmax and pooling. */
final class ActivationImport {
    private final Maps maps;
    private final ElementwiseImport elementwise;

    ActivationImport(Maps maps, ElementwiseImport elementwise) {
        this.maps = maps;
        this.elementwise = elementwise;
    }

    Datum result(OnnxNode node, List<Datum> in) {
        return switch (node.operator()) {
            case "Relu" -> apply(new Op.Relu(0), in);
            case "LeakyRelu" -> apply(new Op.Relu(node.real("alpha", 0.01f)), in);
            case "PRelu" -> prelu(in);
            case "Tanh" -> apply(new Op.Tanh(), in);
            case "Sigmoid" -> apply(new Op.Sigmoid(), in);
            case "HardSigmoid" -> hardSigmoid(node, in);
            case "Clip" ->
                apply(
                        new Op.Clamp(
                                limit(node, in, 1, "min", Float.NEGATIVE_INFINITY),
                                limit(node, in, 2, "max", Float.POSITIVE_INFINITY)),
                        in);
            case "Max" -> extreme(in, true);
            case "Min" -> extreme(in, false);
            case "Softmax" -> softmax(node, maps.map(in.get(0)));
            case "LayerNormalization" -> layerNorm(node, in);
            case "GlobalMaxPool" -> {
                FeatureMap x = maps.map(in.get(0));
                yield new FeatureMap(
                        maps.network().add(new Op.GlobalPool(Op.Pooling.MAX), maps.planar(x, true)), x.layout());
            }
            case "MaxPool" -> pool(node, in, Op.Pooling.MAX);
            case "AveragePool" -> pool(node, in, Op.Pooling.AVERAGE);
            default -> throw ImportException.unsupported("the operator is not known");
        };
    }

    private FeatureMap apply(Op op, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        return new FeatureMap(maps.network().add(op, maps.plain(x)), x.layout());
    }

    private FeatureMap prelu(List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        int map = maps.plain(x);
        int channels = maps.network().channels(map);
        ChannelExpression slopes = elementwise.expression(ElementwiseImport.tensor(in.get(1)), x.layout(), channels);
        Tensor each = Tensor.of(Shape.of(channels), slopes.constants(channels));
        return new FeatureMap(maps.network().add(new Op.PRelu(each), map), x.layout());
    }

    private FeatureMap hardSigmoid(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        ChannelExpression alpha = ChannelExpression.constant(node.real("alpha", 0.2f));
        ChannelExpression beta = ChannelExpression.constant(node.real("beta", 0.5f));
        FeatureMap line = x.with(x.scale().times(alpha), x.shift().times(alpha).plus(beta));
        return new FeatureMap(maps.network().add(new Op.Clamp(0, 1), maps.plain(line)), x.layout());
    }

    private static float limit(OnnxNode node, List<Datum> in, int input, String attribute, float otherwise) {
        return node.hasInput(input)
                ? ElementwiseImport.tensor(in.get(input)).floats()[0]
                : node.real(attribute, otherwise);
    }

    /** A limit, or a leaky ReLU spelled out: the greater of a map and a part of it. */
    private FeatureMap extreme(List<Datum> in, boolean greatest) {
        if (in.size() != 2) {
            throw ImportException.unsupported("the extreme of " + in.size() + " values");
        }
        Datum first = in.get(0);
        Datum second = in.get(1);
        boolean constantFirst = first instanceof Constant || first instanceof Numbers;
        Datum constant = constantFirst ? first : second;
        if (constant instanceof Constant || constant instanceof Numbers) {
            float limit = ElementwiseImport.tensor(constant).floats()[0];
            Op clamp = greatest
                    ? new Op.Clamp(limit, Float.POSITIVE_INFINITY)
                    : new Op.Clamp(Float.NEGATIVE_INFINITY, limit);
            return apply(clamp, List.of(constantFirst ? second : first));
        }
        FeatureMap a = maps.map(first);
        FeatureMap b = maps.map(second);
        Optional<Float> slope = slope(a, b).or(() -> slope(b, a));
        if (!greatest || slope.isEmpty()) {
            throw ImportException.unsupported("the extreme of two maps");
        }
        return new FeatureMap(maps.network().add(new Op.Relu(slope.get()), a.map()), a.layout());
    }

    private static Optional<Float> slope(FeatureMap whole, FeatureMap part) {
        boolean multiple = whole.map() == part.map()
                && whole.isPlain()
                && part.scale().isConstant()
                && part.scale().constant().length == 1
                && part.shift().isConstant(0);
        double slope = multiple ? part.scale().constant()[0] : -1;
        return slope >= 0 && slope < 1 ? Optional.of((float) slope) : Optional.empty();
    }

    private FeatureMap softmax(OnnxNode node, FeatureMap x) {
        List<Part> axis = x.layout().axis(node.integer("axis", -1));
        if (axis.equals(List.of(Part.CHANNELS))) {
            return new FeatureMap(maps.network().add(new Op.Softmax(), maps.plain(x)), x.layout());
        }
        if (axis.size() == 2 && axis.contains(Part.HEIGHT) && axis.contains(Part.WIDTH)) {
            return new FeatureMap(maps.network().add(new Op.SpatialSoftmax(), maps.plain(x)), x.layout());
        }
        throw ImportException.unsupported("a softmax over " + axis);
    }

    /** A norm over the last axis, which must be the channels. */
    private FeatureMap layerNorm(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        int axis = x.layout().index(node.integer("axis", -1));
        if (axis != x.layout().rank() - 1 || axis != x.layout().channelAxis()) {
            throw ImportException.unsupported("a layer norm over other than the last axis, the channels");
        }
        int map = maps.plain(x);
        Tensor scale = each(in.get(1), map);
        @Nullable Tensor shift = node.hasInput(2) ? each(in.get(2), map) : null;
        Op norm = new Op.ChannelNorm(node.real("epsilon", 1e-5f), scale, shift);
        return new FeatureMap(maps.network().add(norm, map), x.layout());
    }

    private Tensor each(Datum datum, int map) {
        float[] values = ElementwiseImport.tensor(datum).floats();
        if (values.length != maps.network().channels(map)) {
            throw ImportException.unsupported(
                    values.length + " numbers for " + maps.network().channels(map) + " channels");
        }
        return Tensor.of(Shape.of(values.length), values);
    }

    private FeatureMap pool(OnnxNode node, List<Datum> in, Op.Pooling pooling) {
        FeatureMap x = maps.map(in.get(0));
        int map = maps.planar(x, false);
        long[] kernel = node.integers("kernel_shape");
        int[] pads = new ConvolutionImport(maps).pads(node, map, 1, 1, 1);
        boolean plain = kernel.length == 2
                && kernel[0] == kernel[1]
                && kernel[0] >= 1
                && kernel[0] <= 1024
                && pads[0] + pads[1] + pads[2] + pads[3] == 0;
        if (!plain) {
            throw ImportException.unsupported("a pooling with paddings or a window that is no square");
        }
        Op pool = new Op.Pool(
                pooling, (int) kernel[0], ConvolutionImport.stride(node), node.integer("ceil_mode", 0) != 0);
        return new FeatureMap(maps.network().add(pool, map), x.layout());
    }
}
