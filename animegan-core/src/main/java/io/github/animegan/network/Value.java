package io.github.animegan.network;

import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.network.Op.Pooling;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A feature map of a network that is being built: what its methods compute of it is added to the {@link NetworkBuilder}. Every
 * method throws {@link IllegalArgumentException} where channels or weights do not fit.
 */
public final class Value {
    private final NetworkBuilder builder;
    private final int number;
    private final int channels;

    Value(NetworkBuilder builder, int number, int channels) {
        this.builder = builder;
        this.number = number;
        this.channels = channels;
    }

    NetworkBuilder builder() {
        return builder;
    }

    int number() {
        return number;
    }

    /** {@return how many channels the map has} */
    public int channels() {
        return channels;
    }

    /**
     * Any op that reads this value alone.
     *
     * @param op with one input
     * @return its result
     * @throws IllegalArgumentException if the op does not fit this map's channels
     */
    public Value then(Op op) {
        return builder.add(op, this);
    }

    /**
     * {@return the map with a border: see {@link Op.Padding}}
     *
     * @param padding what the border is filled with, and its widths
     */
    public Value pad(Op.Padding padding) {
        return then(padding);
    }

    /**
     * {@return a convolution; {@code weight} is OIHW}
     *
     * @param weight {@code [out, channels, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null for none
     * @param stride the step down and across, at least 1
     */
    public Value conv(Tensor weight, @Nullable Tensor bias, int stride) {
        return then(new Op.Convolution(weight, bias, stride, 1));
    }

    /**
     * {@return a convolution of each channel by itself; {@code weight} is {@code [channels, 1, kernelHeight, kernelWidth]}}
     *
     * @param weight {@code [channels, 1, kernelHeight, kernelWidth]}
     * @param bias {@code [channels]}, or null for none
     * @param stride the step down and across, at least 1
     */
    public Value depthwiseConv(Tensor weight, @Nullable Tensor bias, int stride) {
        return then(new Op.Convolution(weight, bias, stride, channels));
    }

    /**
     * {@return a transposed convolution (see {@link Op.TransposedConvolution}); {@code weight} is IOHW}
     *
     * @param weight {@code [channels, out, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null for none
     * @param stride how many output rows and columns an input pixel moves on by, at least 1
     * @param padding rows and columns left out at all four sides of the result
     * @param outputPadding rows and columns added at the bottom and the right
     */
    public Value transposedConv(Tensor weight, @Nullable Tensor bias, int stride, int padding, int outputPadding) {
        return then(new Op.TransposedConvolution(weight, bias, stride, padding, outputPadding));
    }

    /**
     * {@return an instance norm without weights}
     *
     * @param epsilon added to the variance, above 0
     */
    public Value instanceNorm(double epsilon) {
        return instanceNorm(epsilon, null, null);
    }

    /**
     * {@return an instance norm; a missing scale is 1, a missing shift 0}
     *
     * @param epsilon added to the variance, above 0
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    public Value instanceNorm(double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        return then(new Op.InstanceNorm(epsilon, scale, shift));
    }

    /**
     * {@return a group norm; a missing scale is 1, a missing shift 0}
     *
     * @param groups of neighboring channels, each normalized as one; a divisor of their number
     * @param epsilon added to the variance, above 0
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    public Value groupNorm(int groups, double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        return then(new Op.GroupNorm(groups, epsilon, scale, shift));
    }

    /**
     * {@return this map with the channels' means and deviations of another: see {@link Op.AdaptiveInstanceNorm}}
     *
     * @param style a map of as many channels
     * @param epsilon added to both variances, above 0
     */
    public Value adaptiveInstanceNorm(Value style, double epsilon) {
        return builder.add(new Op.AdaptiveInstanceNorm(epsilon), this, style);
    }

    /**
     * {@return {@code x * scale + shift}, channel by channel}
     *
     * @param scale {@code [channels]}
     * @param shift {@code [channels]}
     */
    public Value affine(Tensor scale, Tensor shift) {
        return then(new Op.Affine(scale, shift));
    }

    /** {@return the plain ReLU: {@code max(x, 0)}} */
    public Value relu() {
        return then(new Op.Relu(0));
    }

    /**
     * {@return the leaky ReLU: {@code max(x, negativeSlope * x)}}
     *
     * @param negativeSlope in [0, 1)
     */
    public Value leakyRelu(float negativeSlope) {
        return then(new Op.Relu(negativeSlope));
    }

    /**
     * {@return the parametric ReLU, with a slope for each channel}
     *
     * @param slopes {@code [channels]}, for negative values
     */
    public Value prelu(Tensor slopes) {
        return then(new Op.PRelu(slopes));
    }

    /** {@return the hyperbolic tangent} */
    public Value tanh() {
        return then(new Op.Tanh());
    }

    /** {@return the logistic function} */
    public Value sigmoid() {
        return then(new Op.Sigmoid());
    }

    /**
     * {@return the values within a range}
     *
     * @param low the least value
     * @param high the greatest value, not below {@code low}
     */
    public Value clamp(float low, float high) {
        return then(new Op.Clamp(low, high));
    }

    /** {@return the softmax over the channels of each pixel} */
    public Value softmax() {
        return then(new Op.Softmax());
    }

    /**
     * {@return the element-wise sum}
     *
     * @param other a map of as many channels, of this one's size or a single pixel
     */
    public Value plus(Value other) {
        return combine(Operator.ADD, other);
    }

    /**
     * {@return the element-wise difference}
     *
     * @param other a map of as many channels, of this one's size or a single pixel, which is subtracted
     */
    public Value minus(Value other) {
        return combine(Operator.SUBTRACT, other);
    }

    /**
     * {@return the element-wise product}
     *
     * @param other a map of as many channels, of this one's size or a single pixel
     */
    public Value times(Value other) {
        return combine(Operator.MULTIPLY, other);
    }

    /**
     * {@return the element-wise quotient}
     *
     * @param other a map of as many channels, of this one's size or a single pixel, by which is divided
     */
    public Value dividedBy(Value other) {
        return combine(Operator.DIVIDE, other);
    }

    private Value combine(Operator operator, Value other) {
        return builder.add(new Op.Arithmetic(operator), this, other);
    }

    /**
     * {@return the channels of this map, then those of the others}
     *
     * @param others maps of this one's size
     */
    public Value concat(Value... others) {
        Value[] all = new Value[others.length + 1];
        all[0] = this;
        System.arraycopy(others, 0, all, 1, others.length);
        return builder.add(new Op.Concat(), all);
    }

    /**
     * {@return the channels from {@code from} to before {@code to}}
     *
     * @param from the first channel, from 0 on
     * @param to the channel after the last
     */
    public Value slice(int from, int to) {
        return then(new Op.Slice(from, to));
    }

    /**
     * {@return the greatest value in each window; see {@link Op.Pool} for windows at the end}
     *
     * @param kernelSize the height and width of the windows, at least 1
     * @param stride the step down and across, at least 1
     * @param ceilMode whether windows that reach beyond the map's end count too
     */
    public Value maxPool(int kernelSize, int stride, boolean ceilMode) {
        return then(new Op.Pool(Pooling.MAX, kernelSize, stride, ceilMode));
    }

    /**
     * {@return the mean of each window that is inside}
     *
     * @param kernelSize the height and width of the windows, at least 1
     * @param stride the step down and across, at least 1
     */
    public Value averagePool(int kernelSize, int stride) {
        return then(new Op.Pool(Pooling.AVERAGE, kernelSize, stride, false));
    }

    /** {@return the mean of each channel, a single pixel} */
    public Value globalAveragePool() {
        return then(new Op.GlobalPool(Pooling.AVERAGE));
    }

    /** {@return the greatest value of each channel, a single pixel} */
    public Value globalMaxPool() {
        return then(new Op.GlobalPool(Pooling.MAX));
    }

    /**
     * {@return the map with both sides longer by a factor}
     *
     * @param mode where the map is sampled
     * @param factor of both sides, at least 1
     */
    public Value resize(ResizeMode mode, int factor) {
        return then(new Op.Resize(mode, factor));
    }

    /**
     * {@return the map at the size of another}
     *
     * @param other whose height and width count, and nothing else
     * @param mode where the map is sampled
     */
    public Value resizeLike(Value other, ResizeMode mode) {
        return builder.add(new Op.ResizeLike(mode), this, other);
    }
}
