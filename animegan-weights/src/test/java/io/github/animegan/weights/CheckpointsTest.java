package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.file.ElementType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {
    static Iterable<String> readable() {
        return Fixtures.readable();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatPythonWrote(String name) throws IOException {
        Fixtures.assertSame(Fixtures.read(name), Fixtures.expected(name));
    }

    /** The expected values come through this module's own reader, so a few of them once more, by hand. */
    @Test
    void readsNumbersAsTheyWereWritten() throws IOException {
        StateDict dtypes = Fixtures.read("dtypes_zip.pt");
        assertThat(dtypes.get("f32").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(dtypes.get("f32").data()).containsExactly(0, 1, -2.5f, 3.1415927f, 1e-7f, 65504);
        assertThat(dtypes.get("f16").data()).containsExactly(0, 1, -2.5f, 3.140625f, 0x1p-23f, 65504);
        assertThat(dtypes.get("i16").data()).containsExactly(0, 1, -2, 3, 0, 100);
        assertThat(dtypes.get("u8").data()).containsExactly(0, 1, 0, 3, 0, 100);
        assertThat(dtypes.get("bool").data()).containsExactly(0, 1, 1, 1, 1, 1);
        assertThat(dtypes.get("int64_large").data()).containsExactly(0x1p40f, -0x1p40f);
        assertThat(dtypes.get("scalar").shape()).isEqualTo(Shape.of());
        assertThat(dtypes.get("empty").shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Fixtures.read("views_legacy.pt").get("strided").data())
                .containsExactly(6, 7, 8, 16, 17, 18, 46, 47, 48, 56, 57, 58);
        assertThat(Fixtures.read("module_zip.pt").get("1.num_batches_tracked").data())
                .containsExactly(0);
    }

    @Test
    void halfPrecision_everyValue() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = (bits >> 10) & 31;
            double fraction = (bits & 1023) / 1024.0;
            double expected = exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15);
            if (exponent == 31) {
                expected = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            float signed = (float) (bits >> 15 == 0 ? expected : -expected);
            float actual = ElementType.halfToFloat((short) bits);
            assertThat(Float.compare(actual, signed))
                    .as("%04x: expected %s, actual %s", bits, signed, actual)
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"module_zip.pt, PYTORCH_ZIP", "module_legacy.pt, PYTORCH_LEGACY", "dtypes.safetensors, SAFETENSORS"})
    void tellsTheFormatByContent_whateverTheName(String fixture, CheckpointFormat format, @TempDir Path folder)
            throws IOException {
        Path file = Files.write(folder.resolve("weights.dat"), Fixtures.bytes(fixture));
        Checkpoint checkpoint = Checkpoints.open(file);
        assertThat(checkpoint.format()).isEqualTo(format);
        Fixtures.assertSame(checkpoint.tensors(), Fixtures.expected(fixture));
        Fixtures.assertSame(Checkpoints.read(file), checkpoint.tensors());
    }

    @ParameterizedTest
    @CsvSource({
        "PYTORCH_ZIP, PyTorch (zip)",
        "PYTORCH_LEGACY, PyTorch (before 1.6)",
        "SAFETENSORS, safetensors",
    })
    void formats_haveNamesForPeople(CheckpointFormat format, String title) {
        assertThat(format).hasToString(title);
    }

    @Test
    void sha256_isThatOfTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "abc");
        assertThat(Checkpoints.sha256(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** A version from 1 to 31, then any other field: a number or something with a length. */
    @ParameterizedTest
    @CsvSource({
        "0807, true",
        "0801, true",
        "081f12, true",
        "080710, true",
        "08071207, true",
        "0800, false",
        "0820, false",
        "080715, false",
        "080711, false",
        "0907, false",
        "08, false",
        "'', false",
    })
    void isOnnx_byTheVersionAndTheNextField(String start, boolean isOnnx) {
        assertThat(Checkpoints.isOnnx(HexFormat.of().parseHex(start))).isEqualTo(isOnnx);
    }

    @Test
    void open_givesSafetensorsMetadata(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a"), Fixtures.bytes("dtypes.safetensors"));
        assertThat(Checkpoints.open(file).metadata())
                .containsExactly(Map.entry("made by", "make_checkpoints.py"), Map.entry("unicode", "アニメ"));
    }

    @Test
    void readsFromOtherFileSystems(@TempDir Path folder) throws IOException {
        URI uri = URI.create("jar:" + folder.resolve("styles.jar").toUri());
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            for (String fixture : new String[] {"module_zip.pt", "module_legacy.pt", "dtypes.safetensors"}) {
                Path file = Files.write(jar.getPath("weights"), Fixtures.bytes(fixture));
                Fixtures.assertSame(Checkpoints.read(file), Fixtures.expected(fixture));
            }
        }
    }

    @Test
    void missingFile_isAnOrdinaryIoException(@TempDir Path folder) {
        assertThatThrownBy(() -> Checkpoints.read(folder.resolve("none.pt"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Checkpoints.read(folder)).isInstanceOf(IOException.class);
    }
}
