package io.github.animegan.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Network} by value handles, so that a definition reads like the paper:
 *
 * <pre>{@code
 * NetworkBuilder network = new NetworkBuilder();
 * Value x = network.input("input", 3);
 * Value body = x.pad(Padding.reflect(1)).conv(weight, bias, 1).instanceNorm(1e-5).relu();
 * return network.output("output", body.plus(x)).build();
 * }</pre>
 *
 * <p>For one thread.
 */
public final class NetworkBuilder {
    private final List<Network.Node> nodes = new ArrayList<>();
    private final Map<String, Integer> outputs = new LinkedHashMap<>();

    /** Begins a network that has nothing yet. */
    public NetworkBuilder() {}

    /**
     * Adds an input.
     *
     * @param name its name, unique in the network
     * @param channels how many channels it has
     * @return the input, for ops to read
     */
    public Value input(String name, int channels) {
        return add(new Op.Input(name, channels));
    }

    /**
     * Adds an op.
     *
     * @param op what is computed
     * @param inputs what it reads, values of this builder
     * @return the op's result, for other ops to read
     * @throws IllegalArgumentException if there are too many or too few of them, one is of another builder, or their channels do
     *     not fit the op
     */
    public Value add(Op op, Value... inputs) {
        if (op.inputCount() < 0 ? inputs.length == 0 : inputs.length != op.inputCount()) {
            throw new IllegalArgumentException(
                    inputs.length + " inputs for a " + op.getClass().getSimpleName());
        }
        for (Value input : inputs) {
            requireOwn(input);
        }
        List<Integer> numbers = Arrays.stream(inputs).map(Value::number).toList();
        int channels = op.outputChannels(
                numbers.stream().map(number -> nodes.get(number).channels()).toList());
        nodes.add(new Network.Node(op, numbers, channels));
        return new Value(this, nodes.size() - 1, channels);
    }

    /**
     * Names a value as a result of the network.
     *
     * @param name unique among the results
     * @param value of this builder
     * @return this builder
     * @throws IllegalArgumentException if that name is taken, or the value is of another builder
     */
    public NetworkBuilder output(String name, Value value) {
        requireOwn(value);
        if (outputs.putIfAbsent(name, value.number()) != null) {
            throw new IllegalArgumentException("two outputs are called " + name);
        }
        return this;
    }

    /**
     * {@return the network of all that was added}
     *
     * @throws IllegalArgumentException if it has no input or no output
     */
    public Network build() {
        return new Network(nodes, outputs);
    }

    private void requireOwn(Value value) {
        if (value.builder() != this) {
            throw new IllegalArgumentException("a value of another network");
        }
    }
}
