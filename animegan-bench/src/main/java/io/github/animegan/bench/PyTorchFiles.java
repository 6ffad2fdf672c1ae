package io.github.animegan.bench;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes state dicts as {@code torch.save} does, in both of its formats, so that reading them can be measured without
 * PyTorch or anybody's weights.
 */
final class PyTorchFiles {
    private static final byte[] LEGACY_MAGIC = {
        0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
    };
    private static final int LEGACY_PROTOCOL = 1001;

    private PyTorchFiles() {}

    /** The format since PyTorch 1.6: an uncompressed zip archive of a pickle and one file for each tensor. */
    static void writeZip(Path file, StateDict weights) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            store(zip, "archive/data.pkl", pickle(weights, false));
            int number = 0;
            for (Tensor tensor : weights.asMap().values()) {
                store(zip, "archive/data/" + number++, littleEndian(tensor));
            }
            store(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The format before: five pickles (magic number, protocol, system, state dict, keys), then the numbers. */
    static void writeLegacy(Path file, StateDict weights) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Pickle magic = new Pickle();
            magic.op(0x8a).op(LEGACY_MAGIC.length).bytes(LEGACY_MAGIC); // LONG1
            out.write(magic.stop());
            out.write(new Pickle().integer(LEGACY_PROTOCOL).stop());
            Pickle system = new Pickle().op('}').op('(');
            system.text("protocol_version").integer(LEGACY_PROTOCOL);
            system.text("little_endian").op(0x88); // NEWTRUE
            out.write(system.op('u').stop());
            out.write(pickle(weights, true));
            Pickle keys = new Pickle().op(']').op('(');
            for (int number = 0; number < weights.size(); number++) {
                keys.text(Integer.toString(number));
            }
            out.write(keys.op('e').stop());
            for (Tensor tensor : weights.asMap().values()) {
                out.write(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(tensor.data().length)
                        .array());
                out.write(littleEndian(tensor));
            }
        }
    }

    private static byte[] littleEndian(Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.data());
        return bytes.array();
    }

    private static byte[] pickle(StateDict weights, boolean legacy) {
        Pickle pickle = new Pickle().emptyOrderedDict().op('(');
        int number = 0;
        for (String key : weights.keys()) {
            pickle.text(key);
            tensor(pickle, Integer.toString(number++), weights.get(key).shape(), legacy);
        }
        return pickle.op('u').stop();
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)}. */
    private static void tensor(Pickle pickle, String storage, Shape shape, boolean legacy) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").op('(');
        pickle.op('(')
                .text("storage")
                .global("torch", "FloatStorage")
                .text(storage)
                .text("cpu");
        pickle.integer(shape.elementCount());
        if (legacy) {
            pickle.op('N'); // No view of another storage.
        }
        pickle.op('t').op('Q').integer(0); // BINPERSID
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.size(axis);
        }
        pickle.tuple(shape.toArray()).tuple(strides).op(0x89); // NEWFALSE
        pickle.emptyOrderedDict().op('t').op('R');
    }

    /** The few instructions of Python's pickle protocol 2 that are needed. */
    private static final class Pickle {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle() {
            op(0x80).op(2); // PROTO
        }

        Pickle op(int code) {
            out.write(code);
            return this;
        }

        Pickle bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Pickle integer(int value) {
            return op('J').bytes(littleEndian(value)); // BININT
        }

        Pickle text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return op('X').bytes(littleEndian(utf8.length)).bytes(utf8); // BINUNICODE
        }

        Pickle global(String module, String name) {
            return op('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        Pickle tuple(int[] values) {
            op('(');
            for (int value : values) {
                integer(value);
            }
            return op('t');
        }

        Pickle emptyOrderedDict() {
            return global("collections", "OrderedDict").op(')').op('R');
        }

        byte[] stop() {
            op('.');
            return out.toByteArray();
        }

        private static byte[] littleEndian(int value) {
            return ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array();
        }
    }
}
