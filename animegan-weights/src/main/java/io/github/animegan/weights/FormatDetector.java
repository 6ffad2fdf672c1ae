package io.github.animegan.weights;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;

/** Tells by the first bytes how a checkpoint is written. */
final class FormatDetector {
    private static final int PICKLE_PROTOCOL = 0x80;

    private FormatDetector() {}

    static Checkpoint read(ByteSource file) throws IOException {
        byte[] start = file.bytes(0, Math.min(SafetensorsReader.LENGTH_BYTES + 1, file.size()), "the start");
        // The formats' first bytes could also be a safetensors header's length, but none has this byte here.
        if (start.length > SafetensorsReader.LENGTH_BYTES && start[SafetensorsReader.LENGTH_BYTES] == '{') {
            return SafetensorsReader.read(file);
        }
        if (start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return new Checkpoint(CheckpointFormat.PYTORCH_ZIP, PyTorchZipReader.read(file), Map.of());
        }
        if (start.length > 0 && (start[0] & 0xff) == PICKLE_PROTOCOL) {
            return new Checkpoint(CheckpointFormat.PYTORCH_LEGACY, PyTorchLegacyReader.read(file), Map.of());
        }
        throw file.malformed("neither a PyTorch checkpoint nor safetensors: a file of " + file.size()
                + " bytes that starts with the bytes ["
                + HexFormat.ofDelimiter(" ").formatHex(start) + "]");
    }
}
