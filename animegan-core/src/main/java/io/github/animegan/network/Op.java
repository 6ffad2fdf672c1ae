package io.github.animegan.network;

import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a {@link Network}, with its weights. Pure data: an engine gives it meaning. Feature maps are
 * {@code [height, width, channels]}; the formulas are those of {@code torch.nn}. An op checks its inputs: how many there are,
 * and their channels, when a network is built; their sizes when it is planned for a picture.
 */
public sealed interface Op {

    /**
     * Has a visitor do what it does with this kind of op.
     *
     * @param <R> what the visitor gives for an op
     * @param visitor whose method for this kind of op is called, once
     * @return what that method gives
     */
    <R> R accept(OpVisitor<R> visitor);

    /** {@return how many maps it reads; -1 stands for one or more} */
    default int inputCount() {
        return 1;
    }

    /**
     * {@return the channels of its result}
     *
     * @param inputs the channels of its inputs, in order
     * @throws IllegalArgumentException if those do not fit the op
     */
    default int outputChannels(List<Integer> inputs) {
        return inputs.get(0);
    }

    /**
     * {@return the size of its result}
     *
     * @param inputs the sizes of its inputs, in order
     * @throws IllegalArgumentException if those do not fit each other, or are too small for the op
     */
    default MapSize outputSize(List<MapSize> inputs) {
        return inputs.get(0);
    }

    /**
     * What a network is given.
     *
     * @param name the input's name, unique in its network
     * @param channels the number of its channels, at least 1
     */
    record Input(String name, int channels) implements Op {
        /**
         * Rejects an input without channels.
         *
         * @param name the input's name, unique in its network
         * @param channels the number of its channels, at least 1
         * @throws IllegalArgumentException if it has none
         */
        public Input {
            OpChecks.requirePositive("channels of input " + name, channels);
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int inputCount() {
            return 0;
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            return channels;
        }
    }

    /**
     * Adds rows and columns at a map's four sides. {@link PaddingMode#REFLECT} needs sides longer than the padding.
     *
     * @param mode what the border is filled with
     * @param top rows added above
     * @param bottom rows added below
     * @param left columns added on the left
     * @param right columns added on the right
     */
    record Padding(PaddingMode mode, int top, int bottom, int left, int right) implements Op {
        /**
         * Rejects negative sides.
         *
         * @param mode what the border is filled with
         * @param top rows added above
         * @param bottom rows added below
         * @param left columns added on the left
         * @param right columns added on the right
         * @throws IllegalArgumentException if one of them is negative
         */
        public Padding {
            if (top < 0 || bottom < 0 || left < 0 || right < 0) {
                throw new IllegalArgumentException(
                        "negative padding " + top + ", " + bottom + ", " + left + ", " + right);
            }
        }

        /**
         * {@return a reflection of the same width on all sides}
         *
         * @param all rows and columns at each side, at least 0
         */
        public static Padding reflect(int all) {
            return new Padding(PaddingMode.REFLECT, all, all, all, all);
        }

        /**
         * {@return zeros of the same width on all sides}
         *
         * @param all rows and columns at each side, at least 0
         */
        public static Padding zero(int all) {
            return new Padding(PaddingMode.ZERO, all, all, all, all);
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            MapSize in = inputs.get(0);
            boolean tooFar = Math.max(top, bottom) >= in.height() || Math.max(left, right) >= in.width();
            if (mode == PaddingMode.REFLECT && tooFar) {
                throw new IllegalArgumentException("a map of " + in + " is too small to be mirrored that far");
            }
            return new MapSize(in.height() + top + bottom, in.width() + left + right);
        }
    }

    /**
     * A convolution without padding of its own.
     *
     * @param weight OIHW: {@code [out, in / groups, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null
     * @param stride the step down and across, at least 1
     * @param groups 1, or the channel count (depthwise)
     */
    record Convolution(Tensor weight, @Nullable Tensor bias, int stride, int groups) implements Op {
        /**
         * Rejects shapes that are no convolution's.
         *
         * @param weight OIHW: {@code [out, in / groups, kernelHeight, kernelWidth]}
         * @param bias {@code [out]}, or null
         * @param stride the step down and across, at least 1
         * @param groups 1, or the channel count (depthwise)
         * @throws IllegalArgumentException if the shapes do not fit each other, or a number is outside
         */
        public Convolution {
            OpChecks.requireConvolution(weight, bias, 0, stride);
            if (groups != 1
                    && (groups != weight.shape().size(0) || weight.shape().size(1) != 1)) {
                throw new IllegalArgumentException(
                        "groups must be 1 or the channel count, not " + groups + " with a weight " + weight.shape());
            }
        }

        /** {@return whether each output channel sees only its own input channel} */
        public boolean isDepthwise() {
            return groups == weight.shape().size(0) && weight.shape().size(1) == 1;
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            int out = weight.shape().size(0);
            OpChecks.requireChannels(
                    inputs.get(0), isDepthwise() ? out : weight.shape().size(1), weight.shape());
            return out;
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            return OpChecks.windows(
                    inputs.get(0), weight.shape().size(2), weight.shape().size(3), stride, false);
        }
    }

    /**
     * A transposed convolution; an output side is {@code (in - 1) * stride - 2 * padding + kernel + outputPadding}.
     *
     * @param weight IOHW: {@code [in, out, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null
     * @param stride how many output rows and columns an input pixel moves on by, at least 1
     * @param padding rows and columns left out at all four sides of the result
     * @param outputPadding rows and columns added at the bottom and the right
     */
    record TransposedConvolution(Tensor weight, @Nullable Tensor bias, int stride, int padding, int outputPadding)
            implements Op {
        /**
         * Rejects shapes that are no transposed convolution's.
         *
         * @param weight IOHW: {@code [in, out, kernelHeight, kernelWidth]}
         * @param bias {@code [out]}, or null
         * @param stride how many output rows and columns an input pixel moves on by, at least 1
         * @param padding rows and columns left out at all four sides of the result
         * @param outputPadding rows and columns added at the bottom and the right
         * @throws IllegalArgumentException if the shapes do not fit each other, or a number is outside
         */
        public TransposedConvolution {
            OpChecks.requireConvolution(weight, bias, 1, stride);
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            OpChecks.requireChannels(inputs.get(0), weight.shape().size(0), weight.shape());
            return weight.shape().size(1);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            MapSize in = inputs.get(0);
            int common = outputPadding - 2 * padding;
            MapSize out = new MapSize(
                    (in.height() - 1) * stride + weight.shape().size(2) + common,
                    (in.width() - 1) * stride + weight.shape().size(3) + common);
            return OpChecks.requirePixels(out, in);
        }
    }

    /**
     * Normalizes each channel over the whole map: {@code (x - mean) / sqrt(variance + epsilon) * scale + shift}, with
     * the biased variance.
     *
     * @param epsilon what is added to the variance
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    record InstanceNorm(
            double epsilon,
            @Nullable Tensor scale,
            @Nullable Tensor shift) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            OpChecks.requireEach(scale, inputs.get(0));
            OpChecks.requireEach(shift, inputs.get(0));
            return inputs.get(0);
        }
    }

    /**
     * As {@link InstanceNorm}, over all channels of a group together.
     *
     * @param groups how many groups of neighboring channels there are; it divides the channels
     * @param epsilon what is added to the variance
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    record GroupNorm(
            int groups,
            double epsilon,
            @Nullable Tensor scale,
            @Nullable Tensor shift) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            int channels = inputs.get(0);
            if (groups < 1 || channels % groups != 0) {
                throw new IllegalArgumentException(
                        channels + " channels cannot be normalized in " + groups + " groups");
            }
            OpChecks.requireEach(scale, channels);
            OpChecks.requireEach(shift, channels);
            return channels;
        }
    }

    /**
     * Gives each channel of the first map, its content, the mean and deviation that the channel has in the second, its style:
     * {@code (x - mean(x)) / sqrt(variance(x) + epsilon) * sqrt(variance(s) + epsilon) + mean(s)}, with biased variances. The
     * second map may have another size.
     *
     * <p>Source: X. Huang, S. Belongie, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization", ICCV 2017.
     * With a 1x1 convolution of the first map as the second it is AnimeGANv3's LADE, "linearly adaptive denormalization".
     *
     * @param epsilon what is added to both variances
     */
    record AdaptiveInstanceNorm(double epsilon) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int inputCount() {
            return 2;
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            return OpChecks.requireSameChannels(inputs);
        }
    }

    /**
     * {@code x * scale + shift}, channel by channel: a batch norm at inference, for instance.
     *
     * @param scale {@code [channels]}
     * @param shift {@code [channels]}
     */
    record Affine(Tensor scale, Tensor shift) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            OpChecks.requireEach(scale, inputs.get(0));
            OpChecks.requireEach(shift, inputs.get(0));
            return inputs.get(0);
        }
    }

    /**
     * {@code max(x, negativeSlope * x)}; a slope of 0 is the plain ReLU.
     *
     * @param negativeSlope in [0, 1)
     */
    record Relu(float negativeSlope) implements Op {
        /**
         * Rejects slopes for which the maximum is no leaky ReLU.
         *
         * @param negativeSlope in [0, 1)
         * @throws IllegalArgumentException if it is outside
         */
        public Relu {
            if (!(negativeSlope >= 0 && negativeSlope < 1)) {
                throw new IllegalArgumentException("a negative slope is in [0, 1), not " + negativeSlope);
            }
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code x} where that is positive, {@code slope * x} elsewhere, with a slope for each channel.
     *
     * @param slopes {@code [channels]}, any values
     */
    record PRelu(Tensor slopes) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            OpChecks.requireEach(slopes, inputs.get(0));
            return inputs.get(0);
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The logistic function {@code 1 / (1 + exp(-x))}. */
    record Sigmoid() implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code min(max(x, low), high)}.
     *
     * @param low the least value; may be infinite
     * @param high the greatest value, not below {@code low}; may be infinite
     */
    record Clamp(float low, float high) implements Op {
        /**
         * Rejects an empty range.
         *
         * @param low the least value; may be infinite
         * @param high the greatest value, not below {@code low}; may be infinite
         * @throws IllegalArgumentException if {@code low} is above {@code high}, or one is NaN
         */
        public Clamp {
            if (!(low <= high)) {
                throw new IllegalArgumentException("a range from " + low + " to " + high);
            }
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code exp(x) / sum(exp(x))} over the channels of each pixel. */
    record Softmax() implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code exp(x) / sum(exp(x))} over all pixels of each channel, as attention over positions has it.
     *
     * <p>Source: M.-H. Guo et al., "Beyond Self-attention: External Attention using Two Linear Layers for Visual Tasks", TPAMI
     * 2023, whose softmax over positions AnimeGANv3 uses.
     */
    record SpatialSoftmax() implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Normalizes each pixel over its channels, {@code (x - mean) / sqrt(variance + epsilon) * scale + shift} with the biased
     * variance: PyTorch's {@code LayerNorm} over the last axis of a map in NHWC. Unlike {@link GroupNorm} it is local.
     *
     * @param epsilon what is added to the variance
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    record ChannelNorm(
            double epsilon,
            @Nullable Tensor scale,
            @Nullable Tensor shift) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            OpChecks.requireEach(scale, inputs.get(0));
            OpChecks.requireEach(shift, inputs.get(0));
            return inputs.get(0);
        }
    }

    /**
     * Computes with two maps of the same channels, element by element. The second may be a single pixel, which then stands for
     * every pixel of the first.
     *
     * @param operator what is done with each pair
     */
    record Arithmetic(Operator operator) implements Op {
        /** What is done with a pair of values. */
        public enum Operator {
            /** {@code a + b}. */
            ADD,
            /** {@code a - b}. */
            SUBTRACT,
            /** {@code a * b}. */
            MULTIPLY,
            /** {@code a / b}. */
            DIVIDE
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int inputCount() {
            return 2;
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            return OpChecks.requireSameChannels(inputs);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            if (!inputs.get(1).equals(inputs.get(0)) && !inputs.get(1).equals(MapSize.PIXEL)) {
                throw new IllegalArgumentException("maps of " + inputs.get(0) + " and " + inputs.get(1)
                        + " cannot be combined element by element");
            }
            return inputs.get(0);
        }
    }

    /** The channels of all inputs, one after another; their sizes are the same. */
    record Concat() implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int inputCount() {
            return -1;
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            return inputs.stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            for (MapSize each : inputs) {
                if (!each.equals(inputs.get(0))) {
                    throw new IllegalArgumentException(
                            "maps of " + inputs.get(0) + " and " + each + " cannot be concatenated");
                }
            }
            return inputs.get(0);
        }
    }

    /**
     * Some neighboring channels.
     *
     * @param from the first channel
     * @param to the channel after the last
     */
    record Slice(int from, int to) implements Op {
        /**
         * Rejects an empty slice.
         *
         * @param from the first channel
         * @param to the channel after the last
         * @throws IllegalArgumentException if it has no channel, or begins before the first
         */
        public Slice {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("channels from " + from + " to " + to);
            }
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int outputChannels(List<Integer> inputs) {
            if (to > inputs.get(0)) {
                throw new IllegalArgumentException("channels from " + from + " to " + to + " of " + inputs.get(0));
            }
            return to - from;
        }
    }

    /** Which value a pooling takes of those it sees. */
    enum Pooling {
        /** The greatest. */
        MAX,
        /** Their mean. */
        AVERAGE
    }

    /**
     * Takes one value of each channel in a window that moves over the map, without padding.
     *
     * @param pooling which value
     * @param kernelSize the height and width of the window, at least 1
     * @param stride the step down and across, at least 1
     * @param ceilMode whether windows that reach beyond the map's end count too, with what is inside, as PyTorch's
     *     {@code ceil_mode} has it
     */
    record Pool(Pooling pooling, int kernelSize, int stride, boolean ceilMode) implements Op {
        /**
         * Rejects windows and steps below 1.
         *
         * @param pooling which value
         * @param kernelSize the height and width of the window, at least 1
         * @param stride the step down and across, at least 1
         * @param ceilMode whether windows that reach beyond the map's end count too, with what is inside, as PyTorch's {@code ceil_mode}
         *     has it
         * @throws IllegalArgumentException if one of them is less than 1
         */
        public Pool {
            OpChecks.requirePositive("kernel size", kernelSize);
            OpChecks.requirePositive("stride", stride);
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            return OpChecks.windows(inputs.get(0), kernelSize, kernelSize, stride, ceilMode);
        }
    }

    /**
     * Takes one value of each channel over the whole map, so that a single pixel is left.
     *
     * @param pooling which value
     */
    record GlobalPool(Pooling pooling) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            return MapSize.PIXEL;
        }
    }

    /**
     * Makes a map larger by a whole factor.
     *
     * @param mode where the source is sampled
     * @param factor of both sides, at least 1
     */
    record Resize(ResizeMode mode, int factor) implements Op {
        /**
         * Rejects factors below 1.
         *
         * @param mode where the source is sampled
         * @param factor of both sides, at least 1
         * @throws IllegalArgumentException if it is less than 1
         */
        public Resize {
            OpChecks.requirePositive("factor", factor);
        }

        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            MapSize in = inputs.get(0);
            return new MapSize(Math.multiplyExact(in.height(), factor), Math.multiplyExact(in.width(), factor));
        }
    }

    /**
     * Resizes the first map to the size of the second, whose values do not matter. Naming the size by another map, not as a
     * factor, undoes a down-sampling of odd sides exactly.
     *
     * @param mode where the source is sampled
     */
    record ResizeLike(ResizeMode mode) implements Op {
        @Override
        public <R> R accept(OpVisitor<R> visitor) {
            return visitor.visit(this);
        }

        @Override
        public int inputCount() {
            return 2;
        }

        @Override
        public MapSize outputSize(List<MapSize> inputs) {
            return inputs.get(1);
        }
    }
}
