package io.github.animegan.weights.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights in face-api's layout, written by hand. */
class FaceApiWeightsTest {
    private static final String FLOATS = "{\"name\": \"a\", \"shape\": [2], \"dtype\": \"float32\"}";

    @TempDir
    private Path folder;

    private Path write(String weights, byte[] data) throws IOException {
        Files.writeString(
                folder.resolve("net-weights_manifest.json"),
                "[{\"weights\": [" + weights + "], \"paths\": [\"net.bin\"]}]");
        return Files.write(folder.resolve("net.bin"), data);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static void assertRefused(Path bin, String problem) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FaceApiWeights.read(bin))
                .withMessageContaining(problem);
    }

    @Test
    void floatsAndBytes_inTheirOrder() throws IOException {
        String bytes =
                "{\"name\": \"b\", \"shape\": [3, 1], \"dtype\": \"float32\", \"quantization\": {\"dtype\": \"uint8\","
                        + " \"scale\": 0.5, \"min\": -2}}";
        ByteBuffer data = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1.5f)
                .putFloat(-3)
                .put((byte) 0)
                .put((byte) 1)
                .put((byte) 255)
                .putFloat(9);
        StateDict read =
                FaceApiWeights.read(write(FLOATS + ", " + bytes + ", {\"name\": \"c\", \"shape\": []}", data.array()));
        assertThat(read.keys()).containsExactly("a", "b", "c");
        assertThat(read.get("a").data()).containsExactly(1.5f, -3);
        assertThat(read.get("b").shape()).isEqualTo(Shape.of(3, 1));
        assertThat(read.get("b").data()).containsExactly(-2, -1.5f, 125.5f);
        assertThat(read.get("c").shape()).isEqualTo(Shape.of());
        assertThat(read.get("c").data()).containsExactly(9);
    }

    @Test
    void filters_haveTheirOutputsFirst() throws IOException {
        // 1x2 places, 2 inputs, 3 outputs: the value tells place, input and output.
        float[] hwio = new float[12];
        for (int i = 0; i < hwio.length; i++) {
            hwio[i] = i / 6 * 100 + i / 3 % 2 * 10 + i % 3;
        }
        StateDict read = FaceApiWeights.read(write("{\"name\": \"w\", \"shape\": [1, 2, 2, 3]}", floats(hwio)));
        assertThat(read.get("w").shape()).isEqualTo(Shape.of(3, 2, 1, 2));
        assertThat(read.get("w").data()).containsExactly(0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112);
    }

    @Test
    void dataOfAnotherLength_areRefused() throws IOException {
        assertRefused(write(FLOATS, new byte[7]), "net.bin: ends within a, at byte 0");
        assertRefused(write(FLOATS, new byte[10]), "net.bin: 2 bytes more than net-weights_manifest.json names");
        String two = FLOATS + ", " + FLOATS.replace("\"a\"", "\"b\"");
        assertRefused(write(two, new byte[15]), "net.bin: ends within b, at byte 8");
        String huge = "{\"name\": \"h\", \"shape\": [65536, 65536, 65536, 65536]}";
        assertRefused(write(huge, new byte[15]), "net.bin: ends within h, at byte 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"shape\": [0]}|no manifest of face-api's: the shape of a",
                "{\"name\": \"a\", \"shape\": [1, 1, 1, 1, 1]}|no manifest of face-api's: the shape of a",
                "{\"name\": \"a\", \"shape\": [1], \"dtype\": \"int32\"}|a is of int32, not float32 or uint8",
                "{\"name\": \"a\" \"shape\"|net-weights_manifest.json: no manifest of face-api's",
                "''|net-weights_manifest.json: names no weights",
            })
    void manifests_areChecked(String weights, String problem) throws IOException {
        assertRefused(write(weights, new byte[4]), problem);
    }

    @Test
    void aManifestThatIsCutOff_orTooLong_isRefused() throws IOException {
        Path bin = write(FLOATS, new byte[8]);
        Path manifest = folder.resolve("net-weights_manifest.json");
        Files.writeString(manifest, "[{\"weights\": [{\"name\": \"a\", \"shape\": [2]");
        assertRefused(bin, "no manifest of face-api's");
        Files.writeString(manifest, " ".repeat((4 << 20) + 1));
        assertRefused(bin, "more than 4194304 bytes");
        Files.delete(manifest);
        assertRefused(bin, "net-weights_manifest.json");
    }
}
