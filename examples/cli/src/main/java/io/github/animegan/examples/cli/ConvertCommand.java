package io.github.animegan.examples.cli;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.StateDictMismatchException;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a checkpoint as safetensors. */
@Command(name = "convert", description = "Writes a checkpoint as .safetensors.")
final class ConvertCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ConvertCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "IN", description = "The checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The new file, named *.safetensors.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--int8", description = "Convolutions in int8: a quarter of the size, hardly another picture.")
    private boolean int8;

    @Option(
            names = "--upsample",
            paramLabel = "MODE",
            description = "Note in the file how the weights up-sample: align_corners, half_pixel or tf1_legacy.")
    private @Nullable Upsampling upsampling;

    @Override
    public Integer call() throws IOException {
        if (!PhotoFiles.extension(out).equals("safetensors")) {
            throw new ParameterException(
                    command.commandLine(), "checkpoints are written as .safetensors, not as " + out);
        }
        if (Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out)) {
            throw new ParameterException(command.commandLine(), out + " is the input, which is never overwritten");
        }
        Checkpoint checkpoint = GeneratorOptions.read(in);
        Map<String, String> metadata = upsampling == null
                ? checkpoint.metadata()
                : CheckpointMetadata.withUpsampling(checkpoint.metadata(), upsampling);
        try {
            write(checkpoint.tensors(), metadata);
        } catch (IOException e) {
            throw new IOException("cannot write " + Failures.line(out, e), e);
        }
        LOG.info("{} -> {}, {} -> {} bytes", in, out, Files.size(in), Files.size(out));
        return CommandLine.ExitCode.OK;
    }

    private void write(StateDict tensors, Map<String, String> metadata) throws IOException {
        if (int8) {
            Set<Tensor> transposed = transposedWeights(tensors);
            Checkpoints.writeSafetensorsInt8(out, tensors, metadata, key -> transposed.contains(tensors.get(key)));
        } else {
            Checkpoints.writeSafetensors(out, tensors, metadata);
        }
    }

    /** Which tensors are transposed convolutions only their network knows; of an unknown one, none is assumed to be. */
    private static Set<Tensor> transposedWeights(StateDict weights) {
        Set<Tensor> transposed = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            collectTransposed(
                    Architecture.of(weights)
                            .build(weights, Upsampling.ALIGN_CORNERS)
                            .layers(),
                    transposed);
        } catch (StateDictMismatchException e) {
            LOG.info("no transposed convolutions assumed: {}", e.getMessage());
        }
        return transposed;
    }

    private static void collectTransposed(List<Layer> layers, Set<Tensor> found) {
        for (Layer layer : layers) {
            if (layer instanceof TransposedConvolution convolution) {
                found.add(convolution.weight());
            } else if (layer instanceof Residual residual) {
                collectTransposed(residual.body(), found);
            }
        }
    }
}
