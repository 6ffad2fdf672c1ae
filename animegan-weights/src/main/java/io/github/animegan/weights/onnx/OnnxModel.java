package io.github.animegan.weights.onnx;

import io.github.animegan.file.Sha256;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.convert.GraphImporter;
import io.github.animegan.weights.onnx.convert.Layout;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxGraph;
import io.github.animegan.weights.onnx.model.OnnxNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model of a generator.
 *
 * <pre>{@code
 * Generator hayao = OnnxModel.read(Path.of("AnimeGANv3_Hayao_36.onnx")).generator();
 * }</pre>
 *
 * <p>Nothing in a model says which numbers stand for colors. What is guessed is in {@link #notes}: the axes from the shapes, [-1, 1]
 * as values unless the model ends in a sigmoid (then [0, 1]) or begins like a network of fast style transfer (then 0 to 255), RGB
 * unless it is White-box Cartoonization by its guided filter (then BGR). Where a guess is wrong, {@link #generator(PictureFormat)}
 * sets it right. Models that this library wrote say it in their metadata.
 *
 * <p>Immutable.
 */
public final class OnnxModel {
    /** The architecture's name of generators from models. */
    public static final String ARCHITECTURE = "ONNX";

    /** Metadata of models that this library writes: the order of colors, {@code RGB} or {@code BGR}. */
    static final String ORDER = "animegan.order";
    /** Metadata: the divisor of samples. */
    static final String DIVISOR = "animegan.divisor";
    /** Metadata: what is subtracted from the quotient. */
    static final String SHIFT = "animegan.shift";
    /** Metadata: the multiple that sides must be. */
    static final String SIZE_MULTIPLE = "animegan.size_multiple";
    /** Metadata of {@link #weights}: the file's SHA-256. */
    static final String DIGEST = "onnx.sha256";

    /** Metadata: the architecture's name. */
    static final String TITLE = "animegan.architecture";

    private static final long MAX_FILE_BYTES = Integer.MAX_VALUE - 8;

    private final OnnxGraph graph;
    private final Network network;
    private final PictureFormat format;
    private final Map<String, String> notes;
    private final String digest;

    private OnnxModel(
            OnnxGraph graph, Network network, PictureFormat format, Map<String, String> notes, String digest) {
        this.digest = digest;
        this.graph = graph;
        this.network = network;
        this.format = format;
        this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * Reads a model.
     *
     * @param file with the model and all of its weights
     * @return the model, with the output that is a picture
     * @throws CheckpointFormatException if the file is no ONNX model, is damaged, keeps its weights elsewhere, or has an operator that
     *     is not known, naming its node
     * @throws IOException if the file cannot be read
     */
    public static OnnxModel read(Path file) throws IOException {
        return read(file, null);
    }

    /**
     * As {@link #read(Path)}, of a model with several outputs.
     *
     * @param file with the model and all of its weights
     * @param output the name of the output to compute, or null for the picture: the one of the main branch if their names tell, else
     *     the first of three channels
     * @return the model, with that output
     * @throws CheckpointFormatException as {@link #read(Path)}; also if it has no such output
     * @throws IOException if the file cannot be read
     */
    public static OnnxModel read(Path file, @Nullable String output) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new CheckpointFormatException(file.toString(), "an ONNX model of more than 2 GB");
        }
        return read(Files.readAllBytes(file), file.toString(), output);
    }

    /**
     * Reads a model that is in memory.
     *
     * @param content all bytes of a file
     * @param name what errors call it
     * @return the model, with the output that is a picture
     * @throws CheckpointFormatException as {@link #read(Path)}
     */
    public static OnnxModel read(byte[] content, String name) throws CheckpointFormatException {
        return read(content, name, null);
    }

    private static OnnxModel read(byte[] content, String name, @Nullable String output)
            throws CheckpointFormatException {
        try {
            OnnxGraph graph = OnnxGraph.parse(content, name);
            OnnxGraph.Port picture = output(graph, output);
            return finished(graph, SizedNetwork.of(graph, input(graph), picture), picture, Sha256.of(content));
        } catch (ImportException e) {
            throw new CheckpointFormatException(name, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new CheckpointFormatException(name, "malformed in an unforeseen way (" + e + ")");
        }
    }

    /**
     * {@return whether a file may be an ONNX model, by its first bytes}
     *
     * @param file of any kind
     * @throws IOException if the file cannot be read
     */
    public static boolean isOnnx(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Checkpoints.isOnnx(in.readNBytes(16));
        }
    }

    private static OnnxGraph.Port input(OnnxGraph graph) {
        if (graph.inputs().size() != 1) {
            throw ImportException.unsupported("a model of " + graph.inputs().size() + " inputs " + names(graph.inputs())
                    + ", not of a picture alone");
        }
        return graph.inputs().get(0);
    }

    private static OnnxGraph.Port output(OnnxGraph graph, @Nullable String name) {
        List<OnnxGraph.Port> outputs = graph.outputs();
        if (name != null) {
            return outputs.stream()
                    .filter(output -> output.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ImportException.unsupported(
                            "has no output " + OnnxNode.quote(name) + "; there are " + names(outputs)));
        }
        // AnimeGANv3 trains a support branch beside the main one; where a model kept both, the main one is the picture.
        return outputs.stream()
                .filter(output -> output.name().toLowerCase(Locale.ROOT).contains("main"))
                .findFirst()
                .orElse(outputs.get(0));
    }

    private static String names(List<OnnxGraph.Port> ports) {
        return ports.stream()
                .limit(10)
                .map(port -> OnnxNode.quote(port.name()))
                .toList()
                .toString();
    }

    private static OnnxModel finished(OnnxGraph graph, SizedNetwork sized, OnnxGraph.Port output, String digest) {
        GraphImporter.Result result = sized.result();
        Network network = result.network();
        int colors = network.nodes()
                .get(network.outputs().values().iterator().next())
                .channels();
        if (colors != SizedNetwork.COLORS) {
            throw ImportException.unsupported(
                    "the output " + OnnxNode.quote(output.name()) + " has " + colors + " channels, not 3 colors");
        }
        Conventions conventions = Conventions.of(graph, network);
        PictureFormat format = conventions.format(Math.max(sized.multiple(), multiple(graph.metadata())));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("producer", graph.producer());
        notes.put("operators", "version " + graph.opset());
        notes.put("input", title(sized.input()));
        notes.put("output", title(result.output()) + (graph.outputs().size() > 1 ? ", " + output.name() : ""));
        notes.put("values", conventions.valuesTitle());
        notes.put("colors", conventions.orderTitle());
        if (sized.fixed() != null) {
            notes.put("size", "exported for " + sized.fixed() + " alone, run at any multiple of " + sized.multiple());
        }
        return new OnnxModel(graph, network, format, notes, digest);
    }

    /** The multiple that the model's metadata tell, or 1: some networks take any size but were trained with fewer. */
    private static int multiple(Map<String, String> metadata) {
        try {
            int told = Integer.parseInt(metadata.getOrDefault(SIZE_MULTIPLE, "1"));
            return told >= 1 && told <= SizedNetwork.MAX_MULTIPLE ? told : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String title(Layout layout) {
        int channels = layout.channelAxis();
        return channels == 1 ? "NCHW" : channels == 3 ? "NHWC" : layout.axes().toString();
    }

    /** {@return the generator, with the conventions that were guessed} */
    public Generator generator() {
        return generator(format);
    }

    /**
     * {@return the generator, with other conventions}
     *
     * @param other how it sees pictures
     */
    public Generator generator(PictureFormat other) {
        String title = graph.metadata().getOrDefault(TITLE, ARCHITECTURE);
        return new Generator(title, network, Objects.requireNonNull(other));
    }

    /** {@return the conventions that were guessed or read} */
    public PictureFormat format() {
        return format;
    }

    /** {@return what was found out about the model, by name, for people; unmodifiable} */
    public Map<String, String> notes() {
        return notes;
    }

    /**
     * {@return the model's constants of floats by name, with the notes as metadata; among them {@value #DIGEST} of the whole content, for
     * models of the same constants may compute something else with them}
     */
    public StateDict weights() {
        Map<String, Tensor> tensors = new TreeMap<>();
        graph.constants().forEach((name, constant) -> {
            if (constant.isFloat()) {
                tensors.put(name, Tensor.of(Shape.of(constant.dims()), constant.floats()));
            }
        });
        Map<String, String> metadata = new LinkedHashMap<>(notes);
        metadata.put(DIGEST, digest);
        return StateDict.of(tensors, metadata);
    }

    /** {@return the model's own metadata; unmodifiable} */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(graph.metadata());
    }

    /** {@return the number of weights in the network} */
    public long parameterCount() {
        return network.nodes().stream()
                .mapToLong(node -> node.op().accept(new ParameterCount()))
                .sum();
    }
}
