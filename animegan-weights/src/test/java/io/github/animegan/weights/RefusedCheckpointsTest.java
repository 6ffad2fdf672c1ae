package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are well-formed but must not be believed. */
class RefusedCheckpointsTest {
    private static final String PROTO = "\u0080\u0002";
    private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n";
    private static final String FLOATS = "ctorch\nFloatStorage\n";

    static Iterable<String> refused() {
        return Fixtures.refused();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String name) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Fixtures.read(name))
                .withMessageStartingWith(name)
                .satisfies(e -> assertThat(e).message().doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource({"refused_os_system, posix.system", "refused_eval, eval", "refused_class, __main__.NotOnTheList"})
    void namesTheGlobalAndItsOffset(String name, String global) {
        List<String> files = Fixtures.refused().stream()
                .filter(file -> file.startsWith(name))
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        for (String file : files) {
            assertThatExceptionOfType(CheckpointFormatException.class)
                    .isThrownBy(() -> Fixtures.read(file))
                    .withMessageContaining(global)
                    .withMessageMatching(".*offset \\d+: .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "legacy"})
    void refusesBigEndian(String format) {
        assertRefused(Fixtures.bytes("refused_big_endian_" + format + ".pt"), "not little-endian");
    }

    @Test
    void anotherZip() throws IOException {
        assertRefused(zip(Map.of("a.txt", new byte[3])), "0 entries named data.pkl");
    }

    @Test
    void anotherPickle() {
        assertRefused(latin1(PROTO + "}."), "without PyTorch's magic number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // protocol 0 and extension instructions, out-of-band buffers, persistent ids as text
                "I1\\n.|instruction 0x49",
                "(iposix\\nsystem\\n.|instruction 0x69",
                "\u0082\u0001.|instruction 0x82",
                "\u0097.|instruction 0x97",
                "P1\\n.|instruction 0x50",
                "\u0080\u0006.|protocol 6",
                // stack and memo
                ".|needs a value",
                "t.|needs a mark",
                "\u0085.|needs 1 values",
                "h\u0001.|before it is defined",
                "K\u0001(\u0086.|needs 2 values",
                "]K\u0001K\u0002s.|not a dictionary",
                "K\u0001K\u0002a.|not a list",
                "K\u0001)R.|a call of something",
                "K\u0001}b.|attributes",
                "K\u0001K\u0002\u0093.|not text",
                // lengths
                "X\u00ff\u00ff\u00ff\u00ff|a length of 4294967295",
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f|a length of 9223372036854775807",
                "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff|a length of -1",
                "B\u00ff\u00ff\u00ff\u007f|a length of 2147483647",
                "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f|a length of 9223372036854775807",
                "\u008a\u00ff|a length of 255",
                "}X\u0001\u0000\u0000\u0000aK\u0001sX\u0001\u0000\u0000\u0000aK\u0001s.|occurs twice",
                "ctorch\\nFloatStorage\\n)R.|only names a type",
                "cos\\nsystem\\n.|global \"os.system\" is not among those",
                "cbuiltins\\neval\\n.|global \"builtins.eval\" is not among those",
                "ctorch._utils\\n_rebuild_tensor\\n)R.|needs a storage",
                "K\u0001Q.|a reference that is not",
                "]K\u0001aQ.|a reference that is not",
                "}.|no state dict",
                "}.|an empty dictionary",
                "K\u0001.|no state dict",
                "X\u0003\u0000\u0000\u0000abc.|a single String",
                "].|a list",
                ").|a list",
            })
    void refusesThePickle(String pickle, String problem) throws IOException {
        byte[] bytes = latin1(pickle.replace("\\n", "\n"));
        assertRefused(zip(Map.of("a/data.pkl", bytes)), problem);
    }

    @Test
    void refusedDictionary_isDescribedByItsFirstTwelveKeys() throws IOException {
        StringBuilder entries = new StringBuilder();
        for (char key = 'a'; key <= 'l'; key++) {
            entries.append("X\u0001\u0000\u0000\u0000").append(key).append("K\u0001s");
        }
        assertRefused(zip(Map.of("a/data.pkl", latin1("}" + entries + "."))), "a dictionary with \"a\", \"b\", \"c\"");
        entries.append("X\u0001\u0000\u0000\u0000mK\u0001s");
        assertRefused(zip(Map.of("a/data.pkl", latin1("}" + entries + "."))), "\"k\", \"l\" and 1 more");
    }

    @Test
    void aTensorWithoutAName_isNoStateDict() throws IOException {
        String named = tensor(4, 0, "(4)", "(1)");
        String alone = named.substring(named.indexOf(TENSOR), named.length() - "s.".length()) + ".";
        assertRefused(checkpoint(alone, new byte[16]), "a single tensor without a name");
    }

    @Test
    void selfContainingAndRepeatedlySharedValues_areNotFollowedForever() throws IOException {
        String self = PROTO + "}q\u0000X\n\u0000\u0000\u0000state_dicth\u0000s.";
        assertRefused(zip(Map.of("a/data.pkl", latin1(self))), "no state dict");
        StringBuilder laughs = new StringBuilder(PROTO + ")q\u0000");
        for (int i = 0; i < 100; i++) {
            laughs.append("h\u0000h\u0000\u0086q\u0000");
        }
        String asKey = laughs + "q\u0001}h\u0001h\u0001s.";
        assertRefused(zip(Map.of("a/data.pkl", latin1(asKey))), "no state dict");
    }

    @Test
    void deeplyNestedPickle() throws IOException {
        String nested = PROTO + "]".repeat(100_000) + "a".repeat(99_999) + ".";
        assertRefused(zip(Map.of("a/data.pkl", latin1(nested))), "no state dict");
        assertRefused(zip(Map.of("a/data.pkl", latin1("(".repeat(1_100_000)))), "more than 1000000 instructions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // offset | size | stride; the storage has 4 elements
                "1|(2,2)|(2,1)|beyond the storage's 4",
                "0|(4)|(2)|beyond the storage's 4",
                "4|()|()|beyond the storage's 4",
                "-1|(1)|(1)|beyond the storage's 4",
                "0|(2)|(-1)|beyond the storage's 4",
                "0|(2)|()|beyond the storage's 4",
                "0|(-1)|(1)|out of range",
                "0|(2147483639)|(0)|more elements than the file",
                "0|(65536,65536)|(0,0)|too many elements",
                "0|(2147483647,2147483647,2147483647)|(0,0,0)|too many elements",
                "0|(10000)|(0)|more elements than the file",
                "0|(2)|(2147483647)|beyond the storage's 4",
                "2147483647|(2)|(2147483647)|beyond the storage's 4",
                "0|(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)|()|a tensor of 17 axes",
            })
    void refusesTheTensor(int offset, String size, String stride, String problem) throws IOException {
        assertRefused(checkpoint(tensor(4, offset, size, stride), new byte[16]), problem);
    }

    @Test
    void storageOfAnotherLength() throws IOException {
        assertRefused(checkpoint(tensor(4, 0, "(4)", "(1)"), new byte[15]), "expected 4 numbers of type F32");
        assertRefused(checkpoint(tensor(4, 0, "(4)", "(1)"), new byte[20]), "expected 4 numbers of type F32");
        assertRefused(checkpoint(tensor(-1, 0, "(4)", "(1)"), new byte[16]), "the storage");
    }

    @Test
    void missingStorage() throws IOException {
        byte[] pickle = latin1(PROTO + tensor(4, 0, "(4)", "(1)"));
        assertRefused(zip(Map.of("a/data.pkl", pickle)), "no entry \"a/data/0\"");
    }

    @Test
    void inflatingEntry() throws IOException {
        byte[] pickle = latin1(PROTO + tensor(10_000_000, 0, "(10000000)", "(1)"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", pickle);
        entries.put("a/data/0", new byte[40_000_000]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        assertRefused(bytes.toByteArray(), "are not possible in a file of");
    }

    @Test
    void damagedEntry_isFoundByItsChecksum() {
        byte[] file = Fixtures.bytes("module_zip.pt");
        StringBuilder text = new StringBuilder(new String(file, StandardCharsets.ISO_8859_1));
        int key = text.indexOf("module.0.weight");
        text.setCharAt(key, 'M');
        assertRefused(latin1(text.toString()), "its checksum is wrong");
    }

    static void assertRefused(byte[] file, String problem) {
        byte[] before = Arrays.copyOf(file, file.length);
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.read(file, "bad.pt"))
                .withMessageStartingWith("bad.pt")
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e).message().doesNotContain("\n"));
        assertThat(file).isEqualTo(before);
    }

    private static byte[] checkpoint(String tensor, byte[] storage) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", latin1(PROTO + tensor));
        entries.put("a/data/0", storage);
        return zip(entries);
    }

    /** A dictionary of one tensor, {@code w}. */
    private static String tensor(int elements, int offset, String size, String stride) {
        String storage = "(X\u0007\u0000\u0000\u0000storage" + FLOATS + "X\u0001\u0000\u0000\u00000"
                + "X\u0003\u0000\u0000\u0000cpu" + number(elements) + "tQ";
        return "}X\u0001\u0000\u0000\u0000w" + TENSOR + "(" + storage + number(offset) + tuple(size) + tuple(stride)
                + "\u0089NtRs.";
    }

    private static String tuple(String numbers) {
        StringBuilder tuple = new StringBuilder("(");
        for (String number : numbers.substring(1, numbers.length() - 1).split(",", -1)) {
            tuple.append(number.isEmpty() ? "" : number(Integer.parseInt(number)));
        }
        return tuple.append("t").toString();
    }

    private static String number(int n) {
        return "J" + (char) (n & 255) + (char) (n >> 8 & 255) + (char) (n >> 16 & 255) + (char) (n >>> 24);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A zip archive of stored entries. */
    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
