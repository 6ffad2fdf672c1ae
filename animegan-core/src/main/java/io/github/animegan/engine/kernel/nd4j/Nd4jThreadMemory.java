package io.github.animegan.engine.kernel.nd4j;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;

/** The native memory of one thread and the operations prepared on it. Confined to its thread, apart from closing. */
final class Nd4jThreadMemory implements AutoCloseable {
    private static final long GRAIN = 1 << 16;
    /** Far more than one picture size needs, so that pictures of ever new sizes do not pile up prepared operations. */
    private static final int MAX_CALLS = 512;

    private static final float[] ZEROS = new float[4096];

    private final NativeOps operations;
    private final Map<Call, OpContext> calls = new HashMap<>();
    private NativeArray input = new NativeArray(GRAIN);
    private NativeArray output = new NativeArray(GRAIN);

    Nd4jThreadMemory(NativeOps operations) {
        this.operations = operations;
        // A setting of this thread alone: the engine's threads are as many as the cores it may use.
        operations.setOmpNumThreads(1);
    }

    private record Call(Nd4jConvolution convolution, int rows, int width) {}

    private record NativeArray(INDArray array, FloatBuffer buffer) {
        NativeArray(long length) {
            this(Nd4j.create(DataType.FLOAT, length));
        }

        NativeArray(INDArray array) {
            this(array, NativeBuffers.of(array));
        }
    }

    /** Makes room; the prepared operations point to the old memory and go with it. */
    void reserve(long inputFloats, long outputFloats) {
        if (input.buffer.capacity() < inputFloats) {
            calls.clear();
            input.array.close();
            input = new NativeArray(roundUp(inputFloats));
        }
        if (output.buffer.capacity() < outputFloats) {
            calls.clear();
            output.array.close();
            output = new NativeArray(roundUp(outputFloats));
        }
    }

    private static long roundUp(long floats) {
        return (floats + GRAIN - 1) / GRAIN * GRAIN;
    }

    /** Copies {@code count} floats to the input and fills up with zeros to {@code length}. */
    void putRow(int at, float[] source, int offset, int count, int length) {
        input.buffer.put(at, source, offset, count);
        for (int done = count; done < length; done += ZEROS.length) {
            input.buffer.put(at + done, ZEROS, 0, Math.min(ZEROS.length, length - done));
        }
    }

    void get(int at, float[] target, int offset, int count) {
        output.buffer.get(at, target, offset, count);
    }

    void execute(Nd4jConvolution convolution, long operation, int rows, int width) {
        if (calls.size() >= MAX_CALLS) {
            calls.clear();
        }
        OpContext context = calls.computeIfAbsent(
                new Call(convolution, rows, width),
                call -> convolution.prepare(input.array, output.array, rows, width));
        int status = operations.execCustomOp2(null, operation, context.contextPointer());
        if (status != 0 || operations.lastErrorCode() != 0) {
            throw new IllegalStateException("ND4J's convolution failed: " + operations.lastErrorMessage());
        }
    }

    @Override
    public void close() {
        calls.clear();
        input.array.close();
        output.array.close();
    }
}
