package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;

/**
 * A kind of generator: recognizes its state dicts and builds their networks. Besides the built-in ones, those that a program
 * provides as services ({@code META-INF/services/io.github.animegan.model.Architecture}) are found. Implementations are
 * stateless and thread-safe.
 */
public interface Architecture {
    /** {@return the name of its generator, such as {@code AnimeGanV2Generator}} */
    String title();

    /** {@return the key of the weights by which it knows its state dicts: their first layer's, as a rule} */
    String firstKey();

    /**
     * {@return whether these weights are of this architecture, judged by a few keys; {@link #build} tells for sure}
     *
     * @param weights of any architecture
     */
    default boolean recognizes(StateDict weights) {
        return weights.find(firstKey()).isPresent();
    }

    /**
     * {@return the network of these weights, with the options that {@link StateDict#metadata} names}
     *
     * @param weights as a checkpoint has them
     * @throws StateDictMismatchException naming the keys that are missing, misshapen or unexpected
     * @throws IllegalArgumentException if the metadata names an option's value that there is not
     */
    Generator build(StateDict weights);
}
