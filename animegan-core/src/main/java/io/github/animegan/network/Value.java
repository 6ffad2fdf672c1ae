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

    /** How many channels the map has. */
    public int channels() {
        return channels;
    }

    /** Any op that reads this value alone. */
    public Value then(Op op) {
        return builder.add(op, this);
    }

    /** The map with a border: see {@link Op.Padding}. */
    public Value pad(Op.Padding padding) {
        return then(padding);
    }

    /** A convolution; {@code weight} is OIHW. */
    public Value conv(Tensor weight, @Nullable Tensor bias, int stride) {
        return then(new Op.Convolution(weight, bias, stride, 1));
    }

    /** A convolution of each channel by itself; {@code weight} is {@code [channels, 1, kernelHeight, kernelWidth]}. */
    public Value depthwiseConv(Tensor weight, @Nullable Tensor bias, int stride) {
        return then(new Op.Convolution(weight, bias, stride, channels));
    }

    /** A transposed convolution; {@code weight} is IOHW. */
    public Value transposedConv(Tensor weight, @Nullable Tensor bias, int stride, int padding, int outputPadding) {
        return then(new Op.TransposedConvolution(weight, bias, stride, padding, outputPadding));
    }

    /** An instance norm without weights. */
    public Value instanceNorm(double epsilon) {
        return instanceNorm(epsilon, null, null);
    }

    /** An instance norm; a missing scale is 1, a missing shift 0. */
    public Value instanceNorm(double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        return then(new Op.InstanceNorm(epsilon, scale, shift));
    }

    /** A group norm; a missing scale is 1, a missing shift 0. */
    public Value groupNorm(int groups, double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        return then(new Op.GroupNorm(groups, epsilon, scale, shift));
    }

    /** This map with the channels' means and deviations of another: see {@link Op.AdaptiveInstanceNorm}. */
    public Value adaptiveInstanceNorm(Value style, double epsilon) {
        return builder.add(new Op.AdaptiveInstanceNorm(epsilon), this, style);
    }

    /** {@code x * scale + shift}, channel by channel. */
    public Value affine(Tensor scale, Tensor shift) {
        return then(new Op.Affine(scale, shift));
    }

    /** The plain ReLU. */
    public Value relu() {
        return then(new Op.Relu(0));
    }

    /** The leaky ReLU. */
    public Value leakyRelu(float negativeSlope) {
        return then(new Op.Relu(negativeSlope));
    }

    /** The parametric ReLU, with a slope for each channel. */
    public Value prelu(Tensor slopes) {
        return then(new Op.PRelu(slopes));
    }

    /** The hyperbolic tangent. */
    public Value tanh() {
        return then(new Op.Tanh());
    }

    /** The logistic function. */
    public Value sigmoid() {
        return then(new Op.Sigmoid());
    }

    /** The values within a range. */
    public Value clamp(float low, float high) {
        return then(new Op.Clamp(low, high));
    }

    /** The softmax over the channels of each pixel. */
    public Value softmax() {
        return then(new Op.Softmax());
    }

    /** The element-wise sum. */
    public Value plus(Value other) {
        return combine(Operator.ADD, other);
    }

    /** The element-wise difference. */
    public Value minus(Value other) {
        return combine(Operator.SUBTRACT, other);
    }

    /** The element-wise product. */
    public Value times(Value other) {
        return combine(Operator.MULTIPLY, other);
    }

    /** The element-wise quotient. */
    public Value dividedBy(Value other) {
        return combine(Operator.DIVIDE, other);
    }

    private Value combine(Operator operator, Value other) {
        return builder.add(new Op.Arithmetic(operator), this, other);
    }

    /** The channels of this map, then those of the others. */
    public Value concat(Value... others) {
        Value[] all = new Value[others.length + 1];
        all[0] = this;
        System.arraycopy(others, 0, all, 1, others.length);
        return builder.add(new Op.Concat(), all);
    }

    /** The channels from {@code from} to before {@code to}. */
    public Value slice(int from, int to) {
        return then(new Op.Slice(from, to));
    }

    /** The greatest value in each window; see {@link Op.Pool} for windows at the end. */
    public Value maxPool(int kernelSize, int stride, boolean ceilMode) {
        return then(new Op.Pool(Pooling.MAX, kernelSize, stride, ceilMode));
    }

    /** The mean of each window that is inside. */
    public Value averagePool(int kernelSize, int stride) {
        return then(new Op.Pool(Pooling.AVERAGE, kernelSize, stride, false));
    }

    /** The mean of each channel, a single pixel. */
    public Value globalAveragePool() {
        return then(new Op.GlobalPool(Pooling.AVERAGE));
    }

    /** The greatest value of each channel, a single pixel. */
    public Value globalMaxPool() {
        return then(new Op.GlobalPool(Pooling.MAX));
    }

    /** The map with both sides longer by a factor. */
    public Value resize(ResizeMode mode, int factor) {
        return then(new Op.Resize(mode, factor));
    }

    /** The map at the size of another. */
    public Value resizeLike(Value other, ResizeMode mode) {
        return builder.add(new Op.ResizeLike(mode), this, other);
    }
}
