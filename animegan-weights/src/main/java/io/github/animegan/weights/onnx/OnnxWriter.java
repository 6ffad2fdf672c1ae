package io.github.animegan.weights.onnx;

import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.weights.onnx.model.GraphMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes networks as ONNX models (version 17 of the operators) for other engines: inputs and outputs in NCHW, of any size.
 *
 * <p>The metadata of a generator's model say how it sees pictures, so that {@link OnnxModel} need not guess.
 */
public final class OnnxWriter {
    private OnnxWriter() {}

    /**
     * Writes a generator: the input is called {@code input}, the output {@code output}. A file of that name is replaced, but only
     * once the new one is complete.
     *
     * @param file to write
     * @param generator with its weights
     * @throws IOException if the file cannot be written; there is then no new file, and an old one is as it was
     */
    public static void write(Path file, Generator generator) throws IOException {
        byte[] model = toModel(generator, false);
        UnfinishedFile.write(file, out -> out.write(model));
    }

    /**
     * As {@link #write}, with the weights of convolutions in int8, about a quarter of the size: each is off by at most half a
     * step, its channel's largest weight / 127. Engines compute with floats all the same.
     *
     * @param file to write
     * @param generator with its weights
     * @throws IllegalArgumentException if a weight is infinite or NaN
     * @throws IOException as {@link #write}
     */
    public static void writeInt8(Path file, Generator generator) throws IOException {
        byte[] model = toModel(generator, true);
        UnfinishedFile.write(file, out -> out.write(model));
    }

    /** The model as bytes. */
    static byte[] toModel(Generator generator, boolean int8) {
        PictureFormat format = generator.format();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(OnnxModel.TITLE, generator.architecture());
        metadata.put(OnnxModel.ORDER, format.order().name());
        metadata.put(OnnxModel.DIVISOR, String.valueOf(format.divisor()));
        metadata.put(OnnxModel.SHIFT, String.valueOf(format.shift()));
        metadata.put(OnnxModel.SIZE_MULTIPLE, String.valueOf(format.sizeMultiple()));
        return toModel(generator.network(), generator.architecture(), metadata, int8);
    }

    /** The model of any network as bytes. */
    static byte[] toModel(Network network, String name, Map<String, String> metadata, boolean int8) {
        GraphMessage graph = new GraphMessage();
        OpWriter writer = new OpWriter(graph, network, int8);
        for (int i = 0; i < network.nodes().size(); i++) {
            writer.write(i);
        }
        network.outputs().forEach((output, node) -> {
            graph.result(writer.value(node), output);
            graph.port(false, output, network.nodes().get(node).channels());
        });
        network.inputs().values().forEach(node -> {
            Op.Input input = (Op.Input) network.nodes().get(node).op();
            graph.port(true, input.name(), input.channels());
        });
        return graph.toModel(name, metadata);
    }
}
