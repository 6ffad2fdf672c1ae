package io.github.animegan.weights;

import io.github.animegan.weights.PickleValue.Dict;
import io.github.animegan.weights.PickleValue.TensorView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the network's weights in what somebody gave to {@code torch.save}: the state dict itself, or a dictionary with
 * the state dict among epoch numbers, optimizers and discriminators.
 */
final class StateDictFinder {
    /** The first of these that leads to tensors is taken: averaged weights, which look better, before the last step's. */
    static final List<String> NESTED_UNDER = List.of(
            "params_ema",
            "g_ema",
            "generator_ema",
            "state_dict_ema",
            "generator",
            "params",
            "state_dict",
            "model_state_dict",
            "model");

    private static final int MAX_DEPTH = 3;
    private static final String DATA_PARALLEL = "module.";

    private StateDictFinder() {}

    /** The tensors by key, or an empty map if there are none. */
    static Map<String, TensorView> find(Object root) {
        return withoutModulePrefix(search(root, MAX_DEPTH));
    }

    private static Map<String, TensorView> search(Object value, int depth) {
        if (!(value instanceof Dict dict)) {
            return Map.of();
        }
        for (String name : depth > 0 ? NESTED_UNDER : List.<String>of()) {
            Object nested = dict.entries.get(name);
            Map<String, TensorView> found = nested == null ? Map.of() : search(nested, depth - 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        dict.entries.forEach((key, entry) -> {
            if (key instanceof String name && entry instanceof TensorView tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }

    /** {@code DataParallel} puts the prefix before all keys. */
    private static Map<String, TensorView> withoutModulePrefix(Map<String, TensorView> tensors) {
        if (!tensors.keySet().stream().allMatch(key -> key.startsWith(DATA_PARALLEL))) {
            return tensors;
        }
        Map<String, TensorView> stripped = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> stripped.put(key.substring(DATA_PARALLEL.length()), tensor));
        return stripped;
    }
}
