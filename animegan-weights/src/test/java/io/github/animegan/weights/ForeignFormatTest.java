package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no checkpoints are called what they are. */
class ForeignFormatTest {
    private static void assertNamed(byte[] content, String what) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.read(content, "weights.pth"))
                .withMessageStartingWith("weights.pth: not a checkpoint but " + what)
                .satisfies(e ->
                        org.assertj.core.api.Assertions.assertThat(e).message().doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|an empty file; download",
                "<!DOCTYPE html><html>|an HTML page",
                "'  <html lang=\"en\">'|an HTML page",
                "version https://git-lfs.github.com/spec/v1|a git-lfs pointer",
                "GIF89a|a GIF picture",
                "%PDF-1.7|a PDF",
                "BZh91AY|a bzip2 archive; unpack",
                "Rar!|a RAR archive; unpack",
                "GGUF|a GGUF file",
                "7767517 1 2|an ncnn model",
                "xxxxTFL3yyyy|a TensorFlow Lite model",
                "{\"weight_map\": {}}|the index of a checkpoint that was split",
            })
    void byTheirFirstText(String start, String what) {
        assertNamed(start.getBytes(StandardCharsets.UTF_8), what);
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a, a PNG picture; weights are wanted here",
        "ffd8ffe0, a JPEG picture",
        "1f8b08, a gzip archive; unpack",
        "fd377a585a00, an xz archive",
        "377abcaf271c, a 7z archive",
        "894844460d0a, an HDF5 file",
        "934e554d5059, a NumPy array",
        "0807, an ONNX model",
        "08071207, an ONNX model",
    })
    void byTheirFirstBytes(String start, String what) {
        assertNamed(HexFormat.of().parseHex(start), what);
    }

    @Test
    void aTarArchive_byItsHeader() {
        byte[] tar = new byte[1024];
        Arrays.fill(tar, 0, 20, (byte) 'a');
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertNamed(tar, "a tar archive; unpack it");
    }

    @Test
    void contentCounts_notTheEnding() throws IOException {
        byte[] safetensors = Fixtures.bytes("module_zip.expected.safetensors");
        Fixtures.assertSame(
                Checkpoints.read(safetensors, "a.pth"),
                Checkpoints.read(Fixtures.bytes("module_zip.pt"), "a.safetensors"));
    }
}
