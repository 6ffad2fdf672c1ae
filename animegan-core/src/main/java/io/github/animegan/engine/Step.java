package io.github.animegan.engine;

import org.jspecify.annotations.Nullable;

/** One pass over memory: reads an operand in bands of rows and stores a map. */
sealed interface Step {
    Operand input();

    /** The number of the map it stores. */
    int output();

    /** How many rows and columns of the input lie between those that neighbouring pixels of the output see first. */
    int stride();

    /** How many neighbouring rows and columns of the output see the same part of the input. */
    int scale();

    /** How many rows and columns of the padded input the pixels of one such group see. */
    Size window();

    /** Stores the operand itself. */
    record Store(Operand input, int output) implements Step {
        private static final Size PIXEL = new Size(1, 1);

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public Size window() {
            return PIXEL;
        }
    }

    /**
     * Convolves the operand. A transposed convolution of stride {@code scale} makes so many rows and columns of its output of each
     * of its input.
     *
     * @param convolution its number in the program
     * @param stride of the convolution in the input
     * @param scale of the output; 1 but for a transposed convolution
     * @param window how many rows and columns of the padded input one output pixel (of all phases) sees
     * @param extra output side minus input side times scale, for a transposed convolution; otherwise null
     */
    record Convolve(
            Operand input,
            int output,
            int convolution,
            int stride,
            int scale,
            Size window,
            @Nullable Size extra) implements Step {
        /** The output's size for an input of the given size before and after padding. */
        Size outputSize(Size in, Size padded) {
            if (extra != null) {
                return new Size(in.height() * scale + extra.height(), in.width() * scale + extra.width());
            }
            return new Size(
                    (padded.height() - window.height()) / stride + 1, (padded.width() - window.width()) / stride + 1);
        }
    }

    /** Rows and columns. */
    record Size(int height, int width) {}
}
