package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ElementType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle's data become, apart from {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger},
 * {@code Double} and {@code byte[]}. Deliberately without deep equality or hashing: a hostile pickle can build values
 * that contain themselves, or the same value exponentially often.
 */
sealed interface PickleValue {
    /** Data of no interest here: {@code None}, a device, a number of NumPy. */
    enum Opaque implements PickleValue {
        NONE,
        OTHER
    }

    /** A list or a set. */
    final class Items implements PickleValue {
        final List<Object> items = new ArrayList<>();
    }

    /** Immutable by convention, like Python's. */
    final class Tuple implements PickleValue {
        final List<Object> items;

        Tuple(List<Object> items) {
            this.items = items;
        }
    }

    /** A dictionary's entries under text and number keys; no weight is found under any other. */
    final class Dict implements PickleValue {
        final Map<Object, Object> entries = new LinkedHashMap<>();
    }

    /** A run of numbers kept outside of the pickle; {@code elementCount} is its full length. */
    record Storage(ElementType type, String key, long elementCount) implements PickleValue {}

    /** A part of a storage, which early versions of PyTorch had. */
    record StorageView(Storage storage, long offset, long elementCount) implements PickleValue {}

    /** A tensor as the pickle describes it, unchecked. */
    final class TensorView implements PickleValue {
        final StorageView data;
        final long offset;
        final long[] size;
        final long[] stride;

        TensorView(StorageView data, long offset, long[] size, long[] stride) {
            this.data = data;
            this.offset = offset;
            this.size = size;
            this.stride = stride;
        }
    }

    /**
     * An object of a class that nothing is known of but its name: a module of a model that was pickled whole. Only its
     * attributes are kept.
     */
    final class Instance implements PickleValue {
        final String className;
        /** As they were set last; shared, not copied, for a pickle can set the same dictionary a million times. */
        Dict attributes = new Dict();

        Instance(String className) {
            this.className = className;
        }
    }

    /** A name from the allow-list, or that of a class of which only instances may be made. */
    final class Global implements PickleValue {
        final String name;
        final AllowedGlobals.Meaning meaning;

        Global(String name, AllowedGlobals.Meaning meaning) {
            this.name = name;
            this.meaning = meaning;
        }
    }
}
