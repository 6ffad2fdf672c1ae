package io.github.animegan.weights.torch;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.fitting.Fitting;
import io.github.animegan.weights.fitting.TensorGroup;
import io.github.animegan.weights.torch.PickleValue.Storage;
import io.github.animegan.weights.torch.PickleValue.TensorView;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tensors that a pickle describes into arrays. Storages are read one at a time and kept only until the last
 * tensor that lies in them is done; a tensor that is a whole storage takes its array without a copy.
 */
public final class TensorLoader {
    public static final int MAX_RANK = 16;

    /** Reads a storage in full, having compared its length with the bytes that are there. */
    public interface StorageReader {
        float[] read(Storage storage) throws IOException;
    }

    private final ByteSource file;
    private final StorageReader storages;
    private final Map<String, Integer> usesLeft = new HashMap<>();
    private final Map<String, float[]> shared = new HashMap<>();
    private long elementsLeft;

    private TensorLoader(ByteSource file, StorageReader storages, long maxElements) {
        this.file = file;
        this.storages = storages;
        this.elementsLeft = maxElements;
    }

    /**
     * Loads the weights of an unpickled object.
     *
     * @param maxElements how many elements all tensors may have together: expanded tensors (stride 0) let a few bytes
     *     stand for any number
     * @param entry the name of the weights in it, or null
     */
    public static StateDict load(
            Object root, ByteSource file, StorageReader storages, long maxElements, @Nullable String entry)
            throws IOException {
        List<TensorGroup<TensorView>> groups = StateDictFinder.find(root);
        if (groups.isEmpty()) {
            throw file.malformed("no state dict with tensors in it, but " + StateDictFinder.describe(root));
        }
        TensorLoader loader = new TensorLoader(file, storages, maxElements);
        Set<TensorView> views = Collections.newSetFromMap(new IdentityHashMap<>());
        groups.forEach(group -> views.addAll(group.tensors().values()));
        views.forEach(view -> loader.usesLeft.merge(view.data.storage().key(), 1, Integer::sum));
        return Fitting.choose(file, groups, loader::tensor, Map.of(), entry);
    }

    private Tensor tensor(String key, TensorView view) throws IOException {
        Shape shape = shape(key, view);
        elementsLeft -= shape.elementCount();
        if (elementsLeft < 0) {
            throw malformed(key, "with it, the tensors have more elements than the file has bytes");
        }
        Storage storage = view.data.storage();
        int first = firstElement(key, view, shape);
        boolean lastUse = usesLeft.getOrDefault(storage.key(), 0) == 1;
        float[] numbers = storage(storage);
        if (lastUse && first == 0 && shape.elementCount() == numbers.length && isContiguous(view)) {
            return Tensor.of(shape, numbers);
        }
        return Tensor.of(shape, gather(numbers, first, shape, view.stride));
    }

    private Shape shape(String key, TensorView view) throws MalformedFileException {
        int[] dimensions = new int[view.size.length];
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (view.size[axis] < 0 || view.size[axis] > Integer.MAX_VALUE) {
                throw malformed(key, "size " + Arrays.toString(view.size) + " is out of range");
            }
            dimensions[axis] = (int) view.size[axis];
        }
        return shape(dimensions)
                .orElseThrow(() -> malformed(key, "size " + Arrays.toString(view.size) + " has too many elements"));
    }

    /** The shape, unless it has more elements than an array can hold. */
    public static Optional<Shape> shape(int... dimensions) {
        try {
            return Optional.of(Shape.of(dimensions)).filter(shape -> shape.elementCount() <= ElementType.MAX_ELEMENTS);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where the tensor starts in its storage, after checking that it also ends there. */
    private int firstElement(String key, TensorView view, Shape shape) throws MalformedFileException {
        long available = view.data.elementCount();
        long viewStart = view.data.offset();
        boolean inside = view.stride.length == view.size.length
                && viewStart >= 0
                && available >= 0
                && viewStart <= view.data.storage().elementCount() - available
                && view.offset >= 0
                && view.offset <= available;
        long last = view.offset;
        for (int axis = 0; inside && shape.elementCount() > 0 && axis < shape.rank(); axis++) {
            long stride = view.stride[axis];
            long steps = view.size[axis] - 1;
            inside = stride >= 0 && (steps == 0 || stride <= (available - last) / steps);
            last += inside ? stride * steps : 0;
        }
        if (!inside || (shape.elementCount() > 0 && last >= available)) {
            throw malformed(
                    key,
                    "size " + Arrays.toString(view.size) + ", stride " + Arrays.toString(view.stride) + " and offset "
                            + view.offset + " reach beyond the storage's " + available + " elements");
        }
        return shape.elementCount() == 0 ? 0 : Math.toIntExact(viewStart + view.offset);
    }

    private float[] storage(Storage storage) throws IOException {
        float[] numbers = shared.get(storage.key());
        if (numbers == null) {
            numbers = storages.read(storage);
        }
        if (usesLeft.merge(storage.key(), -1, Integer::sum) > 0) {
            shared.put(storage.key(), numbers);
        } else {
            shared.remove(storage.key());
        }
        return numbers;
    }

    private static boolean isContiguous(TensorView view) {
        long expected = 1;
        for (int axis = view.size.length - 1; axis >= 0; axis--) {
            if (view.size[axis] > 1 && view.stride[axis] != expected) {
                return false;
            }
            expected *= view.size[axis];
        }
        return true;
    }

    /** Copies a strided tensor row-major: the last axis in a loop, the others counted like an odometer. */
    private static float[] gather(float[] from, int first, Shape shape, long[] stride) {
        float[] to = new float[shape.elementCount()];
        int rank = shape.rank();
        int rowLength = rank == 0 ? 1 : shape.size(rank - 1);
        long rowStride = rank == 0 ? 1 : stride[rank - 1];
        int[] index = new int[rank];
        long row = first;
        for (int start = 0; start < to.length; start += rowLength) {
            for (int i = 0; i < rowLength; i++) {
                to[start + i] = from[(int) (row + i * rowStride)];
            }
            for (int axis = rank - 2; axis >= 0; axis--) {
                row += stride[axis];
                if (++index[axis] < shape.size(axis)) {
                    break;
                }
                row -= stride[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return to;
    }

    private MalformedFileException malformed(String key, String problem) {
        return file.malformed("tensor " + ByteSource.quote(key) + ": " + problem);
    }
}
