package io.github.animegan.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The named weights of a network, in the order of their checkpoint: what PyTorch calls a state dict. With what the
 * checkpoint says of them, its metadata. Immutable, apart from the arrays of its tensors, which must not be written to.
 */
public final class StateDict {
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private StateDict(Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.tensors = tensors;
        this.metadata = metadata;
    }

    /** A state dict of the given tensors, in the map's order, without metadata. */
    public static StateDict of(Map<String, Tensor> tensors) {
        return of(tensors, Map.of());
    }

    /** A state dict of the given tensors, in the map's order, and what its checkpoint says of them. */
    public static StateDict of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new StateDict(
                Collections.unmodifiableMap(new LinkedHashMap<>(tensors)),
                Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
    }

    /**
     * What the checkpoint says of its weights besides their values, such as {@code upsampling}: what an architecture needs to
     * know to build their network, and notes. Unmodifiable.
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** These tensors with one more entry of metadata, in place of another of that key. */
    public StateDict with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.put(key, value);
        return new StateDict(tensors, Collections.unmodifiableMap(changed));
    }

    /** These tensors without the entry of metadata of that key. */
    public StateDict without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.remove(key);
        return new StateDict(tensors, Collections.unmodifiableMap(changed));
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
        return other instanceof StateDict dict && tensors.equals(dict.tensors) && metadata.equals(dict.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tensors, metadata);
    }

    @Override
    public String toString() {
        return "StateDict(" + size() + " tensors, " + parameterCount() + " parameters)";
    }
}
