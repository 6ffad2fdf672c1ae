package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.file.PhotoFiles;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op.TransposedConvolution;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
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

/** Writes a checkpoint as safetensors or ONNX. */
@Command(name = "convert", description = "Writes a checkpoint as .safetensors or .onnx.")
final class ConvertCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ConvertCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "IN", description = "The checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The new file, named *.safetensors or *.onnx.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--int8", description = "Convolutions in int8: a quarter of the size, hardly another picture.")
    private boolean int8;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "Which weights of a checkpoint with several generators; of an ONNX model, which output.")
    private @Nullable String entry;

    @Option(
            names = "--upsample",
            paramLabel = "MODE",
            description = "Note in the file how the weights up-sample: align_corners, half_pixel or tf1_legacy.")
    private @Nullable Upsampling upsampling;

    @Override
    public Integer call() throws IOException {
        boolean toOnnx = PhotoFiles.extension(out).equals("onnx");
        if (!toOnnx && !PhotoFiles.extension(out).equals("safetensors")) {
            throw new ParameterException(
                    command.commandLine(), "checkpoints are written as .safetensors or .onnx, not as " + out);
        }
        if (Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out)) {
            throw new ParameterException(command.commandLine(), out + " is the input, which is never overwritten");
        }
        boolean isModel = GeneratorOptions.isOnnx(in);
        if (isModel && !toOnnx) {
            throw new IOException(in + ": an ONNX model is written as .onnx again, not as " + out);
        }
        StateDict tensors = isModel ? StateDict.of(Map.of()) : tensors();
        try {
            if (toOnnx) {
                writeOnnx(isModel ? GeneratorOptions.readOnnx(in, entry).generator() : generator(tensors));
            } else {
                write(tensors, tensors.metadata());
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + Failures.line(out, e), e);
        }
        LOG.info("{} -> {}, {} -> {} bytes", in, out, Files.size(in), Files.size(out));
        return CommandLine.ExitCode.OK;
    }

    private StateDict tensors() throws IOException {
        StateDict read = GeneratorOptions.read(in, entry).tensors();
        return upsampling == null ? read : upsampling.in(read);
    }

    private Generator generator(StateDict tensors) throws IOException {
        try {
            return Architectures.of(tensors).build(tensors);
        } catch (IllegalArgumentException e) {
            throw Failures.of(in, e);
        }
    }

    private void writeOnnx(Generator generator) throws IOException {
        if (int8) {
            OnnxWriter.writeInt8(out, generator);
        } else {
            OnnxWriter.write(out, generator);
        }
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
            for (Network.Node node :
                    Architectures.of(weights).build(weights).network().nodes()) {
                if (node.op() instanceof TransposedConvolution convolution) {
                    transposed.add(convolution.weight());
                }
            }
        } catch (IllegalArgumentException e) {
            LOG.info("no transposed convolutions assumed: {}", e.getMessage());
        }
        return transposed;
    }
}
