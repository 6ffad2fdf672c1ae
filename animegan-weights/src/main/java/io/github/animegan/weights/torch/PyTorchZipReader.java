package io.github.animegan.weights.torch;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.PickleValue.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The zip archives of PyTorch 1.6 and later: {@code name/data.pkl} describes the tensors, {@code name/data/KEY} are the
 * storages, and {@code name/byteorder}, if there, says {@code little} or {@code big}.
 */
public final class PyTorchZipReader {
    private static final String PICKLE = "data.pkl";
    private static final String BYTE_ORDER = "byteorder";

    private final ByteSource file;
    private final ZipArchive archive;
    private final String folder;

    private PyTorchZipReader(ByteSource file) throws IOException {
        this.file = file;
        this.archive = new ZipArchive(file);
        this.folder = folder();
    }

    public static StateDict read(ByteSource file, @Nullable String entry) throws IOException {
        return new PyTorchZipReader(file).read(entry);
    }

    private StateDict read(@Nullable String entry) throws IOException {
        requireLittleEndian();
        byte[] pickle = content(archive.entry(folder + PICKLE), PickleInput.MAX_BYTES);
        PickleInput in = new PickleInput(ByteSource.of(pickle, file.name() + ", " + PICKLE), 0);
        Object root = Unpickler.load(in, new TorchObjects());
        return TensorLoader.load(root, file, this::numbers, Math.max(file.size(), archive.totalSize()), entry);
    }

    private String folder() throws MalformedFileException {
        List<String> pickles = archive.names().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw file.malformed("a zip archive with " + pickles.size() + " entries named " + PICKLE
                    + ", expected one: not a PyTorch checkpoint");
        }
        String pickle = pickles.get(0);
        return pickle.substring(0, pickle.length() - PICKLE.length());
    }

    private void requireLittleEndian() throws IOException {
        if (archive.names().contains(folder + BYTE_ORDER)) {
            byte[] order = content(archive.entry(folder + BYTE_ORDER), 100);
            if (!new String(order, StandardCharsets.UTF_8).equals("little")) {
                throw file.malformed("the byte order is not little-endian");
            }
        }
    }

    private byte[] content(ZipArchive.Entry entry, long maxSize) throws IOException {
        if (entry.size() > maxSize) {
            throw file.malformed("entry " + ByteSource.quote(entry.name()) + " has " + entry.size()
                    + " bytes, expected at most " + maxSize);
        }
        return archive.read(entry, in -> {
            byte[] bytes = in.readNBytes((int) entry.size());
            if (bytes.length < entry.size()) {
                throw new EOFException("it ends after " + bytes.length + " of " + entry.size() + " bytes");
            }
            return bytes;
        });
    }

    private float[] numbers(Storage storage) throws IOException {
        ZipArchive.Entry entry = archive.entry(folder + "data/" + storage.key());
        long count = entry.size() / storage.type().bytes();
        if (entry.size() % storage.type().bytes() != 0
                || count != storage.elementCount()
                || count > ElementType.MAX_ELEMENTS) {
            throw file.malformed("entry " + ByteSource.quote(entry.name()) + " has " + entry.size()
                    + " bytes, expected " + storage.elementCount() + " numbers of type " + storage.type());
        }
        return archive.read(entry, in -> storage.type().read(in, (int) count));
    }
}
