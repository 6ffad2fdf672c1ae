package io.github.animegan.weights.fitting;

import java.util.Map;

/**
 * Tensors that lie together in a file, not read yet.
 *
 * @param path where: the keys of the dictionaries around it, joined by dots; empty at the top
 * @param tensors by their keys, in the file's order
 * @param className the class of the module that they were, if the file is a whole module, else empty
 */
public record TensorGroup<T>(String path, Map<String, T> tensors, String className) {
    public static String join(String path, String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }
}
