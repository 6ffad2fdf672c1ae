package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.concurrent.CompletableFuture;

/**
 * A kernel that is not called before the JIT has compiled it. A picture's first layers can so be computed while what its last ones need is
 * compiled.
 *
 * @param fast ends when it is compiled, or will not be
 */
record WarmingKernel(ConvolutionKernel kernel, CompletableFuture<?> fast) implements ConvolutionKernel {
    @Override
    public int bandRows(int height, int width) {
        return kernel.bandRows(height, width);
    }

    @Override
    public int tile() {
        return kernel.tile();
    }

    @Override
    public long weightBytes() {
        return kernel.weightBytes();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        if (!fast.isDone()) {
            fast.join();
        }
        kernel.convolve(input, output, rows, width, scratch);
    }
}
