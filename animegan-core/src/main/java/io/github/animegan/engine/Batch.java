package io.github.animegan.engine;

import io.github.animegan.engine.plan.Plan;
import io.github.animegan.engine.run.TensorRowSink;
import io.github.animegan.engine.run.TensorRowSource;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tensors of one call: the inputs in the network's order, and the outputs that are made for them. */
final class Batch {
    private final Network network;
    private final List<Tensor> inputs;
    private final Map<String, Tensor> outputs = new LinkedHashMap<>();

    private Batch(Network network, List<Tensor> inputs) {
        this.network = network;
        this.inputs = inputs;
    }

    /**
     * The inputs of a network.
     *
     * @throws IllegalArgumentException if one is missing, not the network's, or of another shape
     */
    static Batch of(Network network, Map<String, Tensor> tensors) {
        if (!tensors.keySet().equals(network.inputs().keySet())) {
            throw new IllegalArgumentException("inputs " + tensors.keySet() + " for a network with "
                    + network.inputs().keySet());
        }
        List<Tensor> inputs = new ArrayList<>();
        network.inputs().forEach((name, node) -> {
            Tensor tensor = Objects.requireNonNull(tensors.get(name));
            requireShape(name, tensor.shape(), network.nodes().get(node).channels());
            if (!inputs.isEmpty()
                    && inputs.get(0).shape().size(0) != tensor.shape().size(0)) {
                throw new IllegalArgumentException("batches of " + inputs.get(0).shape() + " and " + tensor.shape());
            }
            inputs.add(tensor);
        });
        return new Batch(network, inputs);
    }

    private static void requireShape(String name, Shape shape, int channels) {
        if (shape.rank() != 4 || shape.size(3) != channels) {
            throw new IllegalArgumentException(
                    "the input " + name + " is [n, height, width, " + channels + "], not " + shape);
        }
        requirePixels(new MapSize(shape.size(1), shape.size(2)));
        if (shape.size(0) < 1) {
            throw new IllegalArgumentException("an empty batch " + shape);
        }
    }

    static void requirePixels(MapSize size) {
        if (size.height() < 1 || size.width() < 1) {
            throw new IllegalArgumentException("an input of " + size + " has no pixels");
        }
    }

    int count() {
        return inputs.get(0).shape().size(0);
    }

    List<MapSize> sizes() {
        return inputs.stream()
                .map(input -> new MapSize(input.shape().size(1), input.shape().size(2)))
                .toList();
    }

    /** Makes the outputs of the sizes that the plan gives them. */
    void makeOutputs(Plan plan) {
        int next = 0;
        for (String name : network.outputs().keySet()) {
            int map = plan.program().outputs().get(next++);
            MapSize size = plan.size(map);
            outputs.put(
                    name,
                    Tensor.zeros(
                            count(), size.height(), size.width(), plan.program().channels(map)));
        }
    }

    Map<String, Tensor> outputs() {
        return outputs;
    }

    List<TensorRowSource> sources(int item) {
        List<TensorRowSource> sources = new ArrayList<>();
        for (Tensor input : inputs) {
            Rows rows = Rows.of(input, item);
            sources.add((y, target, offset) -> System.arraycopy(rows.data, rows.at(y), target, offset, rows.length));
        }
        return sources;
    }

    List<TensorRowSink> sinks(int item) {
        List<TensorRowSink> sinks = new ArrayList<>();
        for (Tensor output : outputs.values()) {
            Rows rows = Rows.of(output, item);
            sinks.add((y, source, offset) -> System.arraycopy(source, offset, rows.data, rows.at(y), rows.length));
        }
        return sinks;
    }

    /** The rows of one item of a tensor. */
    @SuppressWarnings("ArrayRecordComponent") // The tensor's own array, never compared.
    private record Rows(float[] data, int first, int length) {
        static Rows of(Tensor tensor, int item) {
            int length = tensor.shape().size(2) * tensor.shape().size(3);
            return new Rows(tensor.data(), item * tensor.shape().size(1) * length, length);
        }

        int at(int y) {
            return first + y * length;
        }
    }
}
