package io.github.animegan.engine.program;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Pooling;
import java.util.List;

/** One pass over memory: reads operands in bands of rows and stores a map. */
public sealed interface Step {
    /** What it reads. */
    List<Operand> inputs();

    /** The number of the map it stores. */
    int output();

    /** The number of a map in which it also stores its operand, before padding; or {@link Operand#NONE}. */
    default int keep() {
        return Operand.NONE;
    }

    /** How many rows and columns of the input lie between those that neighboring pixels of the output see first. */
    default int stride() {
        return 1;
    }

    /** How many neighboring rows and columns of the output see the same part of the input. */
    default int scale() {
        return 1;
    }

    /** How many rows and columns of the padded input the pixels of one such group see. */
    default MapSize window() {
        return MapSize.PIXEL;
    }

    /**
     * Stores the operand itself.
     *
     * @param input the operand
     * @param output the map's number
     */
    record Store(Operand input, int output) implements Step {
        @Override
        public List<Operand> inputs() {
            return List.of(input);
        }
    }

    /**
     * Convolves the operand. A transposed convolution of stride {@code scale} makes so many rows and columns of its output of each
     * of its input.
     *
     * @param input the operand
     * @param output the map's number
     * @param keep the number of the map that takes the operand, or {@link Operand#NONE}
     * @param convolution its number in the program
     * @param stride of the convolution in the input
     * @param scale of the output; 1 but for a transposed convolution
     * @param window how many rows and columns of the padded input one output pixel (of all phases) sees
     */
    record Convolve(Operand input, int output, int keep, int convolution, int stride, int scale, MapSize window)
            implements Step {
        @Override
        public List<Operand> inputs() {
            return List.of(input);
        }
    }

    /**
     * Stores channels of several operands one after another.
     *
     * @param parts whose channels
     * @param output the map's number
     */
    record Concat(List<Part> parts, int output) implements Step {
        /** Copies the list. */
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Operand> inputs() {
            return parts.stream().map(Part::operand).toList();
        }

        /**
         * Neighboring channels of an operand.
         *
         * @param operand whose channels
         * @param from the first channel
         * @param count how many
         */
        public record Part(Operand operand, int from, int count) {}
    }

    /**
     * Takes one value of each window of the operand, without what reaches beyond its end.
     *
     * @param input the operand
     * @param output the map's number
     * @param pooling which value
     * @param window the window
     * @param stride the step down and across
     */
    record Pool(Operand input, int output, Pooling pooling, MapSize window, int stride) implements Step {
        @Override
        public List<Operand> inputs() {
            return List.of(input);
        }
    }

    /** What is made of all values of a channel. */
    enum Reduction {
        /** The greatest. */
        MAX,
        /** Their mean. */
        AVERAGE,
        /** {@code log(sum(exp(x)))}, by which a softmax over positions is {@code exp(x - it)}. */
        LOG_SUM_EXP
    }

    /**
     * Takes one value of each channel over the whole operand.
     *
     * @param input the operand
     * @param output the map's number, a single pixel
     * @param reduction which value
     */
    record Reduce(Operand input, int output, Reduction reduction) implements Step {
        @Override
        public List<Operand> inputs() {
            return List.of(input);
        }
    }
}
