package io.github.animegan.weights;

import io.github.animegan.tensor.StateDict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a checkpoint file holds.
 *
 * @param format how the file is written
 * @param tensors the weights, as float32
 * @param metadata the free text of a safetensors file ({@code __metadata__}), in its order; empty for PyTorch's files,
 *     which have none. Unmodifiable
 */
public record Checkpoint(CheckpointFormat format, StateDict tensors, Map<String, String> metadata) {
    public Checkpoint {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
