package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.weights.onnx.convert.ChannelExpression.Factor;
import io.github.animegan.weights.onnx.convert.ChannelExpression.Kind;
import io.github.animegan.weights.onnx.convert.Datum.Constant;
import io.github.animegan.weights.onnx.convert.Datum.Square;
import io.github.animegan.weights.onnx.convert.Datum.Statistic;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** {@code Add}, {@code Sub}, {@code Mul}, {@code Div} and {@code Pow} of maps, statistics and constants; means and roots. */
final class ElementwiseImport {
    private final Maps maps;

    ElementwiseImport(Maps maps) {
        this.maps = maps;
    }

    private NetworkAssembly network() {
        return maps.network();
    }

    /** The value of a binary operator, at least one of whose sides is a map or statistic. */
    Datum combine(Operator operator, Datum left, Datum right) {
        if (isConstant(right)) {
            return withConstant(operator, left, tensor(right));
        }
        if (isConstant(left)) {
            return constantWith(operator, tensor(left), right);
        }
        if (left instanceof Statistic a && right instanceof Statistic b) {
            return combine(operator, a, b);
        }
        if (right instanceof Statistic statistic && !(left instanceof Statistic)) {
            FeatureMap map = maps.map(left);
            return withExpression(operator, map, aligned(statistic, map));
        }
        if (left instanceof Statistic statistic && operator != Operator.DIVIDE) {
            FeatureMap map = maps.map(right);
            ChannelExpression expression = aligned(statistic, map);
            return operator == Operator.SUBTRACT
                    ? withExpression(Operator.ADD, negated(map), expression)
                    : withExpression(operator, map, expression);
        }
        return combine(operator, maps.map(left), maps.map(right));
    }

    private static boolean isConstant(Datum datum) {
        return datum instanceof Constant || datum instanceof Numbers;
    }

    static OnnxTensor tensor(Datum datum) {
        return datum instanceof Constant constant ? constant.tensor() : ((Numbers) datum).tensor();
    }

    private Datum withConstant(Operator operator, Datum left, OnnxTensor constant) {
        if (left instanceof Statistic statistic) {
            Layout layout = withChannels(constant, statistic);
            ChannelExpression expression = expression(constant, layout, statistic.channels());
            return new Statistic(apply(operator, statistic.expression(), expression), statistic.channels(), layout);
        }
        FeatureMap map = maps.map(left);
        if (network().channels(map.map()) == 1 && constant.count() > 1) {
            throw ImportException.unsupported("a map of one channel combined with " + constant.count() + " numbers");
        }
        return withExpression(
                operator, map, expression(constant, map.layout(), network().channels(map.map())));
    }

    private Datum constantWith(Operator operator, OnnxTensor constant, Datum right) {
        if (operator == Operator.ADD || operator == Operator.MULTIPLY) {
            return withConstant(operator, right, constant);
        }
        if (operator == Operator.SUBTRACT) {
            Datum negated = right instanceof Statistic statistic
                    ? new Statistic(statistic.expression().negated(), statistic.channels(), statistic.layout())
                    : negated(maps.map(right));
            return withConstant(Operator.ADD, negated, constant);
        }
        if (right instanceof Statistic statistic) {
            Layout layout = withChannels(constant, statistic);
            ChannelExpression expression = expression(constant, layout, statistic.channels());
            return new Statistic(expression.times(statistic.expression().reciprocal()), statistic.channels(), layout);
        }
        FeatureMap divisor = maps.map(right);
        int plain = maps.plain(divisor);
        FeatureMap dividend = new FeatureMap(
                plain,
                ChannelExpression.ZERO,
                expression(constant, divisor.layout(), network().channels(plain)),
                divisor.layout());
        return combine(Operator.DIVIDE, dividend, divisor);
    }

    /** A statistic of all channels together becomes one for each of them by numbers for each, which tell their axis. */
    private static Layout withChannels(OnnxTensor constant, Statistic statistic) {
        Layout layout = statistic.layout();
        if (layout.axes().stream().anyMatch(axis -> !axis.isEmpty()) || constant.count() != statistic.channels()) {
            return layout;
        }
        List<List<Part>> axes =
                new ArrayList<>(layout.expandedTo(constant.rank()).axes());
        for (int i = 1; i <= constant.rank(); i++) {
            if (constant.dims()[constant.rank() - i] != 1) {
                axes.set(axes.size() - i, List.of(Part.CHANNELS));
            }
        }
        return new Layout(axes, layout.groups());
    }

    private static FeatureMap negated(FeatureMap map) {
        return map.with(map.scale().negated(), map.shift().negated());
    }

    private static Datum withExpression(Operator operator, FeatureMap map, ChannelExpression by) {
        return switch (operator) {
            case ADD -> map.with(map.scale(), map.shift().plus(by));
            case SUBTRACT -> map.with(map.scale(), map.shift().minus(by));
            case MULTIPLY -> map.with(map.scale().times(by), map.shift().times(by));
            case DIVIDE -> {
                ChannelExpression inverse = by.reciprocal();
                yield map.with(map.scale().times(inverse), map.shift().times(inverse));
            }
        };
    }

    private static ChannelExpression apply(Operator operator, ChannelExpression left, ChannelExpression right) {
        return switch (operator) {
            case ADD -> left.plus(right);
            case SUBTRACT -> left.minus(right);
            case MULTIPLY -> left.times(right);
            case DIVIDE -> left.times(right.reciprocal());
        };
    }

    private Statistic combine(Operator operator, Statistic left, Statistic right) {
        int rank = Math.max(left.layout().rank(), right.layout().rank());
        Layout a = left.layout().expandedTo(rank);
        Layout b = right.layout().expandedTo(rank);
        boolean bare = a.axes().stream().allMatch(List::isEmpty);
        boolean fits = bare || b.axes().stream().allMatch(List::isEmpty) || a.equals(b);
        if (!fits) {
            throw ImportException.unsupported("statistics on different axes combined");
        }
        return new Statistic(
                apply(operator, left.expression(), right.expression()),
                Math.max(left.channels(), right.channels()),
                bare ? b : a);
    }

    /** The numbers of a statistic for the channels of a map, which must be on the same axis. */
    private ChannelExpression aligned(Statistic statistic, FeatureMap map) {
        Layout layout = statistic.layout().expandedTo(map.layout().rank());
        for (int i = 0; i < layout.rank(); i++) {
            if (!layout.axes().get(i).isEmpty()
                    && !layout.axes().get(i).equals(map.layout().axes().get(i))) {
                throw ImportException.unsupported("a statistic on another axis than the map's channels");
            }
        }
        return statistic.expression();
    }

    /** A constant as one number, or one for each channel, if it varies along no other axis. */
    ChannelExpression expression(OnnxTensor constant, Layout layout, int channels) {
        float[] values = constant.floats();
        if (constant.count() == 1) {
            return ChannelExpression.constant(values[0]);
        }
        int[] dims = constant.dims();
        double[] each = null;
        for (int i = 1; i <= dims.length; i++) {
            int size = dims[dims.length - i];
            if (size == 1) {
                continue;
            }
            List<Part> axis = i <= layout.rank() ? layout.axes().get(layout.rank() - i) : List.of();
            boolean ofChannels = axis.equals(List.of(Part.CHANNELS)) && size == channels;
            boolean ofGroups = axis.equals(List.of(Part.GROUPS)) && size == layout.groups();
            if (each != null || !(ofChannels || ofGroups)) {
                throw ImportException.unsupported("a constant of the shape " + Arrays.toString(dims)
                        + " that is not one number for each channel");
            }
            each = new double[channels];
            for (int c = 0; c < channels; c++) {
                each[c] = values[ofChannels ? c : c / (channels / size)];
            }
        }
        return ChannelExpression.constant(Objects.requireNonNullElse(each, new double[] {0}));
    }

    private Datum combine(Operator operator, FeatureMap left, FeatureMap right) {
        if (operator == Operator.MULTIPLY && isSame(left, right)) {
            return new Square(left);
        }
        Layout layout = common(left, right);
        boolean same = left.map() == right.map();
        if (same && operator == Operator.ADD) {
            return new FeatureMap(
                    left.map(), left.scale().plus(right.scale()), left.shift().plus(right.shift()), layout);
        }
        if (same && operator == Operator.SUBTRACT) {
            return new FeatureMap(
                    left.map(), left.scale().minus(right.scale()), left.shift().minus(right.shift()), layout);
        }
        int a = maps.plain(left);
        int b = maps.plain(right);
        int channels = Math.max(network().channels(a), network().channels(b));
        a = maps.widened(a, channels);
        b = maps.widened(b, channels);
        boolean commutes = operator == Operator.ADD || operator == Operator.MULTIPLY;
        if (commutes && network().isPixel(a) && !network().isPixel(b)) {
            int swapped = a;
            a = b;
            b = swapped;
        }
        return new FeatureMap(network().add(new Op.Arithmetic(operator), a, b), layout);
    }

    private static boolean isSame(FeatureMap left, FeatureMap right) {
        return left == right
                || (left.map() == right.map()
                        && left.layout().equals(right.layout())
                        && left.scale().minus(right.scale()).terms().isEmpty()
                        && left.shift().minus(right.shift()).terms().isEmpty());
    }

    /** The layout of two maps that are combined: axis by axis the same, but for axes with a single place. */
    private Layout common(FeatureMap left, FeatureMap right) {
        int rank = Math.max(left.layout().rank(), right.layout().rank());
        Layout a = left.layout().expandedTo(rank);
        Layout b = right.layout().expandedTo(rank);
        List<List<Part>> axes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            List<Part> one = a.axes().get(i);
            List<Part> other = b.axes().get(i);
            if (!one.equals(other) && !one.isEmpty() && !other.isEmpty()) {
                throw ImportException.unsupported("maps whose axes are in different orders combined");
            }
            axes.add(one.isEmpty() ? other : one);
        }
        return new Layout(axes, Math.max(a.groups(), b.groups()));
    }

    Datum power(Datum base, double exponent) {
        if (exponent == 1) {
            return base;
        }
        if (exponent == 2 && !(base instanceof Statistic)) {
            FeatureMap map = maps.map(base);
            return new Square(map);
        }
        if (base instanceof Statistic statistic) {
            ChannelExpression expression = statistic.expression();
            ChannelExpression power = exponent == 0.5
                    ? expression.root()
                    : exponent == -0.5
                            ? expression.root().reciprocal()
                            : exponent == -1 ? expression.reciprocal() : null;
            if (power != null) {
                return new Statistic(power, statistic.channels(), statistic.layout());
            }
        }
        throw ImportException.unsupported("the exponent " + exponent);
    }

    /** The mean over some axes: over rows and columns a statistic, over channels a map. */
    Datum mean(Datum datum, List<Integer> axes, boolean keep) {
        List<Part> parts = new ArrayList<>();
        Layout layout = datum instanceof Square square
                ? square.of().layout()
                : maps.map(datum).layout();
        axes.forEach(axis -> parts.addAll(layout.axis(axis)));
        Layout reduced = layout.reduced(axes, keep);
        boolean spatial = parts.contains(Part.HEIGHT) && parts.contains(Part.WIDTH);
        if (spatial && parts.size() == 2) {
            return statistic(datum, 0, reduced);
        }
        if (spatial && parts.size() == 3) {
            boolean all = parts.contains(Part.CHANNELS);
            if (all || parts.contains(Part.WITHIN)) {
                return statistic(datum, all ? 1 : layout.groups(), reduced);
            }
        }
        if (parts.equals(List.of(Part.CHANNELS))) {
            int plain = maps.plain(maps.map(datum));
            int channels = network().channels(plain);
            return new FeatureMap(maps.mixed(plain, 1, 1.0 / channels), reduced);
        }
        if (parts.isEmpty()) {
            return maps.map(datum).in(reduced);
        }
        throw ImportException.unsupported("a mean over " + parts);
    }

    private Statistic statistic(Datum datum, int groups, Layout layout) {
        if (datum instanceof Square square) {
            FeatureMap of = square.of();
            ChannelExpression mean = ChannelExpression.of(new Factor(Kind.MEAN, of.map(), groups, 0));
            boolean centered =
                    of.scale().isConstant(1) && of.shift().plus(mean).terms().isEmpty();
            if (centered) {
                ChannelExpression variance = ChannelExpression.of(new Factor(Kind.VARIANCE, of.map(), groups, 0));
                return new Statistic(variance, network().channels(of.map()), layout);
            }
        }
        int plain = maps.plain(maps.map(datum));
        return new Statistic(
                ChannelExpression.of(new Factor(Kind.MEAN, plain, groups, 0)),
                network().channels(plain),
                layout);
    }

    /** The sum over the channels of each pixel. */
    Datum channelSum(Datum datum, List<Integer> axes, boolean keep) {
        FeatureMap map = maps.map(datum);
        List<Part> parts = new ArrayList<>();
        axes.forEach(axis -> parts.addAll(map.layout().axis(axis)));
        if (!parts.equals(List.of(Part.CHANNELS))) {
            throw ImportException.unsupported("a sum over " + parts);
        }
        return new FeatureMap(maps.mixed(maps.plain(map), 1, 1), map.layout().reduced(axes, keep));
    }
}
