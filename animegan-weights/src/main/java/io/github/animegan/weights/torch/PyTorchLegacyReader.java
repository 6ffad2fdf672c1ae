package io.github.animegan.weights.torch;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.PickleValue.Dict;
import io.github.animegan.weights.torch.PickleValue.Items;
import io.github.animegan.weights.torch.PickleValue.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's format before version 1.6: five pickles (a magic number, the protocol version, facts about the machine, the
 * object, the keys of its storages), then for each key the number of elements, 8 bytes, and the elements themselves.
 */
public final class PyTorchLegacyReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Long PROTOCOL_VERSION = 1001L;
    private static final int COUNT_BYTES = 8;

    private final ByteSource file;
    private final Map<String, Long> positions = new HashMap<>();

    private PyTorchLegacyReader(ByteSource file) {
        this.file = file;
    }

    public static StateDict read(ByteSource file, @Nullable String entry) throws IOException {
        return new PyTorchLegacyReader(file).read(entry);
    }

    private StateDict read(@Nullable String entry) throws IOException {
        PickleInput in = new PickleInput(file, 0);
        require(MAGIC.equals(Unpickler.load(in, new TorchObjects())), in, "a pickle without PyTorch's magic number");
        Object version = Unpickler.load(in, new TorchObjects());
        require(PROTOCOL_VERSION.equals(version), in, "the protocol version is not " + PROTOCOL_VERSION);
        Object machine = Unpickler.load(in, new TorchObjects());
        boolean bigEndian = machine instanceof Dict facts && Boolean.FALSE.equals(facts.entries.get("little_endian"));
        require(!bigEndian, in, "the byte order is not little-endian");

        TorchObjects objects = new TorchObjects();
        Object root = Unpickler.load(in, objects);
        Object keys = Unpickler.load(in, new TorchObjects());
        require(keys instanceof Items, in, "the keys of the storages are not a list");
        locate((Items) keys, objects.storages(), in.position());
        return TensorLoader.load(root, file, this::numbers, file.size(), entry);
    }

    private void require(boolean condition, PickleInput in, String problem) throws MalformedFileException {
        if (!condition) {
            throw in.malformed(problem);
        }
    }

    /** Notes where each storage's elements start. */
    private void locate(Items keys, Map<String, Storage> storages, long start) throws IOException {
        long position = start;
        for (Object key : keys.items) {
            Storage storage = key instanceof String name ? storages.get(name) : null;
            if (storage == null || positions.containsKey(storage.key())) {
                throw file.malformedAt(position, "a storage that no tensor lies in, or that came before");
            }
            long count = ByteBuffer.wrap(file.bytes(position, COUNT_BYTES, "the length of a storage"))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            long available = file.size() - position - COUNT_BYTES;
            if (count != storage.elementCount()
                    || count < 0
                    || count > available / storage.type().bytes()) {
                throw file.malformedAt(
                        position,
                        "storage " + ByteSource.quote(storage.key()) + " has " + count + " numbers of type "
                                + storage.type() + ", expected " + storage.elementCount() + " in the " + available
                                + " bytes left");
            }
            positions.put(storage.key(), position + COUNT_BYTES);
            position += COUNT_BYTES + count * storage.type().bytes();
        }
    }

    private float[] numbers(Storage storage) throws IOException {
        Long position = positions.get(storage.key());
        if (position == null || storage.elementCount() > ElementType.MAX_ELEMENTS) {
            throw file.malformed("storage " + ByteSource.quote(storage.key()) + " of " + storage.elementCount()
                    + " numbers is not in the file or too large");
        }
        int count = (int) storage.elementCount();
        try {
            return storage.type()
                    .read(file.stream(position, (long) count * storage.type().bytes()), count);
        } catch (EOFException e) {
            throw new MalformedFileException(file.name(), "the file has become shorter while being read", e);
        }
    }
}
