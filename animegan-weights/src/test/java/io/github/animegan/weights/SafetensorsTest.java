package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void writtenFile_readsBackTheSame() throws IOException {
        StateDict dict = Fixtures.read("dtypes_zip.pt");
        Path file = folder.resolve("dtypes.safetensors");
        Checkpoints.writeSafetensors(file, dict, Map.of("source", "a \"test\"\nアニメ"));
        Fixtures.assertSame(Checkpoints.read(file), dict);
        assertThat(Checkpoints.open(file).metadata()).containsExactly(Map.entry("source", "a \"test\"\nアニメ"));
    }

    @Test
    void writtenFile_isLaidOutAsTheFormatSays() throws IOException {
        Path file = folder.resolve("one.safetensors");
        Checkpoints.writeSafetensors(
                file, StateDict.of(Map.of("a", Tensor.of(Shape.of(2), new float[] {1, -2}))), Map.of("k", "v"));
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        assertThat(Files.readAllBytes(file)).isEqualTo(file(padded, new byte[] {0, 0, -128, 63, 0, 0, 0, -64}));
    }

    @Test
    void int8_isWithinHalfAStepOfEachChannel() throws IOException {
        StateDict dict = convolutions();
        Path file = folder.resolve("int8.safetensors");
        Checkpoints.writeSafetensorsInt8(file, dict, Map.of(), key -> key.startsWith("up"));
        StateDict read = Checkpoints.read(file);

        assertThat(read.keys()).containsExactlyElementsOf(dict.keys());
        assertThat(read.get("norm.scale")).isEqualTo(dict.get("norm.scale"));
        assertThat(read.get("norm")).isEqualTo(dict.get("norm"));
        assertThat(read.get("empty")).isEqualTo(dict.get("empty"));
        for (String key : new String[] {"conv", "up"}) {
            assertWithinHalfAStep(key, dict.get(key), read.get(key), key.equals("up") ? 1 : 0);
        }
    }

    private static void assertWithinHalfAStep(String key, Tensor weights, Tensor read, int axis) {
        int channels = weights.shape().size(axis);
        int inner = axis == 0 ? weights.shape().elementCount() / channels : 9;
        float[] largest = new float[channels];
        for (int i = 0; i < weights.data().length; i++) {
            int channel = i / inner % channels;
            largest[channel] = Math.max(largest[channel], Math.abs(weights.data()[i]));
        }
        for (int i = 0; i < weights.data().length; i++) {
            float error = Math.abs(weights.data()[i] - read.data()[i]);
            assertThat(error)
                    .as("%s[%d]: expected %f, actual %f", key, i, weights.data()[i], read.data()[i])
                    .isLessThanOrEqualTo(largest[i / inner % channels] / 127 / 2 * 1.0001f);
        }
    }

    @Test
    void int8_scaleTellsTheChannelAxisByItsShape() throws IOException {
        Path file = folder.resolve("int8.safetensors");
        Checkpoints.writeSafetensorsInt8(file, convolutions(), Map.of(), key -> key.startsWith("up"));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("\"conv\":{\"dtype\":\"I8\",\"shape\":[5,2,3,3],\"data_offsets\":[")
                .contains("\"conv.scale\":{\"dtype\":\"F32\",\"shape\":[5,1,1,1]")
                .contains("\"up.scale\":{\"dtype\":\"F32\",\"shape\":[1,5,1,1]");
    }

    @Test
    void int8_refusesWhatItCannotHold() {
        Path file = folder.resolve("int8.safetensors");
        Tensor bad = Tensor.zeros(1, 1, 2, 2);
        bad.data()[3] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Checkpoints.writeSafetensorsInt8(file, StateDict.of(Map.of("w", bad)), Map.of(), key -> false))
                .withMessage("tensor w has the element NaN at index 3, which int8 cannot hold");
        Map<String, Tensor> clash = Map.of("w", Tensor.zeros(1, 1, 1, 1), "w.scale", Tensor.zeros(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoints.writeSafetensorsInt8(file, StateDict.of(clash), Map.of(), key -> false))
                .withMessageContaining("w.scale");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void int8_zeroChannelStaysZero() throws IOException {
        StateDict zeros = StateDict.of(Map.of("w", Tensor.zeros(2, 1, 3, 3)));
        Path file = folder.resolve("zeros");
        Checkpoints.writeSafetensorsInt8(file, zeros, Map.of(), key -> false);
        assertThat(Checkpoints.read(file)).isEqualTo(zeros);
    }

    @Test
    void failedWrite_leavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "old");
        StateDict reserved = StateDict.of(Map.of("__metadata__", Tensor.zeros(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoints.writeSafetensors(file, reserved, Map.of()));
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void write_intoNoFolder_saysSo() {
        Path file = folder.resolve("none").resolve("a.safetensors");
        StateDict dict = StateDict.of(Map.of("a", Tensor.zeros(3)));
        assertThatThrownBy(() -> Checkpoints.writeSafetensors(file, dict, Map.of()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file + ": no such folder");
    }

    @Test
    void write_replacesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "old");
        StateDict dict = StateDict.of(Map.of("a", Tensor.zeros(3)));
        Checkpoints.writeSafetensors(file, dict, Map.of());
        assertThat(Checkpoints.read(file)).isEqualTo(dict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}|header: ",
                "{\"a\":[]}|an object",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|a dtype, a shape and two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}|two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}|at most 2 numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}|the fields dtype",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|once each",
                "{\"a\":{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,4]}}|has the dtype \"F8\"",
                "{\"a\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}|has the dtype",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|no negative number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}|whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}|whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|header: ",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967297],\"data_offsets\":[0,4]}}|is too large",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}|is too large",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483639],\"data_offsets\":[0,8589934556]}}|the tensors take",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}|no negative number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|4 bytes from 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|8 bytes from 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|4 bytes from 0",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}|take 3 bytes, but 4",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}|take 5 bytes, but 4",
                "{}|take 0 bytes, but 4",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}|2 bytes from 3",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[4,4]}}|expected one occurrence",
                "{\"__metadata__\":{\"k\":1}}|text for each",
                "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}|each key once",
                "{\"__metadata__\":{},\"__metadata__\":{}}|expected one occurrence",
                "{\"__metadata__\":{\"k\":{\"k\":\"1\"}}}|text for each",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[0,1],\"data_offsets\":[0,0]},"
                        + "\"a.scale\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|one number for each slice",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[0,2],\"data_offsets\":[0,0]},"
                        + "\"a.scale\":{\"dtype\":\"F32\",\"shape\":[1,0],\"data_offsets\":[0,0]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|one number for each slice",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[0,0],\"data_offsets\":[0,0]},"
                        + "\"a.scale\":{\"dtype\":\"F32\",\"shape\":[0,0],\"data_offsets\":[0,0]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|one number for each slice",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]},"
                        + "\"a.scale\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}|expected F32",
                "{} {}|an end after one object",
                "{}x|header: ",
                "{'a':1}|header: ",
            })
    void refusesTheHeader(String header, String problem) {
        RefusedCheckpointsTest.assertRefused(file(header, new byte[4]), problem);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 3, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
    void refusesTheHeaderLength(long length) {
        byte[] file = file("{}", new byte[0]);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        RefusedCheckpointsTest.assertRefused(file, "header");
    }

    @Test
    void refusesADeeplyNestedHeader() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        RefusedCheckpointsTest.assertRefused(file(deep, new byte[0]), "header");
        String inShape = "{\"a\":{\"shape\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        RefusedCheckpointsTest.assertRefused(file(inShape, new byte[0]), "header");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        byte[] file = file("{\"a\":{}}", new byte[0]);
        file[10] = (byte) 0xff;
        RefusedCheckpointsTest.assertRefused(file, "UTF-8");
    }

    @Test
    void zeroSizeTensorsAndPaddedHeader() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}    ";
        assertThat(Checkpoints.read(file(header, new byte[0]), "zero").get("a").shape())
                .isEqualTo(Shape.of(0, 3));
        assertThat(Checkpoints.read(file("{}", new byte[0]), "none").size()).isZero();
    }

    private static StateDict convolutions() {
        Random random = new Random(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("norm.scale", Tensor.of(Shape.of(3), new float[] {1, 2, 3}));
        tensors.put("norm", Tensor.of(Shape.of(3), new float[] {4, 5, 6}));
        tensors.put("conv", gaussian(random, 5, 2, 3, 3));
        tensors.put("up", gaussian(random, 2, 5, 3, 3));
        tensors.put("empty", Tensor.zeros(0, 2, 3, 3));
        return StateDict.of(tensors);
    }

    private static Tensor gaussian(Random random, int... dimensions) {
        Tensor tensor = Tensor.zeros(dimensions);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian() * (1 + i % 7);
        }
        return tensor;
    }

    private static byte[] file(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        file.writeBytes(text);
        file.writeBytes(data);
        return file.toByteArray();
    }
}
