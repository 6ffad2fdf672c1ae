package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;

/**
 * A change of a stored map's values that is made while they are read, pixel by pixel. Each knows how to make it, so that a new
 * one is one class. Immutable and thread-safe.
 */
public interface Pointwise {
    /** The number of the normalization whose scales and shifts it needs, or {@link Operand#NONE}. */
    default int norm() {
        return Operand.NONE;
    }

    /** The number of another stored map that it reads at the same pixels, or {@link Operand#NONE}. */
    default int map() {
        return Operand.NONE;
    }

    /**
     * Writes the changed values of one row of pixels. Floats past the channels stay or become zero.
     *
     * @param source holds the values from {@code from} on; may be the target at the same offset
     * @param target takes them from {@code to} on
     * @param row what is known of the row
     */
    void apply(float[] source, int from, float[] target, int to, Row row);

    /** A row of pixels that is being read. */
    interface Row {
        /** How many pixels it has. */
        int width();

        /** The floats from one pixel to the next. */
        int stride();

        /** The channels of a pixel, the first floats of its stride. */
        int channels();

        /** The scales and shifts of a normalization. */
        ChannelAffine affine(int norm);

        /** This row of another map, until the next call; the only row if that map is a single pixel. */
        PixelView other(int map);

        /** Whether the other map is a single pixel that stands for all. */
        boolean isOtherPixel(int map);

        /** The backend's routines for pixels. */
        PixelKernel pixels();

        /** The thread's own memory. */
        Scratch scratch();

        /** How many floats the row takes. */
        default int length() {
            return width() * stride();
        }
    }
}
