package io.github.animegan.engine;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A part of a network that tests write down in a list: an op, or a few.
 *
 * @param name the layer without its weights' numbers
 * @param definition what it makes of its input, given the picture as well
 */
record Layer(String name, BinaryOperator<Value> definition) {
    static Layer op(Op op) {
        return new Layer(op.toString(), (x, picture) -> x.then(op));
    }

    /** {@code body(x) + x}. */
    static Layer residual(List<Layer> body) {
        return new Layer(
                "residual" + names(body),
                (x, picture) -> apply(body, x, picture).plus(x));
    }

    /** A resizing to the picture's size divided by a number, rounded down. */
    static Layer resize(ResizeMode mode, int divisor) {
        return new Layer(
                "resize(" + mode + ", " + divisor + ")",
                (x, picture) -> x.resizeLike(picture.maxPool(divisor, divisor, false), mode));
    }

    static Value apply(List<Layer> layers, Value x, Value picture) {
        Value value = x;
        for (Layer layer : layers) {
            value = layer.definition.apply(value, picture);
        }
        return value;
    }

    static Network network(List<Layer> layers) {
        NetworkBuilder network = new NetworkBuilder();
        Value picture = network.input("input", 3);
        return network.output("output", apply(layers, picture, picture)).build();
    }

    static Generator generator(List<Layer> layers) {
        return new Generator("test", network(layers), PictureFormat.signed(ChannelOrder.RGB, 1));
    }

    static List<String> names(List<Layer> layers) {
        return layers.stream().map(Layer::name).toList();
    }
}
