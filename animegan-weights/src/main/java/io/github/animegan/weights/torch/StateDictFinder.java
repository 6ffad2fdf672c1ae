package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.fitting.TensorGroup;
import io.github.animegan.weights.torch.PickleValue.Dict;
import io.github.animegan.weights.torch.PickleValue.Instance;
import io.github.animegan.weights.torch.PickleValue.Items;
import io.github.animegan.weights.torch.PickleValue.TensorView;
import io.github.animegan.weights.torch.PickleValue.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds all groups of tensors in what somebody gave to {@code torch.save}: a state dict, a dictionary with state dicts among
 * epoch numbers and optimizers, under whatever names, or a whole module. Which of them is a generator {@link Fitting} tells.
 */
final class StateDictFinder {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_MODULE_DEPTH = 32;
    /** Values looked at; shared ones count each time, so that a small pickle of many references ends soon. */
    private static final int MAX_VISITS = 200_000;

    private static final int MAX_GROUPS = 100;
    private static final int NAMED = 12;
    private static final List<String> OF_MODULES = List.of("_parameters", "_buffers", "_modules");

    private final List<TensorGroup<TensorView>> groups = new ArrayList<>();
    private int visits;

    private StateDictFinder() {}

    /** All groups of tensors, outer ones first; a module's are named as its state dict would name them. */
    static List<TensorGroup<TensorView>> find(Object root) {
        StateDictFinder finder = new StateDictFinder();
        finder.search(root, "", MAX_DEPTH);
        return finder.groups;
    }

    /** Whether the attributes are those of a PyTorch module. */
    static boolean isModule(Instance instance) {
        return instance.className.startsWith("__torch__.")
                || instance.attributes.entries.get("_modules") instanceof Dict
                || instance.attributes.entries.get("_parameters") instanceof Dict;
    }

    private void search(Object value, String path, int depth) {
        if (groups.size() >= MAX_GROUPS || visits++ >= MAX_VISITS) {
            return;
        }
        if (value instanceof Instance instance && isModule(instance)) {
            Map<String, TensorView> tensors = new LinkedHashMap<>();
            addModule(instance, "", tensors, MAX_MODULE_DEPTH);
            add(path, tensors, instance.className);
        } else if (value instanceof Dict dict) {
            searchDictionary(dict, path, depth);
        } else if (value instanceof Items list) {
            searchList(list.items, path, depth);
        } else if (value instanceof Tuple tuple) {
            searchList(tuple.items, path, depth);
        }
    }

    private void searchDictionary(Dict dict, String path, int depth) {
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        dict.entries.forEach((key, entry) -> {
            if (key instanceof String name && entry instanceof TensorView tensor) {
                tensors.put(name, tensor);
            }
        });
        add(path, tensors, "");
        if (depth > 0) {
            dict.entries.forEach((key, entry) -> {
                if (key instanceof String name) {
                    search(entry, TensorGroup.join(path, name), depth - 1);
                }
            });
        }
    }

    private void searchList(List<Object> items, String path, int depth) {
        for (int i = 0; depth > 0 && i < Math.min(items.size(), NAMED); i++) {
            search(items.get(i), TensorGroup.join(path, String.valueOf(i)), depth - 1);
        }
    }

    private void add(String path, Map<String, TensorView> tensors, String className) {
        if (!tensors.isEmpty()) {
            groups.add(new TensorGroup<>(path, tensors, className));
        }
    }

    /** A TorchScript module has its tensors and modules as attributes, another in dictionaries of theirs. */
    private void addModule(Instance module, String prefix, Map<String, TensorView> into, int depth) {
        Map<Object, Object> attributes = module.attributes.entries;
        addMembers(attributes, prefix, into, depth);
        for (String members : OF_MODULES) {
            if (attributes.get(members) instanceof Dict dict) {
                addMembers(dict.entries, prefix, into, depth);
            }
        }
    }

    private void addMembers(Map<Object, Object> members, String prefix, Map<String, TensorView> into, int depth) {
        for (Map.Entry<Object, Object> member : members.entrySet()) {
            if (visits++ >= MAX_VISITS || prefix.length() > 1000) {
                return;
            }
            if (!(member.getKey() instanceof String name)) {
                continue;
            }
            if (member.getValue() instanceof TensorView tensor) {
                into.put(prefix + name, tensor);
            } else if (member.getValue() instanceof Instance child && depth > 0 && isModule(child)) {
                addModule(child, prefix + name + ".", into, depth - 1);
            }
        }
    }

    /** What a pickle holds instead of tensors, for an error. */
    static String describe(Object root) {
        if (root instanceof Dict dict) {
            List<String> keys = dict.entries.keySet().stream()
                    .limit(NAMED)
                    .map(key -> ByteSource.quote(key.toString()))
                    .toList();
            String more = dict.entries.size() > NAMED ? " and " + (dict.entries.size() - NAMED) + " more" : "";
            return keys.isEmpty()
                    ? "an empty dictionary"
                    : "a dictionary with " + keys.stream().collect(Collectors.joining(", ")) + more;
        }
        if (root instanceof Instance instance) {
            return "an object of the class " + ByteSource.quote(instance.className);
        }
        if (root instanceof TensorView) {
            return "a single tensor without a name";
        }
        if (root instanceof Items || root instanceof Tuple) {
            return "a list";
        }
        return root instanceof PickleValue
                ? "a value of no interest"
                : "a single " + root.getClass().getSimpleName();
    }
}
