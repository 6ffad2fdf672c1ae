package io.github.animegan.engine;

import static io.github.animegan.engine.Layer.op;
import static io.github.animegan.engine.Layer.resize;

import io.github.animegan.model.Generator;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Relu;
import io.github.animegan.network.Op.Tanh;
import io.github.animegan.network.ResizeMode;
import java.util.List;

/** A little of everything that the real generators have; its output is as large as its input. */
record SmallGenerator(Generator generator) {
    /** By how far a pixel of the input may reach in the output, in rows or columns. */
    static final int REACH = 24;

    SmallGenerator(RandomLayers layers) {
        this(Layer.generator(layers(layers)));
    }

    private static List<Layer> layers(RandomLayers layers) {
        return List.of(
                op(Padding.reflect(3)),
                layers.convolution(3, 16, 7, 1),
                layers.groupNorm(1, 16),
                op(new Relu(0.2f)),
                op(Padding.zero(1)),
                layers.convolution(16, 32, 3, 2),
                layers.instanceNorm(32),
                op(new Relu(0)),
                Layer.residual(List.of(
                        op(Padding.reflect(1)),
                        layers.convolution(32, 32, 3, 1),
                        layers.instanceNorm(32),
                        op(new Relu(0)),
                        op(Padding.reflect(1)),
                        layers.convolution(32, 32, 3, 1),
                        layers.instanceNorm(32))),
                layers.transposed(32, 16, 3, 2, 1, 1),
                layers.groupNorm(2, 16),
                op(new Relu(0)),
                resize(ResizeMode.ALIGN_CORNERS, 1),
                layers.convolution(16, 3, 1, 1),
                op(new Tanh()));
    }
}
