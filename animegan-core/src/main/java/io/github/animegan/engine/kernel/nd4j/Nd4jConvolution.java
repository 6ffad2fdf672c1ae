package io.github.animegan.engine.kernel.nd4j;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DepthwiseConv2D;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;

/**
 * A convolution by ND4J's {@code conv2d} or {@code depthwise_conv2d} over bands that are copied to native memory.
 *
 * <p>oneDNN fills output channels up to 16, so a layer to 3 channels would waste most of its work. Such a layer is
 * folded: {@code fold} neighbouring columns become the channels of one, with a window wider by {@code fold - 1} and a
 * stride of {@code fold}; the memory of the result is the same.
 */
final class Nd4jConvolution implements ConvolutionKernel, AutoCloseable {
    private static final Object RESULT = new Object();
    private static final int FOLDED_CHANNELS = 16;
    /** A call's input and output together should take about this: larger bands miss the caches, smaller ones pay oneDNN's set-up. */
    private static final long BAND_BYTES = 8 << 20;

    private final NativeOps operations;
    private final ConvolutionSpec spec;
    private final int fold;
    private final int kernelWidth;
    private final INDArray weight;
    private final INDArray bias;
    private final long operation;

    Nd4jConvolution(NativeOps operations, ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.operations = operations;
        this.spec = spec;
        this.fold = foldOf(spec);
        this.kernelWidth = spec.kernelWidth() + fold - 1;
        this.operation = (spec.depthwise() ? new DepthwiseConv2D() : new Conv2D()).opHash();
        this.weight = Nd4j.create(
                DataType.FLOAT,
                new long[] {spec.kernelHeight(), kernelWidth, spec.inputLanes(), spec.depthwise() ? 1 : channels()},
                'c');
        NativeBuffers.of(weight).put(pack(oihw));
        this.bias = Nd4j.create(DataType.FLOAT, channels());
        for (int column = 0; column < fold; column++) {
            NativeBuffers.of(this.bias).position(column * spec.outputLanes()).put(bias, 0, spec.outputChannels());
        }
    }

    /** The fold that multiplies least: each column's share of the wider window. */
    private static int foldOf(ConvolutionSpec spec) {
        if (spec.depthwise() || spec.stride() != 1) {
            return 1;
        }
        int best = 1;
        double least = spec.kernelWidth();
        for (int fold = 2; fold * spec.outputLanes() <= FOLDED_CHANNELS; fold++) {
            double work = (spec.kernelWidth() + fold - 1.0) / fold;
            if (work < least) {
                least = work;
                best = fold;
            }
        }
        return best;
    }

    /** OIHW to {@code [kernelHeight, kernelWidth, in, out]}, where a folded column's weights start at its place. */
    private float[] pack(float[] oihw) {
        int in = spec.inputLanes();
        int outChannels = spec.depthwise() ? 1 : spec.outputChannels();
        int out = spec.depthwise() ? 1 : channels();
        int inChannels = spec.inputChannels();
        float[] packed = new float[spec.kernelHeight() * kernelWidth * in * out];
        for (int o = 0; o < outChannels; o++) {
            for (int i = 0; i < inChannels; i++) {
                for (int y = 0; y < spec.kernelHeight(); y++) {
                    for (int x = 0; x < spec.kernelWidth(); x++) {
                        float value = oihw[((o * inChannels + i) * spec.kernelHeight() + y) * spec.kernelWidth() + x];
                        for (int column = 0; column < fold; column++) {
                            packed[((y * kernelWidth + x + column) * in + i) * out + column * spec.outputLanes() + o] =
                                    value;
                        }
                    }
                }
            }
        }
        return packed;
    }

    /** The output channels of the operation. */
    private int channels() {
        return spec.outputLanes() * fold;
    }

    private int columns(int width) {
        return (width + fold - 1) / fold;
    }

    private int inputWidth(int width) {
        int stride = fold > 1 ? fold : spec.stride();
        return (columns(width) - 1) * stride + kernelWidth;
    }

    private int inputRows(int rows) {
        return (rows - 1) * spec.stride() + spec.kernelHeight();
    }

    @Override
    public int bandRows(int height, int width) {
        long rowBytes = (long) Float.BYTES
                * ((long) spec.stride() * inputWidth(width) * spec.inputLanes() + (long) columns(width) * channels());
        long rows = Math.max(1, Math.min(height, BAND_BYTES / rowBytes));
        long bands = (height + rows - 1) / rows;
        long evenBands = (bands + 1) / 2 * 2;
        return (int) ((height + evenBands - 1) / evenBands);
    }

    @Override
    public long weightBytes() {
        return Float.BYTES * weight.length();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        Nd4jThreadMemory lane = scratch.resource(Nd4jThreadMemory.class, () -> new Nd4jThreadMemory(operations));
        int inputFloats = inputWidth(width) * spec.inputLanes();
        lane.reserve((long) inputRows(rows) * inputFloats, (long) rows * columns(width) * channels());
        int known = Math.min(inputFloats, inputFloatsOf(width));
        for (int row = 0; row < inputRows(rows); row++) {
            lane.putRow(row * inputFloats, input.data(), input.at(row, 0), known, inputFloats);
        }
        lane.execute(this, operation, rows, width);
        copyResult(lane, output, rows, width, scratch);
    }

    /** The floats of an input row that {@code width} outputs see; what folding sees beyond does not matter. */
    private int inputFloatsOf(int width) {
        return ((width - 1) * spec.stride() + spec.kernelWidth()) * spec.inputLanes();
    }

    private void copyResult(Nd4jThreadMemory lane, PixelView output, int rows, int width, Scratch scratch) {
        int lanes = spec.outputLanes();
        int rowFloats = columns(width) * channels();
        if (output.pixelStride() == lanes) {
            for (int row = 0; row < rows; row++) {
                lane.get(row * rowFloats, output.data(), output.at(row, 0), width * lanes);
            }
            return;
        }
        float[] result = scratch.floats(RESULT, rowFloats);
        for (int row = 0; row < rows; row++) {
            lane.get(row * rowFloats, result, 0, rowFloats);
            for (int column = 0; column < width; column++) {
                System.arraycopy(result, column * lanes, output.data(), output.at(row, column), lanes);
            }
        }
    }

    /** The operation on the first elements of two native arrays, for so many output rows and columns. */
    OpContext prepare(INDArray input, INDArray output, int rows, int width) {
        int strideX = fold > 1 ? fold : spec.stride();
        OpContext context = Nd4j.getExecutioner().buildContext();
        // window, stride, padding, dilation; then: no padding, NHWC, weights as [height, width, in, out]
        context.setIArguments(spec.kernelHeight(), kernelWidth, spec.stride(), strideX, 0, 0, 1, 1, 0, 1, 0);
        context.setInputArray(0, NativeBuffers.first(input, inputRows(rows), inputWidth(width), spec.inputLanes()));
        context.setInputArray(1, weight);
        context.setInputArray(2, bias);
        context.setOutputArray(0, NativeBuffers.first(output, rows, columns(width), channels()));
        context.shapeFunctionOverride(true);
        return context;
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
