package io.github.animegan.engine;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import java.util.List;

/** A local generator with all that the real one has, but few blocks: steps at three sizes, and skips across them. */
record LocalLayers(RandomLayers layers) {
    Generator generator() {
        Layer quarter = new Residual(List.of(
                Padding.reflect(1),
                layers.convolution(32, 48, 3, 2),
                new Relu(0.2f),
                block(48),
                block(48),
                layers.transposed(48, 32, 4, 2, 1, 0)));
        Layer half = new Residual(List.of(
                Padding.reflect(1),
                layers.convolution(16, 32, 3, 2),
                new Relu(0.2f),
                quarter,
                new Relu(0.2f),
                block(32),
                layers.transposed(32, 16, 4, 2, 1, 0)));
        Layer full = new Residual(List.of(
                Padding.reflect(2),
                layers.convolution(3, 16, 5, 1),
                new Relu(0.2f),
                half,
                new Relu(0.2f),
                Padding.reflect(1),
                layers.convolution(16, 3, 3, 1)));
        return new Generator("local", List.of(full), ChannelOrder.RGB, 4);
    }

    private Layer block(int channels) {
        return new Residual(List.of(
                Padding.reflect(1),
                layers.convolution(channels, channels, 3, 1),
                new Relu(0.2f),
                Padding.reflect(1),
                layers.convolution(channels, channels, 3, 1)));
    }
}
