package io.github.animegan.model;

import java.util.List;
import java.util.Optional;

/**
 * A network from a picture to a picture: layers with their weights, as immutable data. Input and output are
 * {@code [1, height, width, 3]} in {@code [-1, 1]}.
 *
 * @param architecture the name of the {@link Architecture} it follows
 * @param layers in the order of the data
 * @param channelOrder the order of the three colour channels that the weights were trained with
 * @param sizeMultiple both sides of the input must be a multiple of this
 */
public record Generator(String architecture, List<Layer> layers, ChannelOrder channelOrder, int sizeMultiple) {
    public Generator {
        layers = List.copyOf(layers);
        if (sizeMultiple < 1) {
            throw new IllegalArgumentException("size multiple " + sizeMultiple);
        }
    }

    /**
     * How far an output pixel sees if it does not see the whole picture: if the generator is local, which is to say without
     * normalisation by the picture's own statistics and without interpolation to the picture's size.
     */
    public Optional<ReceptiveField> receptiveField() {
        return ReceptiveField.of(layers);
    }
}
