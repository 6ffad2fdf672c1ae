package io.github.animegan.bench.subject;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Weights that mean nothing but make a network work as hard as trained ones: the right shapes, and numbers of a size that
 * keeps activations near 1 (He et al., "Delving Deep into Rectifiers", ICCV 2015), so that neither infinities nor
 * denormal numbers spoil a measurement. The same seed gives the same weights on every JVM.
 */
public final class RandomWeights {
    private static final int CARTOON_GAN_BLOCKS = 8;

    private final long seed;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private RandomWeights(long seed) {
        this.seed = seed;
    }

    /** AnimeGANv2's generator; the published ones have width 32. */
    public static StateDict animeGanV2(int width, long seed) {
        RandomWeights weights = new RandomWeights(seed);
        weights.convNorm("block_a.0", 3, width, 7);
        weights.convNorm("block_a.1", width, 2 * width, 3);
        weights.convNorm("block_a.2", 2 * width, 2 * width, 3);
        weights.convNorm("block_b.0", 2 * width, 4 * width, 3);
        weights.convNorm("block_b.1", 4 * width, 4 * width, 3);
        weights.convNorm("block_c.0", 4 * width, 4 * width, 3);
        weights.invertedResidual("block_c.1", 4 * width, 8 * width);
        for (int block = 2; block <= 4; block++) {
            weights.invertedResidual("block_c." + block, 8 * width, 8 * width);
        }
        weights.convNorm("block_c.5", 8 * width, 4 * width, 3);
        weights.convNorm("block_d.0", 4 * width, 4 * width, 3);
        weights.convNorm("block_d.1", 4 * width, 4 * width, 3);
        weights.convNorm("block_e.0", 4 * width, 2 * width, 3);
        weights.convNorm("block_e.1", 2 * width, 2 * width, 3);
        weights.convNorm("block_e.2", 2 * width, width, 7);
        weights.convolution("out_layer.0", width, 3, 1, false);
        return weights.build();
    }

    /** CartoonGAN's generator; the published ones have width 64. */
    public static StateDict cartoonGan(int width, long seed) {
        RandomWeights weights = new RandomWeights(seed);
        weights.convolution("conv01_1", 3, width, 7, true);
        weights.norm("in01_1", width, "scale", "shift");
        for (int level = 2; level <= 3; level++) {
            int out = width << (level - 1);
            weights.convolution("conv0" + level + "_1", out / 2, out, 3, true);
            weights.convolution("conv0" + level + "_2", out, out, 3, true);
            weights.norm("in0" + level + "_1", out, "scale", "shift");
        }
        for (int block = 4; block < 4 + CARTOON_GAN_BLOCKS; block++) {
            for (int half = 1; half <= 2; half++) {
                weights.convolution("conv%02d_%d".formatted(block, half), 4 * width, 4 * width, 3, true);
                weights.norm("in%02d_%d".formatted(block, half), 4 * width, "scale", "shift");
            }
        }
        for (int level = 1; level <= 2; level++) {
            int in = (4 * width) >> (level - 1);
            weights.transposed("deconv0" + level + "_1", in, in / 2);
            weights.convolution("deconv0" + level + "_2", in / 2, in / 2, 3, true);
            weights.norm("in1" + (level + 1) + "_1", in / 2, "scale", "shift");
        }
        weights.convolution("deconv03_1", width, 3, 7, true);
        return weights.build();
    }

    /** CycleGAN's generator; the published ones have width 64 and 9 blocks. */
    public static StateDict resnet(int width, int blocks, long seed) {
        RandomWeights weights = new RandomWeights(seed);
        weights.convolution("model.1", 3, width, 7, true);
        weights.convolution("model.4", width, 2 * width, 3, true);
        weights.convolution("model.7", 2 * width, 4 * width, 3, true);
        for (int block = 10; block < 10 + blocks; block++) {
            weights.convolution("model." + block + ".conv_block.1", 4 * width, 4 * width, 3, true);
            weights.convolution("model." + block + ".conv_block.5", 4 * width, 4 * width, 3, true);
        }
        weights.transposed("model." + (10 + blocks), 4 * width, 2 * width);
        weights.transposed("model." + (13 + blocks), 2 * width, width);
        weights.convolution("model." + (17 + blocks), width, 3, 7, true);
        return weights.build();
    }

    private void convNorm(String key, int in, int out, int kernelSize) {
        convolution(key + ".1", in, out, kernelSize, false);
        norm(key + ".2", out, "weight", "bias");
    }

    private void invertedResidual(String key, int in, int out) {
        int wide = 2 * in;
        convolution(key + ".layers.0.1", in, wide, 1, false);
        norm(key + ".layers.0.2", wide, "weight", "bias");
        convolution(key + ".layers.1.1", 1, wide, 3, true);
        norm(key + ".layers.1.2", wide, "weight", "bias");
        convolution(key + ".layers.2", wide, out, 1, false);
        norm(key + ".layers.3", out, "weight", "bias");
    }

    private void convolution(String key, int in, int out, int kernelSize, boolean bias) {
        int fanIn = in * kernelSize * kernelSize;
        put(key + ".weight", 0, Math.sqrt(2.0 / fanIn), out, in, kernelSize, kernelSize);
        if (bias) {
            put(key + ".bias", 0, 0.1, out);
        }
    }

    private void transposed(String key, int in, int out) {
        // With stride 2, an output pixel meets a quarter of the window's nine places.
        put(key + ".weight", 0, Math.sqrt(2.0 / (in * 9 / 4.0)), in, out, 3, 3);
        put(key + ".bias", 0, 0.1, out);
    }

    private void norm(String key, int width, String scale, String shift) {
        put(key + "." + scale, 1, 0.1, width);
        put(key + "." + shift, 0, 0.1, width);
    }

    /** Uniform numbers of that mean and deviation. Each key has its own sequence, whatever comes before it. */
    private void put(String key, double mean, double deviation, int... dimensions) {
        Random random = new Random(seed * 31 + key.hashCode());
        Shape shape = Shape.of(dimensions);
        float[] values = new float[shape.elementCount()];
        double halfWidth = Math.sqrt(3) * deviation;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + halfWidth * (2 * random.nextFloat() - 1));
        }
        tensors.put(key, Tensor.of(shape, values));
    }

    private StateDict build() {
        return StateDict.of(tensors);
    }
}
