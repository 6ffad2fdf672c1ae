package io.github.animegan.weights;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.PyTorchLegacyReader;
import io.github.animegan.weights.torch.PyTorchZipReader;
import java.io.IOException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells by the first bytes how a checkpoint is written; the name of the file counts for nothing. */
final class FormatDetector {
    private static final int PICKLE_PROTOCOL = 0x80;
    private static final int SHOWN = 16;
    private static final Pattern SHARD = Pattern.compile("-(\\d{1,6})-of-(\\d{1,6})\\.[A-Za-z]+$");

    private FormatDetector() {}

    /** @param entry the name of the weights to take, or null for the only ones */
    static Checkpoint read(ByteSource file, @Nullable String entry) throws IOException {
        byte[] start = file.bytes(0, Math.min(ForeignFormat.START_BYTES, file.size()), "the start");
        // The formats' first bytes could also be a safetensors header's length, but none has this byte here.
        if (start.length > SafetensorsReader.LENGTH_BYTES && start[SafetensorsReader.LENGTH_BYTES] == '{') {
            requireWhole(file);
            return checkpoint(CheckpointFormat.SAFETENSORS, SafetensorsReader.read(file, entry));
        }
        if (start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return checkpoint(CheckpointFormat.PYTORCH_ZIP, PyTorchZipReader.read(file, entry));
        }
        if (start.length > 0 && (start[0] & 0xff) == PICKLE_PROTOCOL) {
            return checkpoint(CheckpointFormat.PYTORCH_LEGACY, PyTorchLegacyReader.read(file, entry));
        }
        throw file.malformed(ForeignFormat.of(start)
                .map(format -> "not a checkpoint but " + format.description())
                .orElseGet(() -> "neither a PyTorch checkpoint nor safetensors: a file of " + file.size()
                        + " bytes that starts with the bytes ["
                        + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(SHOWN, start.length)) + "]"));
    }

    private static Checkpoint checkpoint(CheckpointFormat format, StateDict weights) {
        return new Checkpoint(format, weights);
    }

    /** A part of a checkpoint would look like one with most of its tensors missing. */
    private static void requireWhole(ByteSource file) throws MalformedFileException {
        Matcher shard = SHARD.matcher(file.name());
        if (shard.find() && Integer.parseInt(shard.group(2)) > 1) {
            throw file.malformed("part " + Integer.parseInt(shard.group(1)) + " of " + Integer.parseInt(shard.group(2))
                    + " of a checkpoint that was split; parts are not read one by one: load them with the tool that wrote"
                    + " them and save them as one file");
        }
    }
}
