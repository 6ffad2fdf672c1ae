package io.github.animegan.engine;

import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.model.Upsampling;
import java.util.List;

/** A little of everything that the real generators have; its output is as large as its input. */
record SmallGenerator(Generator generator) {
    /** By how far a pixel of the input may reach in the output, in rows or columns. */
    static final int REACH = 24;

    SmallGenerator(RandomLayers layers) {
        this(RandomLayers.generator(layers(layers)));
    }

    private static List<Layer> layers(RandomLayers layers) {
        return List.of(
                Padding.reflect(3),
                layers.convolution(3, 16, 7, 1),
                layers.groupNorm(1, 16),
                new Relu(0.2f),
                Padding.zero(1),
                layers.convolution(16, 32, 3, 2),
                layers.instanceNorm(32),
                new Relu(0),
                new Residual(List.of(
                        Padding.reflect(1),
                        layers.convolution(32, 32, 3, 1),
                        layers.instanceNorm(32),
                        new Relu(0),
                        Padding.reflect(1),
                        layers.convolution(32, 32, 3, 1),
                        layers.instanceNorm(32))),
                layers.transposed(32, 16, 3, 2, 1, 1),
                layers.groupNorm(2, 16),
                new Relu(0),
                new Upsample(Upsampling.ALIGN_CORNERS, 1),
                layers.convolution(16, 3, 1, 1),
                new Tanh());
    }
}
