package io.github.animegan.weights;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what {@code torch.save} writes of dictionaries of dictionaries, tensors, texts and numbers. */
final class TorchFile {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TorchFile() {}

    static byte[] of(Map<String, ?> content) throws IOException {
        TorchFile file = new TorchFile();
        file.raw("\u0080\u0002");
        file.value(content);
        file.raw(".");
        Map<String, byte[]> zip = new LinkedHashMap<>();
        zip.put("archive/data.pkl", file.pickle.toByteArray());
        zip.putAll(file.entries);
        return RefusedCheckpointsTest.zip(zip);
    }

    /** A state dict's tensors with something before each key. */
    static Map<String, Tensor> prefixed(String prefix, StateDict weights) {
        Map<String, Tensor> prefixed = new LinkedHashMap<>();
        weights.asMap().forEach((key, tensor) -> prefixed.put(prefix + key, tensor));
        return prefixed;
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            raw("}(");
            map.forEach((key, each) -> {
                value(key);
                value(each);
            });
            raw("u");
        } else if (value instanceof StateDict dict) {
            value(dict.asMap());
        } else if (value instanceof Tensor tensor) {
            tensor(tensor);
        } else if (value instanceof Integer number) {
            raw("J");
            number(number);
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            raw("X");
            number(text.length);
            pickle.writeBytes(text);
        }
    }

    private void tensor(Tensor tensor) {
        String key = String.valueOf(entries.size());
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.data());
        entries.put("archive/data/" + key, bytes.array());
        raw("ctorch._utils\n_rebuild_tensor_v2\n((");
        value("storage");
        raw("ctorch\nFloatStorage\n");
        value(key);
        value("cpu");
        value(tensor.data().length);
        raw("tQ");
        value(0);
        int[] size = tensor.shape().toArray();
        int[] stride = new int[size.length];
        int step = 1;
        for (int axis = size.length - 1; axis >= 0; axis--) {
            stride[axis] = step;
            step *= size[axis];
        }
        tuple(size);
        tuple(stride);
        raw("\u0089}tR");
    }

    private void tuple(int[] numbers) {
        raw("(");
        for (int number : numbers) {
            value(number);
        }
        raw("t");
    }

    private void number(int value) {
        pickle.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void raw(String latin1) {
        pickle.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
