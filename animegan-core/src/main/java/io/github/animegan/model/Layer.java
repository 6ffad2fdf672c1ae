package io.github.animegan.model;

import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a {@link Generator}, with its weights. Pure data: an engine gives it meaning. Feature maps are
 * {@code [height, width, channels]}; the formulas are those of {@code torch.nn}.
 */
public sealed interface Layer {

    /**
     * Makes a map larger at its four sides. {@code REFLECT} mirrors without repeating the border pixel and needs
     * sides longer than the padding.
     */
    record Padding(Border border, int top, int bottom, int left, int right) implements Layer {
        public Padding {
            if (top < 0 || bottom < 0 || left < 0 || right < 0) {
                throw new IllegalArgumentException("negative padding");
            }
        }

        public static Padding reflect(int all) {
            return new Padding(Border.REFLECT, all, all, all, all);
        }

        public static Padding zero(int all) {
            return new Padding(Border.ZERO, all, all, all, all);
        }
    }

    /** What {@link Padding} fills a border with. */
    enum Border {
        ZERO,
        REFLECT
    }

    /**
     * A convolution without padding of its own.
     *
     * @param weight OIHW: {@code [out, in / groups, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null
     * @param groups 1, or the channel count (depthwise)
     */
    record Convolution(Tensor weight, @Nullable Tensor bias, int stride, int groups) implements Layer {
        public Convolution {
            requireConvolution(weight, bias, 0, stride);
            if (groups != 1
                    && (groups != weight.shape().size(0) || weight.shape().size(1) != 1)) {
                throw new IllegalArgumentException(
                        "groups must be 1 or the channel count, not " + groups + " with a weight " + weight.shape());
            }
        }
    }

    /**
     * A transposed convolution; an output side is {@code (in - 1) * stride - 2 * padding + kernel + outputPadding}.
     *
     * @param weight IOHW: {@code [in, out, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}, or null
     */
    record TransposedConvolution(Tensor weight, @Nullable Tensor bias, int stride, int padding, int outputPadding)
            implements Layer {
        public TransposedConvolution {
            requireConvolution(weight, bias, 1, stride);
        }
    }

    /**
     * Normalises each channel over the whole map: {@code (x - mean) / sqrt(variance + epsilon) * scale + shift}, with
     * the biased variance.
     *
     * @param scale {@code [channels]}, or null for 1
     * @param shift {@code [channels]}, or null for 0
     */
    record InstanceNorm(
            double epsilon,
            @Nullable Tensor scale,
            @Nullable Tensor shift) implements Layer {}

    /** As {@link InstanceNorm}, over all channels of a group together. */
    record GroupNorm(int groups, double epsilon, Tensor scale, Tensor shift) implements Layer {}

    /** {@code max(x, negativeSlope * x)}; a slope of 0 is the plain ReLU. */
    record Relu(float negativeSlope) implements Layer {
        public Relu {
            if (!(negativeSlope >= 0 && negativeSlope < 1)) {
                throw new IllegalArgumentException("a negative slope is in [0, 1), not " + negativeSlope);
            }
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements Layer {}

    /**
     * Bilinear interpolation to the size of the generator's input divided by {@code inputDivisor}, rounded down.
     * Naming the size by the input, not as a factor, undoes a down-sampling of odd sides exactly.
     */
    record Upsample(Upsampling mode, int inputDivisor) implements Layer {}

    /** {@code x + body(x)}. */
    record Residual(List<Layer> body) implements Layer {
        public Residual {
            body = List.copyOf(body);
        }
    }

    private static void requireConvolution(Tensor weight, @Nullable Tensor bias, int outAxis, int stride) {
        if (weight.shape().rank() != 4) {
            throw new IllegalArgumentException("a convolution's weight has four axes, not " + weight.shape());
        }
        int out = weight.shape().size(outAxis);
        if (bias != null && bias.shape().elementCount() != out) {
            throw new IllegalArgumentException("a bias " + bias.shape() + " for " + out + " output channels");
        }
        if (stride < 1) {
            throw new IllegalArgumentException("stride " + stride);
        }
    }
}
