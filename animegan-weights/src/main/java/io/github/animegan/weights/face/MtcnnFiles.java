package io.github.animegan.weights.face;

import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MTCNN's weights with facenet-pytorch's keys: a folder with a checkpoint for each network, or one checkpoint with all
 * three.
 */
public final class MtcnnFiles {
    private static final String PROPOSAL = "pnet";
    private static final String REFINEMENT = "rnet";
    private static final String OUTPUT = "onet";
    private static final List<String> EXTENSIONS = List.of(".pt", ".pth", ".safetensors");

    private MtcnnFiles() {}

    /**
     * Reads the weights.
     *
     * @param fileOrFolder a folder with {@code pnet.pt}, {@code rnet.pt} and {@code onet.pt} (or {@code .pth}, {@code .safetensors}), or a
     *     checkpoint whose keys begin with {@code pnet.}, {@code rnet.} and {@code onet.}
     * @return the weights of the three networks, whose keys and shapes are as they should be
     * @throws IOException if a file cannot be read or a network is missing: the message names the file and says what is expected
     */
    public static MtcnnWeights read(Path fileOrFolder) throws IOException {
        MtcnnWeights weights = Files.isDirectory(fileOrFolder) ? ofFolder(fileOrFolder) : ofFile(fileOrFolder);
        try {
            weights.proposalNetwork();
            weights.refinementNetwork();
            weights.outputNetwork();
        } catch (IllegalArgumentException e) {
            throw new IOException(fileOrFolder + ": " + e.getMessage(), e);
        }
        return weights;
    }

    private static MtcnnWeights ofFolder(Path folder) throws IOException {
        return new MtcnnWeights(network(folder, PROPOSAL), network(folder, REFINEMENT), network(folder, OUTPUT));
    }

    private static StateDict network(Path folder, String name) throws IOException {
        for (String extension : EXTENSIONS) {
            Path file = folder.resolve(name + extension);
            if (Files.exists(file)) {
                return Checkpoints.read(file);
            }
        }
        throw new IOException(folder + ": has no " + name + EXTENSIONS.get(0)
                + "; a folder of MTCNN's weights has pnet.pt, rnet.pt and onet.pt");
    }

    private static MtcnnWeights ofFile(Path file) throws IOException {
        StateDict all = Checkpoints.read(file);
        return new MtcnnWeights(part(file, all, PROPOSAL), part(file, all, REFINEMENT), part(file, all, OUTPUT));
    }

    private static StateDict part(Path file, StateDict all, String name) throws IOException {
        String prefix = name + ".";
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        all.asMap().forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
                tensors.put(key.substring(prefix.length()), tensor);
            }
        });
        if (tensors.isEmpty()) {
            throw new IOException(
                    file + ": no key begins with " + prefix
                            + "; name a checkpoint with all three of MTCNN's networks, or the folder of pnet.pt, rnet.pt and onet.pt");
        }
        return StateDict.of(tensors);
    }
}
