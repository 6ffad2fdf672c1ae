package io.github.animegan.engine.kernel.nd4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory behind ND4J's arrays. */
final class NativeBuffers {
    private NativeBuffers() {}

    /** All of an array's memory; writing through a buffer is fifty times faster than through the array. */
    static FloatBuffer of(INDArray array) {
        return ((FloatPointer) array.data().pointer()).asBuffer();
    }

    /** The first elements of an array as {@code [1, height, width, channels]}, sharing its memory. */
    static INDArray first(INDArray array, long height, long width, long channels) {
        long row = width * channels;
        return Nd4j.create(
                array.data(),
                new long[] {1, height, width, channels},
                new long[] {height * row, row, channels, 1},
                0,
                'c');
    }
}
