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

    /**
     * {@return a state dict of the given tensors, in the map's order, without metadata}
     *
     * @param tensors by key; the tensors themselves are not copied
     */
    public static StateDict of(Map<String, Tensor> tensors) {
        return of(tensors, Map.of());
    }

    /**
     * {@return a state dict of the given tensors, in the map's order, and what its checkpoint says of them}
     *
     * @param tensors by key; the tensors themselves are not copied
     * @param metadata such as {@code upsampling}; copied
     */
    public static StateDict of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new StateDict(
                Collections.unmodifiableMap(new LinkedHashMap<>(tensors)),
                Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
    }

    /**
     * {@return what the checkpoint says of its weights besides their values, such as {@code upsampling}: what an architecture needs to
     * know to build their network, and notes} Unmodifiable.
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * {@return these tensors with one more entry of metadata, in place of another of that key}
     *
     * @param key such as {@code upsampling}
     * @param value of that key
     */
    public StateDict with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.put(key, value);
        return new StateDict(tensors, Collections.unmodifiableMap(changed));
    }

    /**
     * {@return these tensors without the entry of metadata of that key}
     *
     * @param key of metadata; nothing happens if there is none
     */
    public StateDict without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.remove(key);
        return new StateDict(tensors, Collections.unmodifiableMap(changed));
    }

    /** {@return the keys, in the order of the checkpoint} */
    public Set<String> keys() {
        return tensors.keySet();
    }

    /**
     * {@return the tensor of that key, if there is one}
     *
     * @param key as the checkpoint has it
     */
    public Optional<Tensor> find(String key) {
        return Optional.ofNullable(tensors.get(key));
    }

    /**
     * {@return the tensor of that key}
     *
     * @param key as the checkpoint has it
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no tensor " + key + " in the state dict"));
    }

    /** {@return the tensors by key, unmodifiable} */
    public Map<String, Tensor> asMap() {
        return tensors;
    }

    /** {@return how many tensors there are} */
    public int size() {
        return tensors.size();
    }

    /** {@return how many numbers all tensors hold together} */
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
