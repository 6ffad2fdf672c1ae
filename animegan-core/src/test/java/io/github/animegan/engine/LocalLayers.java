package io.github.animegan.engine;

import static io.github.animegan.engine.Layer.op;

import io.github.animegan.model.Generator;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Relu;
import java.util.List;

/** A local generator with all that the real one has, but few blocks: steps at three sizes, and skips across them. */
record LocalLayers(RandomLayers layers) {
    Generator generator() {
        Layer quarter = Layer.residual(List.of(
                op(Padding.reflect(1)),
                layers.convolution(32, 48, 3, 2),
                op(new Relu(0.2f)),
                block(48),
                block(48),
                layers.transposed(48, 32, 4, 2, 1, 0)));
        Layer half = Layer.residual(List.of(
                op(Padding.reflect(1)),
                layers.convolution(16, 32, 3, 2),
                op(new Relu(0.2f)),
                quarter,
                op(new Relu(0.2f)),
                block(32),
                layers.transposed(32, 16, 4, 2, 1, 0)));
        Layer full = Layer.residual(List.of(
                op(Padding.reflect(2)),
                layers.convolution(3, 16, 5, 1),
                op(new Relu(0.2f)),
                half,
                op(new Relu(0.2f)),
                op(Padding.reflect(1)),
                layers.convolution(16, 3, 3, 1)));
        return Layer.generator(List.of(full));
    }

    private Layer block(int channels) {
        return Layer.residual(List.of(
                op(Padding.reflect(1)),
                layers.convolution(channels, channels, 3, 1),
                op(new Relu(0.2f)),
                op(Padding.reflect(1)),
                layers.convolution(channels, channels, 3, 1)));
    }
}
