package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.weights.onnx.convert.Datum.Constant;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxGraph;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a network of a model's graph, trying it with a few picture sizes: each node's inputs are feature maps of the network,
 * numbers for each channel, or numbers of shapes, and so is its result.
 */
public final class GraphImporter {
    /**
     * How many elements of weights may be computed for each byte of the file, all tries together; known models compute each
     * element, of one to four bytes, once or twice a try.
     */
    private static final long MAX_WORK = 16;
    /** What a number of a shape takes, computed for each picture size, as against an element of weights. */
    private static final long WORK_OF_NUMBER = 64;

    private static final long LEAST_WORK = 1 << 22;

    private static final Set<String> RESHAPING = Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten");

    private final OnnxGraph graph;
    private final OnnxGraph.Port input;
    private final NetworkAssembly network;
    private final Maps maps;
    private final ElementwiseImport elementwise;
    private final ConvolutionImport convolutions;
    private final RegionImport regions;
    private final NormImport norms;
    private final ShapeImport shapes;
    private final Arguments arguments;
    private final ShapeArithmetic arithmetic;
    private final Map<String, Datum> values = new HashMap<>();
    private final AtomicLong work;

    private GraphImporter(
            OnnxGraph graph, OnnxGraph.Port input, Layout inputLayout, List<MapSize> sizes, AtomicLong work) {
        this.work = work;
        this.graph = graph;
        this.input = input;
        this.network = new NetworkAssembly(sizes.size());
        this.maps = new Maps(network);
        this.elementwise = new ElementwiseImport(maps);
        this.convolutions = new ConvolutionImport(maps);
        this.arguments = new Arguments(maps);
        this.regions = new RegionImport(maps, arguments, new ResizeImport(maps));
        this.norms = new NormImport(maps);
        this.shapes = new ShapeImport(maps, arguments);
        this.arithmetic = new ShapeArithmetic(sizes.size());
        values.put(input.name(), new FeatureMap(network.input("input", 3, sizes), inputLayout));
    }

    /**
     * What became of a model.
     *
     * @param network from a picture to a picture
     * @param output how the model lays out its result
     * @param outputSizes the sizes of the result for those of the input
     */
    public record Result(Network network, Layout output, List<MapSize> outputSizes) {}

    /**
     * Imports what computes one output.
     *
     * @param sizes the picture sizes that are tried
     * @param work what was computed so far, in all tries with this model
     * @throws ImportException if there is something unknown, or the sizes do not fit
     */
    public static Result run(
            OnnxGraph graph,
            OnnxGraph.Port input,
            Layout inputLayout,
            OnnxGraph.Port output,
            List<MapSize> sizes,
            AtomicLong work) {
        return new GraphImporter(graph, input, inputLayout, sizes, work).run(output);
    }

    private Result run(OnnxGraph.Port output) {
        for (OnnxNode node : needed(output.name())) {
            try {
                node(node);
            } catch (ImportException e) {
                throw e.at(node);
            } catch (IllegalArgumentException e) {
                throw ImportException.size(String.valueOf(e.getMessage())).at(node);
            } catch (ArithmeticException | IndexOutOfBoundsException e) {
                throw ImportException.unsupported("numbers that make no sense").at(node);
            }
        }
        Datum result = values.get(output.name());
        if (result == null) {
            throw ImportException.unsupported(
                    "the output " + OnnxNode.quote(output.name()) + " is computed by no node");
        }
        FeatureMap map = maps.map(result);
        int plain = maps.plain(map);
        return new Result(network.build("output", plain), map.layout(), network.sizes(plain));
    }

    /** The nodes that an output needs, each after those that it reads; the file's order is that already, if it is valid. */
    private List<OnnxNode> needed(String output) {
        Map<String, OnnxNode> makers = new HashMap<>();
        for (OnnxNode node : graph.nodes()) {
            node.outputs().forEach(name -> makers.putIfAbsent(name, node));
        }
        Set<OnnxNode> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            OnnxNode maker = makers.get(open.pop());
            if (maker != null && reached.add(maker)) {
                open.addAll(maker.inputs());
            }
        }
        return graph.nodes().stream().filter(reached::contains).toList();
    }

    private void node(OnnxNode node) {
        if (!node.domain().isEmpty()) {
            throw ImportException.unsupported("an operator of " + OnnxNode.quote(node.domain())
                    + ", not of ONNX itself: export the model without optimizing it for a runtime");
        }
        List<Datum> in = new ArrayList<>();
        for (String name : node.inputs()) {
            in.add(name.isEmpty() ? Arguments.noNumbers() : value(name));
        }
        if (node.operator().equals("Split")) {
            List<FeatureMap> parts = regions.split(node, in);
            for (int i = 0; i < parts.size(); i++) {
                values.put(node.outputs().get(i), parts.get(i));
            }
            return;
        }
        Datum result = result(node, in);
        values.put(node.outputs().get(0), result);
    }

    private Datum value(String name) {
        Datum known = values.get(name);
        if (known != null) {
            return known;
        }
        OnnxTensor tensor = graph.constants().get(name);
        if (tensor == null) {
            throw ImportException.unsupported(
                    "its input " + OnnxNode.quote(name) + " is nowhere computed; the model has more"
                            + " inputs than the picture " + OnnxNode.quote(input.name()) + ", or is damaged");
        }
        Datum constant = new Constant(tensor);
        values.put(name, constant);
        return constant;
    }

    private Datum result(OnnxNode node, List<Datum> in) {
        if (node.operator().equals("Constant")) {
            return constant(node);
        }
        if (node.operator().equals("Shape")) {
            return shapes.shape(node, in.get(0));
        }
        boolean numbersOnly = in.stream().allMatch(each -> each instanceof Constant || each instanceof Numbers);
        if (!numbersOnly) {
            return mapResult(node, in);
        }
        if (node.operator().equals("ConstantOfShape")
                && !arguments.numbers(in.get(0)).isConstant()) {
            return ShapeImport.filled(node, arguments.numbers(in.get(0)));
        }
        boolean weights = in.stream()
                .anyMatch(each -> each instanceof Constant constant
                        && (!Numbers.fits(constant.tensor()) || node.operator().equals("DequantizeLinear")));
        if (weights) {
            OnnxTensor folded = ConstantFolding.compute(
                    node, in.stream().map(ElementwiseImport::tensor).toList());
            spend(folded.count());
            return new Constant(folded);
        }
        Numbers computed =
                arithmetic.compute(node, in.stream().map(arguments::numbers).toList());
        spend(WORK_OF_NUMBER * (computed.count() + 1L));
        return computed;
    }

    /** A file may ask for the same work over and over; that must end before a person's patience does. */
    private void spend(long elements) {
        work.addAndGet(elements);
        if (work.get() > LEAST_WORK + MAX_WORK * graph.fileBytes()) {
            throw ImportException.unsupported("more arithmetic on constants than any known model has");
        }
    }

    private static Datum constant(OnnxNode node) {
        OnnxNode.Attribute value = node.attributes().get("value");
        if (value != null && value.tensor() != null) {
            return new Constant(value.tensor());
        }
        if (node.has("value_float")) {
            return new Constant(OnnxTensor.of(new int[0], node.real("value_float", 0)));
        }
        if (node.has("value_int")) {
            return new Constant(OnnxTensor.of(new int[0], node.integer("value_int", 0)));
        }
        long[] integers = node.integers("value_ints");
        return new Constant(OnnxTensor.of(new int[] {integers.length}, integers));
    }

    private Datum mapResult(OnnxNode node, List<Datum> in) {
        String operator = node.operator();
        if (RESHAPING.contains(operator)) {
            return shapes.reshaped(node, in);
        }
        return switch (operator) {
            case "Identity", "Dropout", "Cast" -> in.get(0);
            case "Transpose" -> shapes.transposed(node, in.get(0));
            case "Conv" ->
                convolutions.convolution(
                        node, maps.map(in.get(0)), Arguments.tensor(in, 1), Arguments.optional(node, in, 2));
            case "ConvTranspose" ->
                convolutions.transposed(
                        node, maps.map(in.get(0)), Arguments.tensor(in, 1), Arguments.optional(node, in, 2));
            case "MatMul" -> convolutions.product(maps.map(in.get(0)), Arguments.tensor(in, 1));
            case "DepthToSpace" -> convolutions.depthToSpace(node, maps.map(in.get(0)));
            case "SpaceToDepth" -> convolutions.spaceToDepth(node, maps.map(in.get(0)));
            case "Add", "Sum" -> folded(Operator.ADD, in);
            case "Sub" -> elementwise.combine(Operator.SUBTRACT, in.get(0), in.get(1));
            case "Mul" -> folded(Operator.MULTIPLY, in);
            case "Div" -> elementwise.combine(Operator.DIVIDE, in.get(0), in.get(1));
            case "Neg" -> elementwise.combine(Operator.MULTIPLY, in.get(0), scalar(-1));
            case "Pow" ->
                elementwise.power(in.get(0), arguments.numbers(in.get(1)).constant()[0]);
            case "Sqrt" -> elementwise.power(in.get(0), 0.5);
            case "Reciprocal" -> elementwise.combine(Operator.DIVIDE, scalar(1), in.get(0));
            case "ReduceMean" -> elementwise.mean(in.get(0), axes(node, in), node.integer("keepdims", 1) != 0);
            case "ReduceSum" -> elementwise.channelSum(in.get(0), axes(node, in), node.integer("keepdims", 1) != 0);
            case "GlobalAveragePool" -> elementwise.mean(in.get(0), spatialAxes(in.get(0)), true);
            case "BatchNormalization" -> norms.batchNorm(node, in);
            case "InstanceNormalization" -> norms.instanceNorm(node, in);
            case "GroupNormalization" -> norms.groupNorm(node, in);
            case "Resize", "Upsample" -> regions.resized(node, in);
            case "Pad" -> regions.padded(node, in);
            case "Slice" -> regions.sliced(node, in);
            case "Concat" -> regions.concatenated(node, in);
            default -> new ActivationImport(maps, elementwise).result(node, in);
        };
    }

    private Datum folded(Operator operator, List<Datum> in) {
        Datum result = in.get(0);
        for (int i = 1; i < in.size(); i++) {
            result = elementwise.combine(operator, result, in.get(i));
        }
        return result;
    }

    private static Constant scalar(float value) {
        return new Constant(OnnxTensor.of(new int[0], value));
    }

    private List<Integer> axes(OnnxNode node, List<Datum> in) {
        long[] given = node.hasInput(1) ? arguments.numbers(in.get(1)).constantIntegers() : node.integers("axes");
        int rank = Arguments.rank(in.get(0));
        List<Integer> axes = new ArrayList<>();
        for (long axis : given) {
            axes.add(Shapes.axis(axis, rank));
        }
        for (int i = 0; axes.isEmpty() && i < rank; i++) {
            axes.add(i);
        }
        return axes;
    }

    private static List<Integer> spatialAxes(Datum datum) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 2; i < Arguments.rank(datum); i++) {
            axes.add(i);
        }
        return axes;
    }
}
