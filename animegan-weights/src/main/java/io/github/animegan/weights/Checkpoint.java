package io.github.animegan.weights;

import io.github.animegan.tensor.StateDict;
import java.util.Map;

/**
 * What a checkpoint file holds.
 *
 * @param format how the file is written
 * @param tensors the weights, as float32, with the file's metadata: the free text of a safetensors file
 *     ({@code __metadata__}), and under {@code checkpoint.entry}, {@code checkpoint.prefix}, {@code checkpoint.unused} and
 *     {@code checkpoint.module} where in the file they were found, what was stripped from their keys, which tensors were left
 *     out, and of which class the pickled module was; each only if there was anything of it
 */
public record Checkpoint(CheckpointFormat format, StateDict tensors) {
    /** {@return what the file says of its weights, and what was found out on reading; unmodifiable} */
    public Map<String, String> metadata() {
        return tensors.metadata();
    }
}
