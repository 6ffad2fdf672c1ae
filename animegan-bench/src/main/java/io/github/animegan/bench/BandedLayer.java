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
    private final ConvolutionKernel convolution;
    private final List<Scratch> scratches = new ArrayList<>();
    private final ExecutorService threads;
    private final PixelView input;
    private final PixelView output;
    /** Rows in a band; of a transposed convolution, rows of its input. */
    private final int bandRows;

    BandedLayer(KernelLayer layer, Kernels kernels, int threadCount) {
        this.layer = layer;
        this.kernels = kernels;
        this.threads = Executors.newFixedThreadPool(threadCount);
        for (int i = 0; i < threadCount; i++) {
            scratches.add(new Scratch());
        }
        Random random = new Random(1);
        this.convolution = layer.prepare(kernels, random);
        int places = places();
        this.bandRows = roundUp(convolution.bandRows(places, places), convolution.tile());
        ConvolutionSpec spec = layer.spec();
        int inputSide = (roundUp(places, TILES) + TILES) * spec.stride() + spec.kernelHeight();
        int inputLanes = spec.inputLanes();
        float[] pixels = KernelLayer.noise(random, inputSide * inputSide * inputLanes);
        this.input = new PixelView(pixels, 0, inputSide * inputLanes, inputLanes);
        int outputLanes = spec.outputLanes();
        this.output = new PixelView(
                new float[layer.side() * layer.side() * outputLanes], 0, layer.side() * outputLanes, outputLanes);
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** The output rows, and columns; of a transposed convolution, those of its input. */
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
        int rows = Math.min(bandRows, places() - from) * layer.scale();
        PixelView in = input.phase(from * layer.spec().stride(), 0, 1);
        convolution.convolve(in, output.phase(from * layer.scale(), 0, 1), rows, layer.side(), scratch);
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
