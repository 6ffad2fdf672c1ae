package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.onnx.convert.ChannelExpression.Factor;
import io.github.animegan.weights.onnx.convert.ChannelExpression.Kind;
import io.github.animegan.weights.onnx.convert.ChannelExpression.Term;
import io.github.animegan.weights.onnx.model.ImportException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts scaled and shifted maps into the network: as the norm whose formula the scale and shift are, or as a scaling.
 *
 * <p>A norm of {@code x} is {@code x * (g / d(x)) + (b - g / d(x) * m(x))}, with the mean {@code m} and deviation {@code d} of each
 * channel or group; with the deviation and mean of another map for {@code g} and {@code b} it is an adaptive instance norm.
 */
final class Norms {
    /**
     * In place of an epsilon of 0, with which a flat map would be divided by 0: so small that it changes nothing in others.
     */
    private static final double LEAST_EPSILON = 1e-12;

    private final NetworkAssembly network;

    Norms(NetworkAssembly network) {
        this.network = network;
    }

    /** The number of the map with its scale and shift computed. */
    int plain(FeatureMap map) {
        if (!map.isPlain()) {
            map.become(computed(map));
        }
        return map.map();
    }

    private int computed(FeatureMap map) {
        int x = map.map();
        ChannelExpression scale = map.scale();
        ChannelExpression shift = map.shift();
        if (scale.isConstant() && shift.isConstant()) {
            return affine(x, scale, shift);
        }
        Optional<Factor> inverse = inverse(scale, x);
        if (inverse.isPresent()) {
            return normalized(x, scale.terms().get(0), shift, inverse.get());
        }
        if (scale.isConstant()) {
            return network.add(new Op.Arithmetic(Operator.ADD), affine(x, scale, ChannelExpression.ZERO), pixel(shift));
        }
        int scaled = network.add(new Op.Arithmetic(Operator.MULTIPLY), x, pixel(scale));
        return shift.isConstant()
                ? affine(scaled, ChannelExpression.ONE, shift)
                : network.add(new Op.Arithmetic(Operator.ADD), scaled, pixel(shift));
    }

    /** The inverse deviation of the map in its scale, if the scale is a product with one. */
    private static Optional<Factor> inverse(ChannelExpression scale, int map) {
        if (scale.terms().size() != 1) {
            return Optional.empty();
        }
        return scale.terms().get(0).factors().stream()
                .filter(factor -> factor.kind() == Kind.INVERSE_DEVIATION && factor.map() == map)
                .findFirst();
    }

    private int normalized(int x, Term scale, ChannelExpression shift, Factor inverse) {
        Factor mean = new Factor(Kind.MEAN, x, inverse.groups(), 0);
        ChannelExpression centering = new ChannelExpression(List.of(scale)).times(ChannelExpression.of(mean));
        ChannelExpression rest = shift.plus(centering);
        int channels = network.channels(x);
        if (scale.factors().size() == 1 && rest.isConstant()) {
            ChannelExpression factor = ChannelExpression.constant(scale.coefficient());
            @Nullable Tensor scales = factor.isConstant(1) ? null : each(factor, channels);
            @Nullable Tensor shifts = rest.isConstant(0) ? null : each(rest, channels);
            double epsilon = epsilon(inverse.epsilon());
            return network.add(
                    inverse.groups() == 0
                            ? new Op.InstanceNorm(epsilon, scales, shifts)
                            : new Op.GroupNorm(inverse.groups(), epsilon, scales, shifts),
                    x);
        }
        return adaptive(x, scale, rest, inverse);
    }

    private int adaptive(int x, Term scale, ChannelExpression rest, Factor inverse) {
        Factor deviation = scale.factors().stream()
                .filter(factor -> factor.kind() == Kind.DEVIATION)
                .findFirst()
                .orElseThrow(Norms::unknown);
        List<Term> means = rest.varying();
        boolean matches = scale.factors().size() == 2
                && scale.isUnit()
                && inverse.groups() == 0
                && deviation.groups() == 0
                && inverse.epsilon() == deviation.epsilon()
                && means.size() == 1
                && means.get(0).isUnit()
                && means.get(0).factors().equals(List.of(new Factor(Kind.MEAN, deviation.map(), 0, 0)));
        if (!matches) {
            throw unknown();
        }
        int styled = network.add(new Op.AdaptiveInstanceNorm(epsilon(inverse.epsilon())), x, deviation.map());
        ChannelExpression constant = ChannelExpression.constant(rest.constant());
        return constant.isConstant(0) ? styled : affine(styled, ChannelExpression.ONE, constant);
    }

    private static ImportException unknown() {
        return ImportException.unsupported("means and deviations that are none of the known norms");
    }

    private static double epsilon(double epsilon) {
        if (!(epsilon >= 0)) {
            throw ImportException.unsupported("a norm with the epsilon " + epsilon);
        }
        return Math.max(epsilon, LEAST_EPSILON);
    }

    private int affine(int x, ChannelExpression scale, ChannelExpression shift) {
        if (scale.isConstant(1) && shift.isConstant(0)) {
            return x;
        }
        int channels = network.channels(x);
        return network.add(new Op.Affine(each(scale, channels), each(shift, channels)), x);
    }

    private static Tensor each(ChannelExpression expression, int channels) {
        return Tensor.of(Shape.of(channels), expression.constants(channels));
    }

    /** The numbers for the channels as a map of one pixel, if they are constants and means. */
    int pixel(ChannelExpression expression) {
        int sum = -1;
        for (Term term : expression.varying()) {
            int pixel = pixel(term);
            sum = sum < 0 ? pixel : network.add(new Op.Arithmetic(Operator.ADD), sum, pixel);
        }
        if (sum < 0) {
            throw ImportException.unsupported("a number for each channel where a map is expected");
        }
        return affine(sum, ChannelExpression.ONE, ChannelExpression.constant(expression.constant()));
    }

    private int pixel(Term term) {
        if (term.factors().size() != 1 || term.factors().get(0).groups() != 0) {
            throw unknown();
        }
        Factor factor = term.factors().get(0);
        int mean = network.add(new Op.GlobalPool(Op.Pooling.AVERAGE), factor.map());
        int pixel = switch (factor.kind()) {
            case MEAN -> mean;
            case VARIANCE -> {
                int centered = network.add(new Op.Arithmetic(Operator.SUBTRACT), factor.map(), mean);
                yield network.add(
                        new Op.GlobalPool(Op.Pooling.AVERAGE),
                        network.add(new Op.Arithmetic(Operator.MULTIPLY), centered, centered));
            }
            default -> throw unknown();
        };
        return affine(pixel, ChannelExpression.constant(term.coefficient()), ChannelExpression.ZERO);
    }
}
