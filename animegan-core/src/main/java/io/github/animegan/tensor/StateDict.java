package io.github.animegan.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The named weights of a network, in the order of their checkpoint: what PyTorch calls a state dict. Immutable, apart
 * from the arrays of its tensors, which nobody should write to.
 */
public final class StateDict {
    private final Map<String, Tensor> tensors;

    private StateDict(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** A state dict of the given tensors, in the map's order. */
    public static StateDict of(Map<String, Tensor> tensors) {
        return new StateDict(Collections.unmodifiableMap(new LinkedHashMap<>(tensors)));
    }

    /** The keys, in the order of the checkpoint. */
    public Set<String> keys() {
        return tensors.keySet();
    }

    /** The tensor of that key, if there is one. */
    public Optional<Tensor> find(String key) {
        return Optional.ofNullable(tensors.get(key));
    }

    /**
     * The tensor of that key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no tensor " + key + " in the state dict"));
    }

    /** The tensors by key, unmodifiable. */
    public Map<String, Tensor> asMap() {
        return tensors;
    }

    /** How many tensors there are. */
    public int size() {
        return tensors.size();
    }

    /** How many numbers all tensors hold together. */
    public long parameterCount() {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().elementCount())
                .sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateDict dict && tensors.equals(dict.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }

    @Override
    public String toString() {
        return "StateDict(" + size() + " tensors, " + parameterCount() + " parameters)";
    }
}
