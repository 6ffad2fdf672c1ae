package io.github.animegan.weights.style;

import io.github.animegan.file.Sha256;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A folder with a catalogue of two styles: {@code tiny}, built in, and {@code remote}, at a server. */
final class TestStyles {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String PATH = "/somebody/styles/raw/" + COMMIT + "/remote.pt";
    static final long MAX_BYTES = 1 << 20;

    private static final Set<String> TRANSPOSED = Set.of("model.11.weight", "model.14.weight");

    private TestStyles() {}

    /** CycleGAN's generator of width 4 with one block, in int8. */
    static byte[] checkpoint(Path scratch, long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map.of(
                        "model.1", new int[] {4, 3, 7, 7},
                        "model.4", new int[] {8, 4, 3, 3},
                        "model.7", new int[] {16, 8, 3, 3},
                        "model.10.conv_block.1", new int[] {16, 16, 3, 3},
                        "model.10.conv_block.5", new int[] {16, 16, 3, 3},
                        "model.11", new int[] {16, 8, 3, 3},
                        "model.14", new int[] {8, 4, 3, 3},
                        "model.18", new int[] {3, 4, 7, 7})
                .forEach((key, dimensions) -> {
                    float[] data = new float[Shape.of(dimensions).elementCount()];
                    for (int i = 0; i < data.length; i++) {
                        data[i] = (float) (0.3 * random.nextGaussian());
                    }
                    tensors.put(key + ".weight", Tensor.of(Shape.of(dimensions), data));
                });
        Path file = scratch.resolve("scratch.safetensors");
        Checkpoints.writeSafetensorsInt8(file, StateDict.of(tensors), Map.of(), TRANSPOSED::contains);
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    /** Writes the folder; the pins are those of the two checkpoints. */
    static StyleCatalog catalog(Path folder, byte[] builtIn, byte[] remote, URI server) throws IOException {
        Files.write(folder.resolve("tiny.safetensors"), builtIn);
        Files.writeString(folder.resolve("catalog.json"), json(builtIn, remote, server));
        return StyleCatalog.read(folder);
    }

    static String json(byte[] builtIn, byte[] remote, URI server) {
        return """
                {"licences": [
                  {"name": "Apache-2.0", "url": "https://example.org/free", "terms": "Free.", "commercialUse": true},
                  {"name": "Theirs", "url": "https://example.org/theirs", "terms": "Not for commercial use.",
                   "commercialUse": false}],
                 "styles": [
                  {"name": "tiny", "title": "Tiny", "architecture": "ResnetGenerator", "upsampling": "half_pixel",
                   "licence": "Apache-2.0", "provenance": {"source": "Made by a test."},
                   "builtIn": {"file": "tiny.safetensors", "sha256": "%s"}},
                  {"name": "remote", "title": "Remote", "architecture": "ResnetGenerator", "upsampling": "align_corners",
                   "licence": "Theirs", "provenance": {"source": "https://example.org/styles", "commit": "%s"},
                   "fetch": {"url": "%s", "gitBlob": "%s", "maxBytes": %d}}]}
                """.formatted(Sha256.of(builtIn), COMMIT, server.resolve(PATH), GitBlob.of(remote), MAX_BYTES);
    }
}
