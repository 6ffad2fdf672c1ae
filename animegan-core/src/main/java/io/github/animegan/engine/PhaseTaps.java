package io.github.animegan.engine;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Along one axis: which places of a transposed convolution's window meet the output places of one remainder.
 *
 * @param remainder the output places are those with this remainder of the scale
 * @param firstInput the input place of the first tap for the output place {@code remainder}
 * @param count how many taps there are, at neighbouring input places
 * @param firstTap the place in the window of the first tap; the next is {@code scale} before it
 */
record PhaseTaps(int remainder, int firstInput, int count, int firstTap, int scale) {

    static List<PhaseTaps> of(int kernelSize, int scale, int padding) {
        if (kernelSize < scale) {
            throw new IllegalArgumentException(
                    "a transposed convolution of kernel size " + kernelSize + " below its stride " + scale);
        }
        List<PhaseTaps> phases = new ArrayList<>();
        for (int remainder = 0; remainder < scale; remainder++) {
            int smallestTap = (remainder + padding) % scale;
            int count = (kernelSize - 1 - smallestTap) / scale + 1;
            int largestTap = smallestTap + (count - 1) * scale;
            phases.add(new PhaseTaps(remainder, (remainder + padding - largestTap) / scale, count, largestTap, scale));
        }
        return phases;
    }

    /** The first input place that any phase sees for the output places 0 to {@code scale - 1}; never above 0. */
    static int first(List<PhaseTaps> phases) {
        return Math.min(0, phases.stream().mapToInt(PhaseTaps::firstInput).min().orElseThrow());
    }

    /** The last such input place; never below 0. */
    static int last(List<PhaseTaps> phases) {
        return Math.max(
                0,
                phases.stream()
                        .mapToInt(phase -> phase.firstInput + phase.count - 1)
                        .max()
                        .orElseThrow());
    }

    /** The weights of a phase as OIHW. */
    static float[] select(Tensor iohw, PhaseTaps rows, PhaseTaps columns) {
        Shape shape = iohw.shape();
        int in = shape.size(0);
        int out = shape.size(1);
        float[] oihw = new float[out * in * rows.count * columns.count];
        int to = 0;
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int row = 0; row < rows.count; row++) {
                    int from = ((i * out + o) * shape.size(2) + rows.firstTap - row * rows.scale) * shape.size(3);
                    for (int column = 0; column < columns.count; column++) {
                        oihw[to++] = iohw.data()[from + columns.firstTap - column * columns.scale];
                    }
                }
            }
        }
        return oihw;
    }
}
