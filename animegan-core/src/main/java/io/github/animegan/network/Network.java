package io.github.animegan.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A directed acyclic graph of {@link Op}s with named inputs and outputs: immutable data that engines, writers and analyses read.
 * Made by {@link NetworkBuilder}; a node's inputs are nodes before it, so that reading the nodes in their order is a topological
 * order.
 */
public final class Network {
    private final List<Node> nodes;
    private final Map<String, Integer> inputs;
    private final Map<String, Integer> outputs;

    Network(List<Node> nodes, Map<String, Integer> outputs) {
        this.nodes = List.copyOf(nodes);
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).op() instanceof Op.Input input && found.put(input.name(), i) != null) {
                throw new IllegalArgumentException("two inputs are called " + input.name());
            }
        }
        if (found.isEmpty() || outputs.isEmpty()) {
            throw new IllegalArgumentException("a network has inputs and outputs");
        }
        this.inputs = Collections.unmodifiableMap(found);
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /**
     * One place of the graph.
     *
     * @param op what is computed
     * @param inputs the numbers of the nodes it reads, in the order in which the op has its inputs
     * @param channels the channels of its result
     */
    public record Node(Op op, List<Integer> inputs, int channels) {
        /**
         * Copies the list.
         *
         * @param op what is computed
         * @param inputs the numbers of the nodes it reads, in the order in which the op has its inputs
         * @param channels the channels of its result
         */
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    /** {@return all nodes, by number, each after those it reads} */
    public List<Node> nodes() {
        return nodes;
    }

    /** {@return the numbers of the input nodes by their names, in the order in which they were made} */
    public Map<String, Integer> inputs() {
        return inputs;
    }

    /** {@return the numbers of the nodes whose results the network gives, by name, in the order in which they were named} */
    public Map<String, Integer> outputs() {
        return outputs;
    }

    /**
     * {@return the size of each node's result, by number}
     *
     * @param inputSizes the sizes of the inputs, in their order
     * @throws IllegalArgumentException if the inputs are too small, or maps that are to be combined differ in size
     */
    public List<MapSize> sizes(List<MapSize> inputSizes) {
        if (inputSizes.size() != inputs.size()) {
            throw new IllegalArgumentException(inputSizes.size() + " sizes for " + inputs.size() + " inputs");
        }
        List<MapSize> sizes = new ArrayList<>();
        int next = 0;
        for (Node node : nodes) {
            if (node.op() instanceof Op.Input) {
                sizes.add(inputSizes.get(next++));
            } else {
                sizes.add(node.op()
                        .outputSize(node.inputs().stream().map(sizes::get).toList()));
            }
        }
        return sizes;
    }

    /**
     * {@return how far an output pixel sees if it does not see the whole picture} The statistics of an earlier run make norms local;
     * without them a norm sees the whole map.
     *
     * @param statisticsKnown whether norms use given statistics
     */
    public java.util.Optional<ReceptiveField> receptiveField(boolean statisticsKnown) {
        return ReceptiveField.of(this, statisticsKnown);
    }
}
