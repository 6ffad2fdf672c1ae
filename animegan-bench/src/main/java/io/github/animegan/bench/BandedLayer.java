package io.github.animegan.bench;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** One layer, cut into bands over threads as the engine does it, but without what the engine does between layers. */
final class BandedLayer implements AutoCloseable {
    /** A multiple of all kernels' tiles: for every backend the input is as large, and therefore the same. */
    private static final int TILES = 12;

    private final KernelLayer layer;
    private final Kernels kernels;
    private final List<ConvolutionKernel> convolutions = new ArrayList<>();
    private final List<Scratch> scratches = new ArrayList<>();
    private final ExecutorService threads;
    private final PixelView input;
    private final PixelView output;
    /** Output rows (of one phase) in a band. */
    private final int bandRows;

    BandedLayer(KernelLayer layer, Kernels kernels, int threadCount) {
        this.layer = layer;
        this.kernels = kernels;
        this.threads = Executors.newFixedThreadPool(threadCount);
        for (int i = 0; i < threadCount; i++) {
            scratches.add(new Scratch());
        }
        Random random = new Random(1);
        for (KernelLayer.Phase phase : layer.phases()) {
            ConvolutionSpec spec = phase.spec();
            float[] weight = randomFloats(random, spec.outputChannels() * spec.reductionLength());
            convolutions.add(kernels.convolution(spec, weight, new float[spec.outputChannels()]));
        }
        int places = places();
        int tile = convolutions.stream().mapToInt(ConvolutionKernel::tile).max().orElseThrow();
        this.bandRows = roundUp(
                convolutions.stream()
                        .mapToInt(kernel -> kernel.bandRows(places, places))
                        .min()
                        .orElseThrow(),
                tile);
        ConvolutionSpec largest = layer.phases().get(layer.phases().size() - 1).spec();
        int inputSide = (roundUp(places, TILES) + TILES) * largest.stride() + largest.kernelHeight();
        int inputLanes = largest.inputLanes();
        this.input = new PixelView(
                randomFloats(random, inputSide * inputSide * inputLanes), 0, inputSide * inputLanes, inputLanes);
        int outputLanes = largest.outputLanes();
        this.output = new PixelView(
                new float[layer.side() * layer.side() * outputLanes], 0, layer.side() * outputLanes, outputLanes);
    }

    private static float[] randomFloats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** The output rows, and columns, of one phase. */
    private int places() {
        return layer.side() / layer.scale();
    }

    /** Computes the layer and returns its output. */
    float[] run() throws InterruptedException, ExecutionException {
        int bands = (places() + bandRows - 1) / bandRows;
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> parts = new ArrayList<>();
        for (Scratch scratch : scratches) {
            parts.add(threads.submit(() -> {
                for (int band = next.getAndIncrement(); band < bands; band = next.getAndIncrement()) {
                    convolve(band * bandRows, scratch);
                }
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        return output.data();
    }

    private void convolve(int from, Scratch scratch) {
        int rows = Math.min(bandRows, places() - from);
        int scale = layer.scale();
        for (int i = 0; i < convolutions.size(); i++) {
            KernelLayer.Phase phase = layer.phases().get(i);
            PixelView in = new PixelView(
                    input.data(), input.at(from * phase.spec().stride(), 0), input.rowStride(), input.pixelStride());
            PixelView out = new PixelView(
                    output.data(),
                    output.at(from * scale + phase.row(), phase.column()),
                    output.rowStride() * scale,
                    output.pixelStride() * scale);
            convolutions.get(i).convolve(in, out, rows, places(), scratch);
        }
    }

    @Override
    public void close() {
        for (Scratch scratch : scratches) {
            threads.execute(scratch::close);
        }
        threads.shutdown();
        kernels.close();
    }
}
