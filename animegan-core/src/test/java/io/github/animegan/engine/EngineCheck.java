package io.github.animegan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares what a session makes of a network with what {@link ReferenceInterpreter} does. */
final class EngineCheck {
    private EngineCheck() {}

    /** Runs the layers on two threads. */
    static void assertMatchesReference(Kernels kernels, Tensor picture, Layer... layers) {
        assertMatchesReference(kernels, picture, List.of(layers));
    }

    static void assertMatchesReference(Kernels kernels, Tensor picture, List<Layer> layers) {
        assertMatchesReference(
                kernels, picture, Layer.network(layers), Layer.names(layers).toString());
    }

    /** Runs a network on two threads and compares all its outputs. */
    static void assertMatchesReference(Kernels kernels, Tensor picture, Network network, String name) {
        String input = network.inputs().keySet().iterator().next();
        Map<String, Grid> expected = ReferenceInterpreter.run(network, Map.of(input, Grid.of(picture)));
        try (Session session = new CpuSession(network, kernels, 2, false)) {
            Map<String, Tensor> actual =
                    session.run(picture, RunOptions.defaults()).outputs();
            assertThat(actual).containsOnlyKeys(expected.keySet());
            expected.forEach((output, grid) -> assertClose(
                    Objects.requireNonNull(actual.get(output)),
                    grid,
                    output + " of " + name + " of " + picture.shape() + " on " + kernels.name()));
        }
    }

    /** Off by no more than float32 is in a few layers, measured by the largest value expected. */
    static void assertClose(Tensor actual, Grid expected, String what) {
        assertThat(actual.shape())
                .as(what)
                .isEqualTo(Shape.of(1, expected.height(), expected.width(), expected.channels()));
        double largest = 1;
        for (double value : expected.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        double tolerance = 2e-5 * largest;
        for (int i = 0; i < expected.values().length; i++) {
            if (!(Math.abs(actual.data()[i] - expected.values()[i]) <= tolerance)) {
                int pixel = i / expected.channels();
                fail("%s: row %d, column %d, channel %d: expected %s within %s, but was %s"
                        .formatted(
                                what,
                                pixel / expected.width(),
                                pixel % expected.width(),
                                i % expected.channels(),
                                expected.values()[i],
                                tolerance,
                                actual.data()[i]));
            }
        }
    }

    /** Fails with the first element of which the bits differ. */
    static void assertSameBits(Tensor actual, Tensor expected, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.data().length; i++) {
            if (Float.floatToRawIntBits(actual.data()[i]) != Float.floatToRawIntBits(expected.data()[i])) {
                fail("%s: element %d: expected %s, but was %s"
                        .formatted(what, i, expected.data()[i], actual.data()[i]));
            }
        }
    }
}
