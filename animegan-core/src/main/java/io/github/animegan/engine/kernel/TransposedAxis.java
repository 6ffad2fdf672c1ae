package io.github.animegan.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A transposed convolution along one axis: output place {@code stride * i + tap - padding} gets the product of input place
 * {@code i} and a tap of the window. What output places of one remainder by the stride see is a plain convolution with every
 * {@code stride}th tap, backwards: a {@link Phase}.
 *
 * <p>A kernel's input starts {@link #before} places before the map and ends {@link #after} behind it, where there are zeros, so that
 * the output places {@code stride * i} to {@code stride * i + stride - 1} see the {@link #window} places from {@code i} on.
 *
 * @param kernelSize the taps of the window, at least as many as the stride
 * @param stride the output places that one input place makes
 * @param padding the output places cut off at either end
 * @param outputPadding the output places added at the end
 */
public record TransposedAxis(int kernelSize, int stride, int padding, int outputPadding) {
    public TransposedAxis {
        if (kernelSize < stride) {
            throw new IllegalArgumentException(
                    "a transposed convolution of kernel size " + kernelSize + " below its stride " + stride);
        }
    }

    /**
     * The output places of one remainder.
     *
     * @param remainder of the output places by the stride
     * @param input the first place that they see, of a window
     * @param taps how many places they see
     * @param firstTap the tap that the first of those meets; the next meets that {@code stride} before
     */
    public record Phase(int remainder, int input, int taps, int firstTap) {}

    /** Zeros before the map. */
    public int before() {
        int first = 0;
        for (int remainder = 0; remainder < stride; remainder++) {
            first = Math.min(first, firstInput(remainder));
        }
        return -first;
    }

    /** Zeros behind the map. */
    public int after() {
        int last = 0;
        for (int remainder = 0; remainder < stride; remainder++) {
            last = Math.max(last, firstInput(remainder) + taps(remainder) - 1);
        }
        return last;
    }

    /** How many places of the input the output places that one input place makes see. */
    public int window() {
        return before() + 1 + after();
    }

    /** One phase for each remainder, in their order. */
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int remainder = 0; remainder < stride; remainder++) {
            phases.add(new Phase(remainder, firstInput(remainder) + before(), taps(remainder), largestTap(remainder)));
        }
        return phases;
    }

    private int smallestTap(int remainder) {
        return (remainder + padding) % stride;
    }

    private int taps(int remainder) {
        return (kernelSize - 1 - smallestTap(remainder)) / stride + 1;
    }

    private int largestTap(int remainder) {
        return smallestTap(remainder) + (taps(remainder) - 1) * stride;
    }

    /** The place of the map, or before it, that the output place {@code remainder} sees first. */
    private int firstInput(int remainder) {
        return (remainder + padding - largestTap(remainder)) / stride;
    }
}
