package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architectures;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.model.GraphMessage;
import io.github.animegan.weights.onnx.model.ProtobufMessage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a model, it is read or refused in one line, in little time, and never with another exception. */
class OnnxDamageTest {
    private static final int MUTATIONS = Integer.getInteger("animegan.fuzz.mutations", 300);
    private static final long SEED = Long.getLong("animegan.fuzz.seed", 20261126);
    private static final Path SHARED = Path.of("..", "..", "shared", "models");

    /** How a model is damaged. */
    enum Damage {
        FLIPPED_BITS {
            @Override
            byte[] apply(byte[] whole, int[] places, Random random) {
                byte[] damaged = whole.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    damaged[places[random.nextInt(places.length)]] ^= (byte) (1 << random.nextInt(8));
                }
                return damaged;
            }
        },
        CUT_OFF {
            @Override
            byte[] apply(byte[] whole, int[] places, Random random) {
                return Arrays.copyOf(whole, places[random.nextInt(places.length)]);
            }
        },
        /** A varint of up to nine bytes that says something enormous. */
        HUGE_LENGTHS {
            @Override
            byte[] apply(byte[] whole, int[] places, Random random) {
                byte[] damaged = whole.clone();
                int at = places[random.nextInt(places.length)];
                int bytes = Math.min(1 + random.nextInt(9), damaged.length - at);
                Arrays.fill(damaged, at, at + bytes, (byte) 0xff);
                damaged[at + bytes - 1] = 0x7f;
                return damaged;
            }
        },
        /** Names, nodes and shapes that belong elsewhere. */
        MOVED_PARTS {
            @Override
            byte[] apply(byte[] whole, int[] places, Random random) {
                byte[] damaged = whole.clone();
                int from = places[random.nextInt(places.length)];
                int to = places[random.nextInt(places.length)];
                int bytes = Math.min(1 + random.nextInt(60), whole.length - Math.max(from, to));
                System.arraycopy(whole, from, damaged, to, bytes);
                return damaged;
            }
        };

        abstract byte[] apply(byte[] whole, int[] places, Random random);
    }

    @ParameterizedTest
    @EnumSource
    void smallModels(Damage damage) throws Exception {
        for (String name : List.of("animeganv2", "zoo_cut", "zoo_unet", "zoo_trainer_v2_first")) {
            Path weights = Path.of(OnnxDamageTest.class
                    .getResource("/goldens/" + name + ".safetensors")
                    .toURI());
            check(damage, model(weights), name, MUTATIONS);
        }
    }

    private static byte[] model(Path weights) throws IOException {
        var state = Checkpoints.read(weights);
        return OnnxWriter.toModel(Architectures.of(state).build(state), false);
    }

    /** Real models, whose weights are most of their bytes: damage is done where names and shapes are. */
    @ParameterizedTest
    @ValueSource(strings = {"AnimeGANv3_Hayao_36.onnx", "AnimeGANv3_tiny_Cute.onnx", "whitebox_cartoon.onnx"})
    void realModels(String name) throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(SHARED.resolve(name)), "../shared is not here");
        byte[] whole = Files.readAllBytes(SHARED.resolve(name));
        for (Damage damage : Damage.values()) {
            check(damage, whole, name, Math.max(1, MUTATIONS / 20));
        }
    }

    private static void check(Damage damage, byte[] whole, String name, int mutations) {
        int[] places = places(whole);
        Random random = new Random(SEED);
        for (int i = 0; i < mutations; i++) {
            readOrRefuse(damage.apply(whole, places, random), name + ", " + damage + " " + i + " of seed " + SEED);
        }
    }

    /** The places near text, where everything but the weights is. */
    private static int[] places(byte[] whole) {
        boolean[] near = new boolean[whole.length];
        int run = 0;
        for (int i = 0; i < whole.length; i++) {
            run = whole[i] >= ' ' && whole[i] < 0x7f ? run + 1 : 0;
            if (run >= 4) {
                Arrays.fill(near, Math.max(0, i - 16), Math.min(whole.length, i + 16), true);
            }
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            if (near[i] || i < 64) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void readOrRefuse(byte[] file, String what) {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            try {
                OnnxModel.read(file, what);
            } catch (CheckpointFormatException e) {
                assertThat(e).message().startsWith(what).doesNotContain("\n").doesNotContain("unforeseen");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(what + ": " + e, e);
            }
        });
    }

    /** Messages within messages are ranges of the same bytes: no depth of them is a recursion. */
    @Test
    void deepNesting_isNoRecursion() {
        ProtobufMessage nested = new ProtobufMessage().integer(1, 1);
        for (int i = 0; i < 2000; i++) {
            nested = new ProtobufMessage()
                    .message(6, nested)
                    .message(1, nested.toBytes().length > 100_000 ? new ProtobufMessage() : nested);
            if (nested.toBytes().length > 1 << 20) {
                break;
            }
        }
        byte[] file = new ProtobufMessage().integer(1, 8).message(7, nested).toBytes();
        readOrRefuse(file, "nested");
    }

    /** Many nodes that each ask for much arithmetic end soon. */
    @Test
    void arithmeticWithoutEnd_isRefused() throws URISyntaxException {
        GraphMessage graph = new GraphMessage();
        graph.port(true, "input", 3);
        String x = graph.constant(new float[1 << 20], 1, 1 << 20);
        for (int i = 0; i < 2000; i++) {
            x = graph.node("Transpose", List.of(x));
        }
        graph.result(graph.node("Add", List.of("input", x)), "output");
        graph.port(false, "output", 3);
        readOrRefuse(graph.toModel("busy", Map.of()), "busy");
    }
}
