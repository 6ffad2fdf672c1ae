package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.ReceptiveField;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A network from a picture to a picture, with its weights, as immutable data. It has one input and one output, both
 * {@code [1, height, width, 3]}; a transposed convolution may make the output a few rows and columns larger.
 *
 * @param architecture the name of the {@link Architecture} it follows
 * @param network what is computed
 * @param format how it sees pictures, those that it makes included
 */
public record Generator(String architecture, Network network, PictureFormat format) {
    private static final int COLORS = 3;

    /**
     * Rejects networks that are none from a picture to a picture.
     *
     * @param architecture the name of the {@link Architecture} it follows
     * @param network what is computed
     * @param format how it sees pictures, those that it makes included
     * @throws IllegalArgumentException if the network does not have one input and one output of three channels each
     */
    public Generator {
        List<Network.Node> nodes = network.nodes();
        if (network.inputs().size() != 1 || network.outputs().size() != 1) {
            throw new IllegalArgumentException("a generator has one input and one output, not "
                    + network.inputs().keySet() + " and " + network.outputs().keySet());
        }
        int in = nodes.get(network.inputs().values().iterator().next()).channels();
        int out = nodes.get(network.outputs().values().iterator().next()).channels();
        if (in != COLORS || out != COLORS) {
            throw new IllegalArgumentException("a generator maps 3 channels to 3, not " + in + " to " + out);
        }
    }

    /**
     * {@return a generator whose definition is a function of its input}
     *
     * @param architecture its name, for people
     * @param format how it sees pictures
     * @param definition what it computes of the picture
     */
    public static Generator of(String architecture, PictureFormat format, UnaryOperator<Value> definition) {
        NetworkBuilder network = new NetworkBuilder();
        Value picture = network.input("input", COLORS);
        return new Generator(
                architecture,
                network.output("output", definition.apply(picture)).build(),
                format);
    }

    /**
     * Requires a shape that this generator takes.
     *
     * @param shape of the tensor that is to be drawn
     * @throws IllegalArgumentException if it is not {@code [1, height, width, 3]} with sides that are multiples of the format's
     */
    public void requirePicture(Shape shape) {
        if (shape.rank() != 4 || shape.size(0) != 1 || shape.size(3) != COLORS) {
            throw new IllegalArgumentException("a picture is [1, height, width, 3], not " + shape);
        }
        int multiple = format.sizeMultiple();
        if (shape.size(1) % multiple != 0 || shape.size(2) % multiple != 0) {
            throw new IllegalArgumentException(
                    "height and width of " + shape + " must be multiples of " + multiple + " for this generator");
        }
    }

    /**
     * {@return how far an output pixel sees if it does not see the whole picture: if the generator is local, which is to say without
     * normalization by the picture's own statistics}
     */
    public Optional<ReceptiveField> receptiveField() {
        return network.receptiveField(false);
    }
}
