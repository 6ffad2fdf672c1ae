package io.github.animegan.examples.cli;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small random networks, so that a fresh clone tests everything. */
final class TinyWeights {
    private static final double DEVIATION = 0.3;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(7);

    private TinyWeights() {}

    /** CycleGAN's generator of width 4 with one block. */
    static StateDict resnet() {
        TinyWeights weights = new TinyWeights();
        weights.add("model.1.weight", 4, 3, 7, 7);
        weights.add("model.4.weight", 8, 4, 3, 3);
        weights.add("model.7.weight", 16, 8, 3, 3);
        weights.add("model.10.conv_block.1.weight", 16, 16, 3, 3);
        weights.add("model.10.conv_block.5.weight", 16, 16, 3, 3);
        weights.add("model.11.weight", 16, 8, 3, 3);
        weights.add("model.14.weight", 8, 4, 3, 3);
        weights.add("model.18.weight", 3, 4, 7, 7);
        return StateDict.of(weights.tensors);
    }

    /** MTCNN's networks, as their files are called. */
    static final List<String> MTCNN = List.of("pnet", "rnet", "onet");

    /** One of MTCNN's networks of width 2, all of whose weights are 0, so that it is never sure of a face. */
    static StateDict mtcnn(String network) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        int convolutions = network.equals("onet") ? 4 : 3;
        for (int i = 1; i <= convolutions; i++) {
            int side = network.equals("pnet") || i < convolutions ? 3 : 2;
            zero(zeros, "conv" + i + ".weight", 2, i == 1 ? 3 : 2, side, side);
            zero(zeros, "conv" + i + ".bias", 2);
            zero(zeros, "prelu" + i + ".weight", 2);
        }
        if (network.equals("pnet")) {
            zero(zeros, "conv4_1.weight", 2, 2, 1, 1);
            zero(zeros, "conv4_1.bias", 2);
            zero(zeros, "conv4_2.weight", 4, 2, 1, 1);
            zero(zeros, "conv4_2.bias", 4);
            return StateDict.of(zeros);
        }
        String dense = "dense" + (convolutions + 1);
        zero(zeros, dense + ".weight", 2, 18);
        zero(zeros, dense + ".bias", 2);
        zero(zeros, "prelu" + (convolutions + 1) + ".weight", 2);
        int[] outputs = {2, 4, 10};
        for (int head = 1; head <= convolutions - 1; head++) {
            zero(zeros, "dense" + (convolutions + 2) + "_" + head + ".weight", outputs[head - 1], 2);
            zero(zeros, "dense" + (convolutions + 2) + "_" + head + ".bias", outputs[head - 1]);
        }
        return StateDict.of(zeros);
    }

    private static void zero(Map<String, Tensor> tensors, String key, int... dimensions) {
        Shape shape = Shape.of(dimensions);
        tensors.put(key, Tensor.of(shape, new float[shape.elementCount()]));
    }

    /** AnimeGANv2's of width 2, whose up-sampling matters. */
    static StateDict animeGanV2() {
        TinyWeights weights = new TinyWeights();
        weights.normed("block_a.0", 3, 2, 7);
        weights.normed("block_a.1", 2, 4, 3);
        weights.normed("block_a.2", 4, 4, 3);
        weights.normed("block_b.0", 4, 8, 3);
        weights.normed("block_b.1", 8, 8, 3);
        weights.normed("block_c.0", 8, 8, 3);
        weights.invertedResidual("block_c.1", 8, 16);
        weights.invertedResidual("block_c.2", 16, 16);
        weights.invertedResidual("block_c.3", 16, 16);
        weights.invertedResidual("block_c.4", 16, 16);
        weights.normed("block_c.5", 16, 8, 3);
        weights.normed("block_d.0", 8, 8, 3);
        weights.normed("block_d.1", 8, 8, 3);
        weights.normed("block_e.0", 8, 4, 3);
        weights.normed("block_e.1", 4, 4, 3);
        weights.normed("block_e.2", 4, 2, 7);
        weights.add("out_layer.0.weight", 3, 2, 1, 1);
        return StateDict.of(weights.tensors);
    }

    static Path write(Path file, StateDict weights) throws IOException {
        return write(file, weights, Map.of());
    }

    static Path write(Path file, StateDict weights, Map<String, String> metadata) throws IOException {
        Checkpoints.writeSafetensors(file, weights, metadata);
        return file;
    }

    private void normed(String key, int in, int out, int kernelSize) {
        add(key + ".1.weight", out, in, kernelSize, kernelSize);
        norm(key + ".2", out);
    }

    private void invertedResidual(String key, int in, int out) {
        int wide = 2 * in;
        add(key + ".layers.0.1.weight", wide, in, 1, 1);
        norm(key + ".layers.0.2", wide);
        add(key + ".layers.1.1.weight", wide, 1, 3, 3);
        add(key + ".layers.1.1.bias", wide);
        norm(key + ".layers.1.2", wide);
        add(key + ".layers.2.weight", out, wide, 1, 1);
        norm(key + ".layers.3", out);
    }

    private void norm(String key, int width) {
        // Around 1, as trained ones are: around 0, nothing would come through.
        add(key + ".weight", Shape.of(width), 1);
        add(key + ".bias", width);
    }

    private void add(String key, int... dimensions) {
        add(key, Shape.of(dimensions), 0);
    }

    private void add(String key, Shape shape, double mean) {
        float[] data = new float[shape.elementCount()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (mean + DEVIATION * random.nextGaussian());
        }
        tensors.put(key, Tensor.of(shape, data));
    }
}
