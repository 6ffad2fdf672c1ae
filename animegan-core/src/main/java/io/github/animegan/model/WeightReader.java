package io.github.animegan.model;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands the tensors of a state dict to a generator's definition and notes what does not fit, so that one definition
 * both describes the expected keys and builds the network. {@link #finish} throws all problems as one exception.
 */
final class WeightReader {
    private final StateDict weights;
    private final Set<String> taken = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    WeightReader(StateDict weights) {
        this.weights = weights;
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
     * Ends the reading.
     *
     * @throws StateDictMismatchException if a tensor was missing or misshapen, or one was never taken
     */
    void finish(String architecture) {
        weights.keys().stream()
                .filter(key -> !taken.contains(key))
                .map(key -> "unexpected " + key)
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new StateDictMismatchException("the state dict does not fit " + architecture, problems);
        }
    }
}
