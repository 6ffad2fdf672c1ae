package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.model.Generator;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A file of tensors that PyTorch computed, NCHW, and how to compare with them. */
record Golden(Path file, StateDict tensors, Map<String, String> metadata) {
    static Golden read(Path file) throws IOException {
        Checkpoint checkpoint = Checkpoints.open(file);
        return new Golden(file, checkpoint.tensors(), checkpoint.metadata());
    }

    /** One that {@code src/test/python/make_goldens.py} made. */
    static Path committed(String name) {
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource("/goldens/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Tensor tensor(String key) {
        return tensors.get(key);
    }

    /** A picture, channels last. */
    Tensor picture(String key) {
        return tensor(key).nchwToNhwc();
    }

    /** Runs a generator over one of the pictures and compares with another tensor. */
    void check(Generator generator, Kernels kernels, String input, String output, double tolerance) {
        check(generator.network(), kernels, input, output, tolerance);
    }

    /** Runs a network over one of the pictures and compares with another tensor. */
    void check(Network network, Kernels kernels, String input, String output, double tolerance) {
        try (Session session = new CpuSession(network, kernels, 2, false)) {
            Tensor actual = session.run(picture(input), RunOptions.defaults()).output();
            assertClose(actual, tensor(output), tolerance, file.getFileName() + ", " + output);
        }
    }

    /**
     * Fails with the place that is furthest off.
     *
     * @param actual NHWC
     * @param expected NCHW
     */
    static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
        Tensor nchw = actual.nhwcToNchw();
        assertThat(nchw.shape()).as(what).isEqualTo(expected.shape());
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < expected.data().length; i++) {
            double difference = Math.abs((double) nchw.data()[i] - expected.data()[i]);
            // NaN is worse than anything.
            if (Double.isNaN(difference)) {
                difference = Double.POSITIVE_INFINITY;
            }
            if (difference > largest) {
                largest = difference;
                worst = i;
            }
        }
        Shape shape = expected.shape();
        int width = shape.size(3);
        int plane = shape.size(2) * width;
        assertThat(largest)
                .as(
                        "%s: channel %d, row %d, column %d: expected %s, but was %s",
                        what,
                        worst / plane % shape.size(1),
                        worst % plane / width,
                        worst % width,
                        expected.data()[worst],
                        nchw.data()[worst])
                .isLessThanOrEqualTo(tolerance);
    }
}
