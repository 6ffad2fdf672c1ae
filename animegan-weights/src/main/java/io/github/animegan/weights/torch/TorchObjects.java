package io.github.animegan.weights.torch;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.AllowedGlobals.Meaning;
import io.github.animegan.weights.torch.PickleValue.Dict;
import io.github.animegan.weights.torch.PickleValue.Global;
import io.github.animegan.weights.torch.PickleValue.Items;
import io.github.animegan.weights.torch.PickleValue.Opaque;
import io.github.animegan.weights.torch.PickleValue.Storage;
import io.github.animegan.weights.torch.PickleValue.StorageView;
import io.github.animegan.weights.torch.PickleValue.TensorView;
import io.github.animegan.weights.torch.PickleValue.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the allowed names and the storages of a PyTorch pickle mean; collects the storages by key. */
final class TorchObjects {
    private final Map<String, Storage> storages = new HashMap<>();

    /** Makes the error at the present place of the pickle. */
    interface Problem extends Function<String, MalformedFileException> {}

    /** All storages met so far, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    Object call(Global function, List<Object> arguments, Problem problem) throws MalformedFileException {
        return switch (function.meaning) {
            case ORDERED_DICT -> orderedDict(arguments, problem);
            case REBUILD_TENSOR -> tensor(function, arguments, problem);
            case REBUILD_PARAMETER -> parameter(function, arguments, problem);
            case SIZE -> size(function, arguments, problem);
            case OPAQUE -> Opaque.OTHER;
            case STORAGE_CLASS -> throw problem.apply(function.name + " is called, but it only names a type");
            case CLASS -> throw problem.apply(AllowedGlobals.refusal(function.name));
        };
    }

    /** Empty, or from a list of pairs, as Python 2 wrote it. */
    private Dict orderedDict(List<Object> arguments, Problem problem) throws MalformedFileException {
        Dict dict = new Dict();
        if (arguments.isEmpty()) {
            return dict;
        }
        for (Object pair : items(arguments.get(0))) {
            List<Object> keyAndValue = items(pair);
            if (keyAndValue.size() != 2) {
                throw problem.apply("an OrderedDict is made of something that is not a list of pairs");
            }
            put(dict, keyAndValue.get(0), keyAndValue.get(1), problem);
        }
        return dict;
    }

    void put(Dict dict, Object key, Object value, Problem problem) throws MalformedFileException {
        boolean scalar =
                key instanceof String || key instanceof Long || key instanceof Boolean || key instanceof Double;
        if (scalar && dict.entries.put(key, value) != null) {
            throw problem.apply("the key " + ByteSource.quote(key.toString()) + " occurs twice in a dictionary");
        }
    }

    private static List<Object> items(Object value) {
        if (value instanceof Items list) {
            return list.items;
        }
        return value instanceof Tuple tuple ? tuple.items : List.of();
    }

    /** {@code _rebuild_tensor(storage, offset, size, stride)}; version 2 adds gradient settings. */
    private static TensorView tensor(Global function, List<Object> arguments, Problem problem)
            throws MalformedFileException {
        if (arguments.size() < 4
                || !(arguments.get(0) instanceof StorageView data)
                || !(arguments.get(1) instanceof Long offset)
                || !(arguments.get(2) instanceof Tuple size)
                || !(arguments.get(3) instanceof Tuple stride)) {
            throw problem.apply(function.name + " needs a storage, an offset, a size and a stride");
        }
        return new TensorView(data, offset, longs(size, problem), longs(stride, problem));
    }

    private static Object parameter(Global function, List<Object> arguments, Problem problem)
            throws MalformedFileException {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TensorView tensor)) {
            throw problem.apply(function.name + " needs a tensor");
        }
        return tensor;
    }

    private static Tuple size(Global function, List<Object> arguments, Problem problem) throws MalformedFileException {
        if (arguments.size() != 1) {
            throw problem.apply(function.name + " needs one argument");
        }
        return new Tuple(new ArrayList<>(items(arguments.get(0))));
    }

    private static long[] longs(Tuple tuple, Problem problem) throws MalformedFileException {
        if (tuple.items.size() > TensorLoader.MAX_RANK) {
            throw problem.apply(
                    "a tensor of " + tuple.items.size() + " axes, expected at most " + TensorLoader.MAX_RANK);
        }
        long[] longs = new long[tuple.items.size()];
        for (int i = 0; i < longs.length; i++) {
            if (!(tuple.items.get(i) instanceof Long number)) {
                throw problem.apply("a tensor's size or stride is not a number of 64 bits");
            }
            longs[i] = number;
        }
        return longs;
    }

    /** The class in {@code ('module', class, file, source)}, by which versions before 1.6 brought a model's source code. */
    static Optional<Global> moduleClass(Object id) {
        List<Object> parts = items(id);
        return parts.size() > 1 && "module".equals(parts.get(0)) && parts.get(1) instanceof Global type
                ? Optional.of(type)
                : Optional.empty();
    }

    /**
     * The persistent id {@code ('storage', class, key, location, elements)}; before version 1.6 also, or {@code None},
     * {@code (view key, offset, elements)}.
     */
    StorageView storage(Object id, Problem problem) throws MalformedFileException {
        List<Object> parts = items(id);
        if (parts.size() < 5
                || !"storage".equals(parts.get(0))
                || !(parts.get(1) instanceof Global type)
                || type.meaning != Meaning.STORAGE_CLASS
                || !(parts.get(2) instanceof String key)
                || !(parts.get(4) instanceof Long count)) {
            throw problem.apply("a reference that is not ('storage', class, key, location, element count)");
        }
        Storage storage = new Storage(AllowedGlobals.elementType(type), key, count);
        Storage earlier = storages.putIfAbsent(key, storage);
        if (earlier != null && !earlier.equals(storage)) {
            throw problem.apply("storage " + ByteSource.quote(key) + " has two types or lengths");
        }
        List<Object> view = parts.size() > 5 ? items(parts.get(5)) : List.of();
        if (view.isEmpty()) {
            return new StorageView(storage, 0, count);
        }
        if (view.size() != 3 || !(view.get(1) instanceof Long offset) || !(view.get(2) instanceof Long elements)) {
            throw problem.apply("a view of a storage that is not (key, offset, element count)");
        }
        return new StorageView(storage, offset, elements);
    }
}
