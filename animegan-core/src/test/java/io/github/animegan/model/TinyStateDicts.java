package io.github.animegan.model;

import io.github.animegan.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * State dicts of small generators with random weights, their keys and shapes written down from the original networks,
 * not from the definitions under test.
 */
public final class TinyStateDicts {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(7);

    private TinyStateDicts() {}

    /** Convolutions have biases, norms nothing. */
    public static Map<String, Tensor> resnet(int width, int blocks, String blockName) {
        TinyStateDicts dict = new TinyStateDicts();
        dict.convolution("model.1", width, 3, 7, 7);
        dict.convolution("model.4", 2 * width, width, 3, 3);
        dict.convolution("model.7", 4 * width, 2 * width, 3, 3);
        for (int block = 10; block < 10 + blocks; block++) {
            dict.convolution("model." + block + "." + blockName + ".1", 4 * width, 4 * width, 3, 3);
            dict.convolution("model." + block + "." + blockName + ".5", 4 * width, 4 * width, 3, 3);
        }
        int up = 10 + blocks;
        dict.put("model." + up + ".weight", 4 * width, 2 * width, 3, 3);
        dict.put("model." + up + ".bias", 2 * width);
        dict.put("model." + (up + 3) + ".weight", 2 * width, width, 3, 3);
        dict.put("model." + (up + 3) + ".bias", width);
        dict.convolution("model." + (up + 7), 3, width, 7, 7);
        return dict.tensors;
    }

    public static Map<String, Tensor> cartoonGan(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        dict.convolution("conv01_1", width, 3, 7, 7);
        dict.scaleAndShift("in01_1", width);
        dict.convolution("conv02_1", 2 * width, width, 3, 3);
        dict.convolution("conv02_2", 2 * width, 2 * width, 3, 3);
        dict.scaleAndShift("in02_1", 2 * width);
        dict.convolution("conv03_1", 4 * width, 2 * width, 3, 3);
        dict.convolution("conv03_2", 4 * width, 4 * width, 3, 3);
        dict.scaleAndShift("in03_1", 4 * width);
        for (String block : new String[] {"04", "05", "06", "07", "08", "09", "10", "11"}) {
            for (int half = 1; half <= 2; half++) {
                dict.convolution("conv" + block + "_" + half, 4 * width, 4 * width, 3, 3);
                dict.scaleAndShift("in" + block + "_" + half, 4 * width);
            }
        }
        dict.put("deconv01_1.weight", 4 * width, 2 * width, 3, 3);
        dict.put("deconv01_1.bias", 2 * width);
        dict.convolution("deconv01_2", 2 * width, 2 * width, 3, 3);
        dict.scaleAndShift("in12_1", 2 * width);
        dict.put("deconv02_1.weight", 2 * width, width, 3, 3);
        dict.put("deconv02_1.bias", width);
        dict.convolution("deconv02_2", width, width, 3, 3);
        dict.scaleAndShift("in13_1", width);
        dict.convolution("deconv03_1", 3, width, 7, 7);
        return dict.tensors;
    }

    public static Map<String, Tensor> animeGanV2(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        int w2 = 2 * width;
        int w4 = 4 * width;
        int w8 = 8 * width;
        dict.convNorm("block_a.0", width, 3, 7);
        dict.convNorm("block_a.1", w2, width, 3);
        dict.convNorm("block_a.2", w2, w2, 3);
        dict.convNorm("block_b.0", w4, w2, 3);
        dict.convNorm("block_b.1", w4, w4, 3);
        dict.convNorm("block_c.0", w4, w4, 3);
        dict.invertedResidual("block_c.1", w4, w8);
        dict.invertedResidual("block_c.2", w8, w8);
        dict.invertedResidual("block_c.3", w8, w8);
        dict.invertedResidual("block_c.4", w8, w8);
        dict.convNorm("block_c.5", w4, w8, 3);
        dict.convNorm("block_d.0", w4, w4, 3);
        dict.convNorm("block_d.1", w4, w4, 3);
        dict.convNorm("block_e.0", w2, w4, 3);
        dict.convNorm("block_e.1", w2, w2, 3);
        dict.convNorm("block_e.2", width, w2, 7);
        dict.put("out_layer.0.weight", 3, width, 1, 1);
        return dict.tensors;
    }

    static Map<String, Tensor> local(int width, int blocks, int refine) {
        TinyStateDicts dict = new TinyStateDicts();
        dict.convolution("stem", width, 3, 3, 3);
        dict.convolution("down1", 2 * width, width, 3, 3);
        dict.convolution("down2", 4 * width, 2 * width, 3, 3);
        dict.blocks("blocks", blocks, 4 * width);
        dict.put("up1.weight", 4 * width, 2 * width, 4, 4);
        dict.put("up1.bias", 2 * width);
        dict.blocks("refine", refine, 2 * width);
        dict.put("up2.weight", 2 * width, width, 4, 4);
        dict.put("up2.bias", width);
        dict.convolution("head", 3, width, 3, 3);
        return dict.tensors;
    }

    private void blocks(String key, int count, int width) {
        for (int i = 0; i < count; i++) {
            convolution(key + "." + i + ".conv1", width, width, 3, 3);
            convolution(key + "." + i + ".conv2", width, width, 3, 3);
        }
    }

    private void convNorm(String key, int out, int in, int kernelSize) {
        put(key + ".1.weight", out, in, kernelSize, kernelSize);
        weightAndBias(key + ".2", out);
    }

    private void invertedResidual(String key, int in, int out) {
        int wide = 2 * in;
        put(key + ".layers.0.1.weight", wide, in, 1, 1);
        weightAndBias(key + ".layers.0.2", wide);
        put(key + ".layers.1.1.weight", wide, 1, 3, 3);
        put(key + ".layers.1.1.bias", wide);
        weightAndBias(key + ".layers.1.2", wide);
        put(key + ".layers.2.weight", out, wide, 1, 1);
        weightAndBias(key + ".layers.3", out);
    }

    private void convolution(String key, int... oihw) {
        put(key + ".weight", oihw);
        put(key + ".bias", oihw[0]);
    }

    private void scaleAndShift(String key, int width) {
        put(key + ".scale", width);
        put(key + ".shift", width);
    }

    private void weightAndBias(String key, int width) {
        put(key + ".weight", width);
        put(key + ".bias", width);
    }

    private void put(String key, int... dimensions) {
        Tensor tensor = Tensor.zeros(dimensions);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = random.nextFloat() - 0.5f;
        }
        tensors.put(key, tensor);
    }
}
