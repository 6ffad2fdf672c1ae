package io.github.animegan.weights;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files that are no checkpoints but often lie where one is expected, with what can be done about it: a download page, an
 * archive, the model in another program's format.
 *
 * @param description what it is and what to do, to follow "but"
 */
record ForeignFormat(String description) {
    /** How much of a file {@link #of} looks at; a tar archive names itself last. */
    static final int START_BYTES = 512;

    private static final String AGAIN = "; download the file again";
    private static final String UNPACK = "; unpack it, the weights lie in it";
    private static final String PICTURE = "; weights are wanted here, photos come after the options";
    private static final String EXPORT =
            " is not read; look for the model as PyTorch (.pt, .pth), .safetensors or .onnx, or export it to ONNX";

    /** A test of the first bytes, and the description of what passes it. */
    private record Kind(Predicate<byte[]> test, String description) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(start -> start.length == 0, "an empty file" + AGAIN),
            new Kind(
                    starts("version https://git-lfs"),
                    "a git-lfs pointer, which stands for the file in its repository; fetch it with 'git lfs pull'"),
            new Kind(
                    ForeignFormat::isWebPage,
                    "an HTML page: a download that ended on a web page; open the address in a browser and save the file"
                            + " itself"),
            new Kind(bytes(0x89, 'P', 'N', 'G'), "a PNG picture" + PICTURE),
            new Kind(bytes(0xff, 0xd8, 0xff), "a JPEG picture" + PICTURE),
            new Kind(starts("GIF8"), "a GIF picture" + PICTURE),
            new Kind(starts("%PDF"), "a PDF document" + AGAIN),
            new Kind(at(257, "ustar"), "a tar archive" + UNPACK),
            new Kind(bytes(0x1f, 0x8b), "a gzip archive" + UNPACK),
            new Kind(starts("BZh"), "a bzip2 archive" + UNPACK),
            new Kind(bytes(0xfd, '7', 'z', 'X', 'Z'), "an xz archive" + UNPACK),
            new Kind(bytes('7', 'z', 0xbc, 0xaf), "a 7z archive" + UNPACK),
            new Kind(starts("Rar!"), "a RAR archive" + UNPACK),
            new Kind(at(4, "TFL3"), "a TensorFlow Lite model, which" + EXPORT + " (tf2onnx --tflite)"),
            new Kind(bytes(0x89, 'H', 'D', 'F'), "an HDF5 file, as Keras writes, which" + EXPORT + " (tf2onnx)"),
            new Kind(
                    bytes(0x93, 'N', 'U', 'M', 'P', 'Y'),
                    "a NumPy array, which has no names; save a state dict instead"),
            new Kind(starts("GGUF"), "a GGUF file, which" + EXPORT),
            new Kind(starts("7767517"), "an ncnn model, which" + EXPORT),
            new Kind(
                    ForeignFormat::isShardIndex,
                    "the index of a checkpoint that was split; load it with the tool that wrote it and save it as one file"),
            new Kind(
                    ForeignFormat::isOnnx,
                    "an ONNX model, which has no state dict; the commands inspect, stylize, convert and verify read it, and"
                            + " OnnxModel.read"));

    /** What the file is, if it is of a kind known here. */
    static Optional<ForeignFormat> of(byte[] start) {
        return KINDS.stream()
                .filter(kind -> kind.test().test(start))
                .findFirst()
                .map(kind -> new ForeignFormat(kind.description()));
    }

    /**
     * Whether a file may be an ONNX model: a message that begins with the version of its format, field 1, a small number. Most
     * writers put the producer's name, field 2, next.
     */
    static boolean isOnnx(byte[] start) {
        boolean version = start.length >= 2 && start[0] == 0x08 && start[1] >= 1 && start[1] < 32;
        // Next comes any other field of a model.
        return version && (start.length == 2 || (start[2] & 7) == 2 || (start[2] & 7) == 0);
    }

    private static boolean isWebPage(byte[] start) {
        String text = text(start).stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head");
    }

    private static boolean isShardIndex(byte[] start) {
        String text = text(start).stripLeading();
        return text.startsWith("{") && (text.contains("\"weight_map\"") || text.contains("\"metadata\""));
    }

    private static Predicate<byte[]> starts(String magic) {
        return at(0, magic);
    }

    private static Predicate<byte[]> at(int offset, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start -> start.length >= offset + expected.length
                && Arrays.equals(start, offset, offset + expected.length, expected, 0, expected.length);
    }

    private static Predicate<byte[]> bytes(int... magic) {
        return start -> {
            for (int i = 0; i < magic.length; i++) {
                if (i >= start.length || (start[i] & 0xff) != magic[i]) {
                    return false;
                }
            }
            return true;
        };
    }

    private static String text(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1);
    }
}
