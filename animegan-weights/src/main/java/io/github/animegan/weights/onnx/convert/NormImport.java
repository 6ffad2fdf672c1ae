package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.List;

/** Imports the norms that are operators of ONNX; those that exporters spell out are found by {@link Norms}. */
record NormImport(Maps maps) {
    Datum batchNorm(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        float[] scale = Arguments.tensor(in, 1).floats();
        float[] bias = Arguments.tensor(in, 2).floats();
        float[] mean = Arguments.tensor(in, 3).floats();
        float[] variance = Arguments.tensor(in, 4).floats();
        int channels = maps.network().channels(x.map());
        if (scale.length != channels
                || bias.length != channels
                || mean.length != channels
                || variance.length != channels) {
            throw ImportException.unsupported("a batch norm of another number of channels");
        }
        double epsilon = node.real("epsilon", 1e-5f);
        double[] factors = new double[channels];
        double[] shifts = new double[channels];
        for (int c = 0; c < channels; c++) {
            factors[c] = scale[c] / Math.sqrt(variance[c] + epsilon);
            shifts[c] = bias[c] - mean[c] * factors[c];
        }
        ChannelExpression factor = ChannelExpression.constant(factors);
        return x.with(x.scale().times(factor), x.shift().times(factor).plus(ChannelExpression.constant(shifts)));
    }

    Datum instanceNorm(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        List<Part> axis = x.layout().axis(1);
        boolean grouped = axis.equals(List.of(Part.GROUPS));
        boolean single = axis.isEmpty() && x.layout().axes().stream().anyMatch(each -> each.contains(Part.CHANNELS));
        if (!grouped && !single && !axis.equals(List.of(Part.CHANNELS))) {
            throw ImportException.unsupported("an instance norm over " + axis);
        }
        int groups = grouped ? x.layout().groups() : single ? 1 : 0;
        return normalized(x, groups, node.real("epsilon", 1e-5f), Arguments.tensor(in, 1), Arguments.tensor(in, 2));
    }

    Datum groupNorm(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        maps.planar(x, true);
        int groups = (int) node.integer("num_groups", 1);
        if (groups < 1 || maps.network().channels(x.map()) % groups != 0) {
            throw ImportException.unsupported("a group norm of " + groups + " groups");
        }
        return normalized(x, groups, node.real("epsilon", 1e-5f), Arguments.tensor(in, 1), Arguments.tensor(in, 2));
    }

    private FeatureMap normalized(FeatureMap x, int groups, double epsilon, OnnxTensor scale, OnnxTensor shift) {
        int map = maps.plain(x);
        var mean = new ChannelExpression.Factor(ChannelExpression.Kind.MEAN, map, groups, 0);
        var inverse = new ChannelExpression.Factor(ChannelExpression.Kind.INVERSE_DEVIATION, map, groups, epsilon);
        ChannelExpression factor = each(scale, map).times(ChannelExpression.of(inverse));
        return new FeatureMap(
                map, factor, each(shift, map).minus(factor.times(ChannelExpression.of(mean))), x.layout());
    }

    /** One number for each channel of a map, given for each, for each group, or for all. */
    private ChannelExpression each(OnnxTensor tensor, int map) {
        int channels = maps.network().channels(map);
        float[] values = tensor.floats();
        if (values.length == 0 || channels % values.length != 0) {
            throw ImportException.unsupported(values.length + " numbers for " + channels + " channels");
        }
        double[] each = new double[channels];
        for (int c = 0; c < channels; c++) {
            each[c] = values[c / (channels / values.length)];
        }
        return ChannelExpression.constant(each);
    }
}
