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
        dict.transposed("model." + up, 4 * width, 2 * width, 3);
        dict.transposed("model." + (up + 3), 2 * width, width, 3);
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
        dict.transposed("deconv01_1", 4 * width, 2 * width, 3);
        dict.convolution("deconv01_2", 2 * width, 2 * width, 3, 3);
        dict.scaleAndShift("in12_1", 2 * width);
        dict.transposed("deconv02_1", 2 * width, width, 3);
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

    public static Map<String, Tensor> local(int width, int blocks, int refine) {
        TinyStateDicts dict = new TinyStateDicts();
        dict.convolution("down1", width, 3, 3, 3);
        dict.convolution("down2", 2 * width, width, 3, 3);
        dict.blocks("blocks", blocks, 2 * width);
        dict.convolution("up1", width, 2 * width, 1, 1);
        dict.blocks("leave1", refine, width);
        dict.transposed("head", width, 3, 4);
        return dict.tensors;
    }

    /** pix2pix' generator with three halvings; convolutions have biases, instance norms nothing. */
    public static Map<String, Tensor> unet(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        String middle = "model.model.1.model.";
        dict.convolution("model.model.0", width, 3, 4, 4);
        dict.convolution(middle + "1", 2 * width, width, 4, 4);
        dict.convolution(middle + "3.model.1", 4 * width, 2 * width, 4, 4);
        dict.transposed(middle + "3.model.3", 4 * width, 2 * width, 4);
        dict.transposed(middle + "5", 4 * width, width, 4);
        dict.transposed("model.model.3", 2 * width, 3, 4);
        return dict.tensors;
    }

    /** AnimeGAN of 2019 in the layout of its PyTorch trainer, with a single inverted residual block. */
    public static Map<String, Tensor> trainerV1(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        int w2 = 2 * width;
        int w4 = 4 * width;
        dict.put("encode_blocks.0.conv.weight", width, 3, 7, 7);
        dict.put("encode_blocks.1.conv.weight", w2, width, 3, 3);
        dict.separable("encode_blocks.2.conv1", w2, w2);
        dict.separable("encode_blocks.2.conv2", w2, w2);
        dict.put("encode_blocks.3.conv.weight", w2, w2, 3, 3);
        dict.separable("encode_blocks.4", w2, w4);
        dict.separable("encode_blocks.5.conv1", w4, w4);
        dict.separable("encode_blocks.5.conv2", w4, w4);
        dict.put("encode_blocks.6.conv.weight", w4, w4, 3, 3);
        dict.put("res_blocks.0.conv_block.conv.weight", 8 * width, w4, 1, 1);
        dict.put("res_blocks.0.depthwise_conv.weight", 8 * width, 1, 3, 3);
        dict.put("res_blocks.0.conv.weight", w4, 8 * width, 1, 1);
        dict.put("decode_blocks.0.conv.weight", w2, w4, 3, 3);
        dict.separable("decode_blocks.1.conv", w2, w2);
        dict.separable("decode_blocks.2", w2, w2);
        dict.put("decode_blocks.3.conv.weight", w2, w2, 3, 3);
        dict.separable("decode_blocks.4.conv", w2, w2);
        dict.put("decode_blocks.5.conv.weight", width, w2, 3, 3);
        dict.put("decode_blocks.6.conv.weight", width, width, 3, 3);
        dict.put("decode_blocks.7.weight", 3, width, 1, 1);
        return dict.tensors;
    }

    /** AnimeGANv2 in the present layout of its PyTorch trainer, with a single inverted residual block. */
    public static Map<String, Tensor> trainerV2(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        int w2 = 2 * width;
        int w4 = 4 * width;
        dict.trainerBlock("conv_block1.0", width, 3, 7);
        dict.trainerBlock("conv_block1.1", w2, width, 3);
        dict.trainerBlock("conv_block1.2", w2, w2, 3);
        dict.trainerBlock("conv_block2.0", w4, w2, 3);
        dict.trainerBlock("conv_block2.1", w4, w4, 3);
        dict.trainerBlock("res_blocks.0", w4, w4, 3);
        dict.trainerBlock("res_blocks.1.conv_block", 8 * width, w4, 1);
        dict.put("res_blocks.1.conv_block2.conv.weight", 8 * width, 1, 3, 3);
        dict.weightAndBias("res_blocks.1.conv_block2.ins_norm", 8 * width);
        dict.put("res_blocks.1.conv.weight", w4, 8 * width, 1, 1);
        dict.weightAndBias("res_blocks.1.norm", w4);
        dict.trainerBlock("res_blocks.2", w4, w4, 3);
        dict.trainerBlock("conv_block3.0", w4, w4, 3);
        dict.trainerBlock("conv_block3.1", w4, w4, 3);
        dict.trainerBlock("conv_block4.0", w2, w4, 3);
        dict.trainerBlock("conv_block4.1", w2, w2, 3);
        dict.trainerBlock("conv_block4.2", width, w2, 7);
        dict.put("decode_blocks.0.weight", 3, width, 1, 1);
        return dict.tensors;
    }

    /** White-box Cartoonization's generator with a single residual block. */
    public static Map<String, Tensor> whiteBox(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        int w2 = 2 * width;
        int w4 = 4 * width;
        dict.convolution("initial_down.0", width, 3, 7, 7);
        dict.convolution("down1.0", width, width, 3, 3);
        dict.convolution("down1.2", w2, width, 3, 3);
        dict.convolution("down2.0", w2, w2, 3, 3);
        dict.convolution("down2.2", w4, w2, 3, 3);
        dict.convolution("res_blocks.0.block.0", w4, w4, 3, 3);
        dict.convolution("res_blocks.0.block.2", w4, w4, 3, 3);
        dict.convolution("up1.0", w2, w4, 3, 3);
        dict.convolution("up2.0", w2, w2, 3, 3);
        dict.convolution("up2.2", width, w2, 3, 3);
        dict.convolution("last.0", width, width, 3, 3);
        dict.convolution("last.2", 3, width, 7, 7);
        return dict.tensors;
    }

    /** Fast style transfer's network with a single residual block. */
    public static Map<String, Tensor> transformerNet(int width) {
        TinyStateDicts dict = new TinyStateDicts();
        dict.convolution("conv1.conv2d", width, 3, 9, 9);
        dict.weightAndBias("in1", width);
        dict.convolution("conv2.conv2d", 2 * width, width, 3, 3);
        dict.weightAndBias("in2", 2 * width);
        dict.convolution("conv3.conv2d", 4 * width, 2 * width, 3, 3);
        dict.weightAndBias("in3", 4 * width);
        for (int half = 1; half <= 2; half++) {
            dict.convolution("res1.conv" + half + ".conv2d", 4 * width, 4 * width, 3, 3);
            dict.weightAndBias("res1.in" + half, 4 * width);
        }
        dict.convolution("deconv1.conv2d", 2 * width, 4 * width, 3, 3);
        dict.weightAndBias("in4", 2 * width);
        dict.convolution("deconv2.conv2d", width, 2 * width, 3, 3);
        dict.weightAndBias("in5", width);
        dict.convolution("deconv3.conv2d", 3, width, 9, 9);
        return dict.tensors;
    }

    private void trainerBlock(String key, int out, int in, int kernelSize) {
        put(key + ".conv.weight", out, in, kernelSize, kernelSize);
        weightAndBias(key + ".ins_norm", out);
    }

    private void separable(String key, int in, int out) {
        put(key + ".depthwise.weight", in, 1, 3, 3);
        put(key + ".pointwise.weight", out, in, 1, 1);
    }

    private void transposed(String key, int in, int out, int kernelSize) {
        put(key + ".weight", in, out, kernelSize, kernelSize);
        put(key + ".bias", out);
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
