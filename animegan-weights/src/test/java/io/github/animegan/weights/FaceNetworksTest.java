package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiny face networks of random weights: what PyTorch computes in float64 is what every backend gives. */
class FaceNetworksTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @EnumSource
    void proposalNetwork_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        Golden golden = golden("mtcnn_pnet");
        check(golden, weights(golden).proposalNetwork(), backend, List.of("score", "box"));
    }

    @ParameterizedTest
    @EnumSource
    void refinementNetwork_overABatch_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        Golden golden = golden("mtcnn_rnet");
        check(golden, weights(golden).refinementNetwork(), backend, List.of("score", "box"));
    }

    @ParameterizedTest
    @EnumSource
    void outputNetwork_overABatch_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        Golden golden = golden("mtcnn_onet");
        check(golden, weights(golden).outputNetwork(), backend, List.of("score", "box", "landmarks"));
    }

    @ParameterizedTest
    @EnumSource
    void embedding_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        Golden golden = golden("face_embedding");
        check(golden, FaceEmbedding.network(golden.tensors(), 110), backend, List.of("embedding"));
    }

    @Test
    void otherWeights_areRefusedByTheKeyThatIsMissing() throws IOException {
        MtcnnWeights swapped = weights(golden("mtcnn_rnet"));

        assertThatIllegalArgumentException()
                .isThrownBy(swapped::proposalNetwork)
                .withMessage(
                        "these are no weights of MTCNN's P-Net: conv3.weight is [6, 5, 2, 2] instead of [6, 5, 3, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(swapped::outputNetwork)
                .withMessageContaining("MTCNN's O-Net: conv3.weight is [6, 5, 2, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaceEmbedding.network(swapped.output(), 150))
                .withMessageContaining("there is no conv32_down/conv/filters");
    }

    private static Golden golden(String name) throws IOException {
        return Golden.read(Golden.committed(name + ".safetensors"));
    }

    /** All three the same, as each test looks at one. */
    private static MtcnnWeights weights(Golden golden) {
        StateDict same = golden.tensors();
        return new MtcnnWeights(same, same, same);
    }

    private static void check(Golden golden, Network network, TestBackends backend, List<String> outputs) {
        try (Session session = new CpuSession(network, backend.kernels(), 2, false)) {
            Map<String, Tensor> results = session.run(golden.picture("golden.input"), RunOptions.defaults())
                    .outputs();
            assertThat(results.keySet()).containsExactlyElementsOf(outputs);
            results.forEach((name, actual) -> {
                Tensor expected = Objects.requireNonNull(golden.tensor("golden." + name));
                Golden.assertClose(actual, maps(expected), TOLERANCE, backend + ", " + name);
            });
        }
    }

    /** Vectors as maps of one pixel. */
    private static Tensor maps(Tensor tensor) {
        Shape shape = tensor.shape();
        return shape.rank() == 4 ? tensor : tensor.reshape(shape.size(0), shape.size(1), 1, 1);
    }
}
