package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the tensors of a state dict to a generator's definition and notes what does not fit, so that one definition
 * both describes the expected keys and builds the network. {@link #network} throws all problems as one exception.
 */
final class WeightReader {
    private static final int PLAUSIBLE_ELEMENTS = 1 << 16;

    private final StateDict weights;
    private final long parameterCount;
    private final Set<String> taken = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    WeightReader(StateDict weights) {
        this.weights = weights;
        this.parameterCount = weights.parameterCount();
    }

    /** The size of one axis, by which a definition finds its width; 1 if the tensor is missing or has no such axis. */
    int size(String key, int axis) {
        return weights.find(key)
                .filter(tensor -> axis < tensor.shape().rank())
                .map(tensor -> Math.max(1, tensor.shape().size(axis)))
                .orElse(1);
    }

    boolean has(String key) {
        return weights.find(key).isPresent();
    }

    /** The tensor of that key; anything else in its place is a problem, and the answer then a tensor of no meaning. */
    Tensor take(String key, int... dimensions) {
        taken.add(key);
        requirePlausible(key, dimensions);
        Shape expected = Shape.of(dimensions);
        Tensor tensor = weights.find(key).orElse(null);
        if (tensor == null) {
            problems.add("missing " + key + " " + expected);
        } else if (!tensor.shape().equals(expected)) {
            problems.add("misshapen " + key + " " + tensor.shape() + " instead of " + expected);
        } else {
            return tensor;
        }
        return Tensor.zeros(dimensions);
    }

    /** A file that lies about one width must not make this program take memory for a network of that width. */
    private void requirePlausible(String key, int... dimensions) {
        double elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
        }
        if (elements > Math.max(PLAUSIBLE_ELEMENTS, parameterCount)) {
            throw new IllegalArgumentException("too few tensors for " + key + " " + Arrays.toString(dimensions));
        }
    }

    /** As {@link #take}, but the tensor may be missing. */
    @Nullable
    Tensor takeIfPresent(String key, int... dimensions) {
        return has(key) ? take(key, dimensions) : null;
    }

    /** Accepts a tensor that the network does not use. */
    void ignore(String key) {
        taken.add(key);
    }

    /**
     * The network that a definition builds by taking these weights.
     *
     * @throws StateDictMismatchException if a tensor is missing or misshapen, one is never taken, or layers do not fit each other
     */
    Network network(String architecture, Supplier<Network> definition) {
        Network network;
        try {
            network = definition.get();
        } catch (IllegalArgumentException e) {
            // A tensor that is missing has no width, so the layers around it need not fit: then it is the missing one
            // that matters.
            if (problems.isEmpty()) {
                problems.add(String.valueOf(e.getMessage()));
            }
            throw new StateDictMismatchException("the state dict does not fit " + architecture, problems);
        }
        finish(architecture);
        return network;
    }

    private void finish(String architecture) {
        weights.keys().stream()
                .filter(key -> !taken.contains(key))
                .map(key -> "unexpected " + key)
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new StateDictMismatchException("the state dict does not fit " + architecture, problems);
        }
    }
}
