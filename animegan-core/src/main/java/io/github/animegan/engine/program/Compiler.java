package io.github.animegan.engine.program;

import static io.github.animegan.engine.program.Operand.NONE;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.TransposedAxis;
import io.github.animegan.engine.kernel.TransposedSpec;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.OpVisitor;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a network: ops that change values where they are read are gathered in an {@link Operand} until a convolution or a
 * pooling reads it, so that few ops become steps of their own. A value that several ops read is stored by the first of them
 * while it gathers it, where that is possible, and by a step of its own otherwise.
 */
public final class Compiler implements OpVisitor<Operand> {
    private final Network network;
    private final List<Step> steps = new ArrayList<>();
    private final List<Statistic> statistics = new ArrayList<>();
    private final List<Norm> norms = new ArrayList<>();
    private final List<Program.Convolution> convolutions = new ArrayList<>();
    /** For each map, the node whose result it holds. */
    private final List<Integer> maps = new ArrayList<>();

    private final List<Integer> inputs = new ArrayList<>();
    /** The maps that steps only keep by the way: no moments are taken of them. */
    private final Set<Integer> kept = new HashSet<>();
    /** The value of each node that was compiled; a padding's is that of the node before it. */
    private final @Nullable Operand[] values;
    /** How many ops and outputs have yet to read each node's value. */
    private final int[] readers;
    /** The number of the node that is being compiled. */
    private int node;

    private Compiler(Network network) {
        this.network = network;
        this.values = new Operand[network.nodes().size()];
        this.readers = new Readers(network).counts();
    }

    /** The program of a network. */
    public static Program compile(Network network) {
        return new Compiler(network).compile();
    }

    private Program compile() {
        for (node = 0; node < values.length; node++) {
            if (readers[node] > 0 || op(node) instanceof Op.Input) {
                values[node] = op(node).accept(this);
            }
        }
        List<Integer> outputs = new ArrayList<>();
        for (int output : network.outputs().values()) {
            Operand value = take(output);
            outputs.add(value.isPlain() && !inputs.contains(value.map()) ? value.map() : store(output, value));
        }
        return new Program(network, steps, maps, inputs, outputs, statistics, norms, convolutions);
    }

    private Op op(int number) {
        return network.nodes().get(number).op();
    }

    private int input(int index) {
        return network.nodes().get(node).inputs().get(index);
    }

    private int channels(int number) {
        return network.nodes().get(number).channels();
    }

    /** The value of a node for one of its readers; stored if there are others, unless it only is a stored map. */
    private Operand take(int number) {
        if (op(number) instanceof Op.Padding padding) {
            Operand padded = unpadded(input(number, 0)).with(padding);
            readers[number]--;
            return padded;
        }
        readers[number]--;
        Operand value = Objects.requireNonNull(values[number]);
        if (readers[number] > 0 && !value.isPlain()) {
            value = Operand.of(store(number, value));
            values[number] = value;
        }
        return value;
    }

    private int input(int number, int index) {
        return network.nodes().get(number).inputs().get(index);
    }

    /** A value that can still be changed and padded: not padded yet. */
    private Operand unpadded(int number) {
        Operand value = take(number);
        return value.padding() == null ? value : Operand.of(store(number, value));
    }

    /** A value that is just a stored map, the network's input included. */
    private int stored(int number) {
        Operand value = take(number);
        return value.isPlain() ? value.map() : store(number, value);
    }

    /** Stores the value of a node in a map of its own. */
    private int store(int number, Operand value) {
        int output = newMap(number);
        steps.add(new Step.Store(value, output));
        return output;
    }

    private int newMap(int number) {
        maps.add(number);
        return maps.size() - 1;
    }

    /**
     * What a convolution reads and, where others read it as well, the map in which the convolution is to keep it: a convolution
     * that sees every row in its order can.
     */
    private record Gathered(Operand operand, int keep) {}

    private Gathered gather(int number, boolean canKeep) {
        boolean isPadded = op(number) instanceof Op.Padding;
        int source = isPadded ? input(number, 0) : number;
        Operand value = values[source];
        boolean keeps = canKeep
                && !(op(source) instanceof Op.Padding)
                && readers[source] > 1
                && !Objects.requireNonNull(value).isPlain()
                && value.resizing() == null
                && value.padding() == null;
        if (!keeps) {
            return new Gathered(take(number), NONE);
        }
        int keep = newMap(source);
        kept.add(keep);
        Operand unpadded = Objects.requireNonNull(value);
        values[source] = Operand.of(keep);
        readers[source]--;
        if (isPadded) {
            readers[number]--;
        }
        return new Gathered(isPadded ? unpadded.with((Op.Padding) op(number)) : unpadded, keep);
    }

    @Override
    public Operand visit(Op.Input op) {
        int map = newMap(node);
        inputs.add(map);
        return Operand.of(map);
    }

    /** A padding is made where its value is read: see {@link #take}. */
    @Override
    public Operand visit(Op.Padding op) {
        return Objects.requireNonNull(values[input(0)]);
    }

    @Override
    public Operand visit(Op.Convolution op) {
        Shape shape = op.weight().shape();
        int out = shape.size(0);
        int in = op.isDepthwise() ? out : shape.size(1);
        Gathered input = gather(input(0), op.stride() == 1);
        ConvolutionSpec spec =
                new ConvolutionSpec(in, out, shape.size(2), shape.size(3), op.stride(), op.isDepthwise());
        float[] weight = op.weight().data();
        float[] bias = biasOf(op.bias(), out);
        int number = newConvolution(new Program.Convolution(spec, weight, bias));
        int output = newMap(node);
        MapSize window = new MapSize(shape.size(2), shape.size(3));
        steps.add(new Step.Convolve(input.operand(), output, input.keep(), number, op.stride(), 1, window));
        return Operand.of(output);
    }

    @Override
    public Operand visit(Op.TransposedConvolution op) {
        Operand input = unpadded(input(0));
        Shape shape = op.weight().shape();
        TransposedSpec spec = new TransposedSpec(
                shape.size(0),
                shape.size(1),
                shape.size(2),
                shape.size(3),
                op.stride(),
                op.padding(),
                op.outputPadding());
        TransposedAxis down = spec.vertical();
        TransposedAxis across = spec.horizontal();
        Op.Padding padding =
                new Op.Padding(PaddingMode.ZERO, down.before(), down.after(), across.before(), across.after());
        float[] weight = op.weight().data();
        float[] bias = biasOf(op.bias(), shape.size(1));
        int number = newConvolution(new Program.Convolution(spec, weight, bias));
        int output = newMap(node);
        MapSize window = new MapSize(down.window(), across.window());
        steps.add(new Step.Convolve(input.with(padding), output, NONE, number, 1, op.stride(), window));
        return Operand.of(output);
    }

    @Override
    public Operand visit(Op.InstanceNorm op) {
        int map = measurable(input(0));
        int statistic = statistic(map, channels(node));
        return normalize(map, new Norm(statistic, NONE, channels(node), op.epsilon(), op.scale(), op.shift()));
    }

    @Override
    public Operand visit(Op.GroupNorm op) {
        int map = measurable(input(0));
        int statistic = statistic(map, op.groups());
        return normalize(map, new Norm(statistic, NONE, channels(node), op.epsilon(), op.scale(), op.shift()));
    }

    @Override
    public Operand visit(Op.AdaptiveInstanceNorm op) {
        int content = measurable(input(0));
        int style = measurable(input(1));
        int channels = channels(node);
        Norm norm =
                new Norm(statistic(content, channels), statistic(style, channels), channels, op.epsilon(), null, null);
        return normalize(content, norm);
    }

    /** A stored map of which moments are taken while a step stores it. */
    private int measurable(int number) {
        int map = stored(number);
        return inputs.contains(map) || kept.contains(map) ? store(number, Operand.of(map)) : map;
    }

    private int statistic(int map, int groups) {
        Statistic wanted = new Statistic(map, network.nodes().get(maps.get(map)).channels(), groups);
        int known = statistics.indexOf(wanted);
        if (known >= 0) {
            return known;
        }
        statistics.add(wanted);
        return statistics.size() - 1;
    }

    private Operand normalize(int map, Norm norm) {
        norms.add(norm);
        return Operand.of(map).with(new Normalize(norms.size() - 1, 1));
    }

    @Override
    public Operand visit(Op.Affine op) {
        return unpadded(input(0)).with(Scale.of(op.scale(), op.shift(), channels(node)));
    }

    @Override
    public Operand visit(Op.Relu op) {
        return unpadded(input(0)).withRelu(op.negativeSlope(), channels(node));
    }

    @Override
    public Operand visit(Op.PRelu op) {
        return unpadded(input(0)).with(PerChannelRelu.of(op.slopes()));
    }

    @Override
    public Operand visit(Op.Tanh op) {
        return unpadded(input(0)).with(new ValueFunction.Tanh());
    }

    @Override
    public Operand visit(Op.Sigmoid op) {
        return unpadded(input(0)).with(new ValueFunction.Sigmoid());
    }

    @Override
    public Operand visit(Op.Clamp op) {
        return unpadded(input(0)).with(new ValueFunction.Clamp(op));
    }

    @Override
    public Operand visit(Op.Softmax op) {
        return unpadded(input(0)).with(new ValueFunction.Softmax());
    }

    /** {@code exp(x - log(sum(exp(x))))}, with the logarithm in a map of one pixel. */
    @Override
    public Operand visit(Op.SpatialSoftmax op) {
        int map = stored(input(0));
        int sum = newMap(node);
        steps.add(new Step.Reduce(Operand.of(map), sum, Step.Reduction.LOG_SUM_EXP));
        return Operand.of(map)
                .with(new Combine(Op.Arithmetic.Operator.SUBTRACT, sum))
                .with(new ValueFunction.Exp());
    }

    @Override
    public Operand visit(Op.ChannelNorm op) {
        return unpadded(input(0)).with(new ValueFunction.ChannelNorm(op));
    }

    /** The first is read by its recipe, the second, which may be a single pixel, as a stored map. */
    @Override
    public Operand visit(Op.Arithmetic op) {
        Operand first = unpadded(input(0));
        return first.with(new Combine(op.operator(), stored(input(1))));
    }

    @Override
    public Operand visit(Op.Concat op) {
        List<Step.Concat.Part> parts = new ArrayList<>();
        for (int source : network.nodes().get(node).inputs()) {
            parts.add(new Step.Concat.Part(take(source), 0, channels(source)));
        }
        return concat(parts);
    }

    @Override
    public Operand visit(Op.Slice op) {
        return concat(List.of(new Step.Concat.Part(take(input(0)), op.from(), op.to() - op.from())));
    }

    private Operand concat(List<Step.Concat.Part> parts) {
        int output = newMap(node);
        steps.add(new Step.Concat(parts, output));
        return Operand.of(output);
    }

    @Override
    public Operand visit(Op.Pool op) {
        Operand input = take(input(0));
        int output = newMap(node);
        MapSize window = new MapSize(op.kernelSize(), op.kernelSize());
        steps.add(new Step.Pool(input, output, op.pooling(), window, op.stride()));
        return Operand.of(output);
    }

    @Override
    public Operand visit(Op.GlobalPool op) {
        Operand input = take(input(0));
        int output = newMap(node);
        boolean isMax = op.pooling() == Op.Pooling.MAX;
        steps.add(new Step.Reduce(input, output, isMax ? Step.Reduction.MAX : Step.Reduction.AVERAGE));
        return Operand.of(output);
    }

    @Override
    public Operand visit(Op.Resize op) {
        return resized(op.mode());
    }

    /** The other map's values do not matter, so that reading them is no reason to store them. */
    @Override
    public Operand visit(Op.ResizeLike op) {
        return resized(op.mode());
    }

    private Operand resized(ResizeMode mode) {
        Operand value = take(input(0));
        boolean isOpen = value.resizing() == null && value.padding() == null;
        return (isOpen ? value : Operand.of(store(input(0), value))).with(new Operand.Resizing(mode, node));
    }

    private int newConvolution(Program.Convolution convolution) {
        convolutions.add(convolution);
        return convolutions.size() - 1;
    }

    private static float[] biasOf(@Nullable Tensor bias, int out) {
        return bias == null ? new float[out] : bias.data();
    }
}
