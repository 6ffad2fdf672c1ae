package io.github.animegan.network;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ops require of their weights and inputs. */
final class OpChecks {
    private OpChecks() {}

    static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }

    static void requireConvolution(Tensor weight, @Nullable Tensor bias, int outAxis, int stride) {
        if (weight.shape().rank() != 4) {
            throw new IllegalArgumentException("a convolution's weight has four axes, not " + weight.shape());
        }
        int out = weight.shape().size(outAxis);
        if (bias != null && bias.shape().elementCount() != out) {
            throw new IllegalArgumentException("a bias " + bias.shape() + " for " + out + " output channels");
        }
        requirePositive("stride", stride);
    }

    static void requireChannels(int actual, int expected, Shape weight) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "a map of " + actual + " channels where a weight " + weight + " expects " + expected);
        }
    }

    static int requireSameChannels(List<Integer> inputs) {
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new IllegalArgumentException(
                    "maps of " + inputs.get(0) + " and " + inputs.get(1) + " channels cannot be combined");
        }
        return inputs.get(0);
    }

    /** Requires a value for each channel, where there are values at all. */
    static void requireEach(@Nullable Tensor values, int channels) {
        if (values != null && values.shape().elementCount() != channels) {
            throw new IllegalArgumentException("values " + values.shape() + " for " + channels + " channels");
        }
    }

    /** How many windows fit a map down and across. */
    static MapSize windows(MapSize in, int kernelHeight, int kernelWidth, int stride, boolean ceil) {
        MapSize out = new MapSize(
                windows(in.height(), kernelHeight, stride, ceil), windows(in.width(), kernelWidth, stride, ceil));
        return requirePixels(out, in);
    }

    /** A window that reaches beyond the end must begin inside: so does PyTorch. */
    private static int windows(int in, int kernel, int stride, boolean ceil) {
        if (in < kernel) {
            return ceil && in > 0 ? 1 : 0;
        }
        int rest = in - kernel;
        int count = (ceil ? (rest + stride - 1) / stride : rest / stride) + 1;
        return (count - 1) * stride < in ? count : count - 1;
    }

    static MapSize requirePixels(MapSize out, MapSize in) {
        if (out.height() < 1 || out.width() < 1) {
            throw new IllegalArgumentException("a map of " + in + " is too small for this layer");
        }
        return out;
    }
}
