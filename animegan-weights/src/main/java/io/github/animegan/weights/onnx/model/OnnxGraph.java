package io.github.animegan.weights.onnx.model;

import io.github.animegan.weights.CheckpointFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as its file describes it ({@code ModelProto} and its {@code GraphProto}), checked for itself.
 *
 * @param producer the program that wrote it, with its version
 * @param opset the version of ONNX's own operators
 * @param metadata free text
 * @param nodes the operations, in the file's order
 * @param constants the weights and other constants by name
 * @param inputs what it is given, in order; without those that only give a constant's default
 * @param outputs its results, in order
 * @param fileBytes the size of the file, by which the work that it may ask for is bounded
 */
public record OnnxGraph(
        String producer,
        int opset,
        Map<String, String> metadata,
        List<OnnxNode> nodes,
        Map<String, OnnxTensor> constants,
        List<Port> inputs,
        List<Port> outputs,
        int fileBytes) {

    /** The first version that all of today's exporters reach, and the last that was published when this was written. */
    private static final int MIN_OPSET = 7;

    private static final int MAX_OPSET = 23;
    private static final int MAX_NODES = 100_000;
    private static final int MAX_PORT_RANK = 16;

    /**
     * An input or output.
     *
     * @param name its name
     * @param dims its shape; -1 stands for a size that is not fixed
     */
    public record Port(String name, List<Long> dims) {}

    public static OnnxGraph parse(byte[] file, String name) throws CheckpointFormatException {
        ProtobufReader in = ProtobufReader.of(file, name);
        Parser parser = new Parser();
        while (in.next()) {
            switch (in.field()) {
                case 2 -> parser.producer = in.text() + parser.producer;
                case 3 -> parser.producer = parser.producer + " " + in.text();
                case 7 -> parser.graph(in.message());
                case 8 -> parser.opset(in.message());
                case 14 -> parser.metadata(in.message());
                default -> in.skip();
            }
        }
        if (parser.nodes.isEmpty() || parser.inputs.isEmpty() || parser.outputs.isEmpty()) {
            throw in.malformed("a model without nodes, inputs or outputs: cut off");
        }
        if (parser.opset < MIN_OPSET || parser.opset > MAX_OPSET) {
            throw in.malformed("operators of version " + parser.opset + ", expected " + MIN_OPSET + " to " + MAX_OPSET
                    + "; export the model with opset_version=17");
        }
        parser.inputs.removeIf(input -> parser.constants.containsKey(input.name()));
        return new OnnxGraph(
                parser.producer.strip(),
                parser.opset,
                parser.metadata,
                parser.nodes,
                parser.constants,
                parser.inputs,
                parser.outputs,
                file.length);
    }

    /** What has been read so far. */
    private static final class Parser {
        private String producer = "";
        private int opset;
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final List<OnnxNode> nodes = new ArrayList<>();
        private final Map<String, OnnxTensor> constants = new HashMap<>();
        private final List<Port> inputs = new ArrayList<>();
        private final List<Port> outputs = new ArrayList<>();

        void graph(ProtobufReader in) throws CheckpointFormatException {
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> nodes.add(OnnxNode.parse(in.message()));
                    case 5 -> {
                        String[] name = {""};
                        OnnxTensor tensor = OnnxTensor.parse(in.message(), name);
                        constants.put(name[0], tensor);
                    }
                    case 11 -> inputs.add(port(in.message()));
                    case 12 -> outputs.add(port(in.message()));
                    default -> in.skip();
                }
                if (nodes.size() > MAX_NODES || inputs.size() > MAX_NODES) {
                    throw in.malformed("more than " + MAX_NODES + " nodes");
                }
            }
        }

        void opset(ProtobufReader in) throws CheckpointFormatException {
            String domain = "";
            long version = 0;
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> domain = in.text();
                    case 2 -> version = in.integer();
                    default -> in.skip();
                }
            }
            if (domain.isEmpty() || domain.equals("ai.onnx")) {
                opset = (int) Math.max(0, Math.min(version, Integer.MAX_VALUE));
            }
        }

        void metadata(ProtobufReader in) throws CheckpointFormatException {
            String key = "";
            String value = "";
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> key = in.text();
                    case 2 -> value = in.text();
                    default -> in.skip();
                }
            }
            metadata.put(key, value);
        }

        /** {@code ValueInfoProto}: a name and a type, of which only the shape of a tensor matters. */
        private static Port port(ProtobufReader in) throws CheckpointFormatException {
            String name = "";
            List<Long> dims = new ArrayList<>();
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> name = in.text();
                    case 2 -> type(in.message(), dims);
                    default -> in.skip();
                }
            }
            return new Port(name, List.copyOf(dims));
        }

        private static void type(ProtobufReader in, List<Long> dims) throws CheckpointFormatException {
            while (in.next()) {
                if (in.field() != 1) {
                    in.skip();
                    continue;
                }
                ProtobufReader tensor = in.message();
                while (tensor.next()) {
                    if (tensor.field() == 2) {
                        shape(tensor.message(), dims);
                    } else {
                        tensor.skip();
                    }
                }
            }
        }

        private static void shape(ProtobufReader in, List<Long> dims) throws CheckpointFormatException {
            while (in.next()) {
                if (in.field() != 1 || dims.size() >= MAX_PORT_RANK) {
                    in.skip();
                    continue;
                }
                ProtobufReader dimension = in.message();
                long size = -1;
                while (dimension.next()) {
                    if (dimension.field() == 1) {
                        size = dimension.integer();
                    } else {
                        dimension.skip();
                    }
                }
                dims.add(size > 0 ? size : -1);
            }
        }
    }
}
