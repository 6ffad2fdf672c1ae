package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.List;

/** What a name of the model stands for while it becomes a network. */
sealed interface Datum permits Numbers, FeatureMap, Datum.Constant, Datum.Statistic, Datum.Square, Datum.Filled {
    /** Weights, and other tensors of the file. */
    record Constant(OnnxTensor tensor) implements Datum {}

    /**
     * A number for each channel, computed from feature maps.
     *
     * @param expression how
     * @param channels how many channels there are
     * @param layout where the channels lie; no other axis runs over anything
     */
    record Statistic(ChannelExpression expression, int channels, Layout layout) implements Datum {}

    /**
     * The square of a map, which most often is only wanted for its mean, the variance.
     *
     * @param of the map that is squared
     */
    record Square(FeatureMap of) implements Datum {}

    /**
     * A tensor of one value whose shape depends on the picture's: what {@code ConstantOfShape} makes.
     *
     * @param value the value everywhere
     * @param shape the sizes of its axes at each try
     */
    record Filled(float value, List<long[]> shape) implements Datum {}
}
