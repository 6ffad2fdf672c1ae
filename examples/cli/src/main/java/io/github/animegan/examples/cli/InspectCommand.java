package io.github.animegan.examples.cli;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.StateDictMismatchException;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a checkpoint holds. */
@Command(name = "inspect", description = "Shows what a checkpoint holds.")
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Checkpoint checkpoint = GeneratorOptions.read(file);
        StateDict tensors = checkpoint.tensors();
        PrintWriter out = command.commandLine().getOut();
        out.println("file          " + Failures.oneLine(file.toString()));
        out.println("format        " + checkpoint.format());
        out.println("bytes         " + Files.size(file));
        out.println("sha256        " + sha256(file));
        out.println("architecture  " + architecture(tensors));
        checkpoint
                .metadata()
                .forEach((key, value) -> out.println("metadata      " + Failures.oneLine(key + " = " + value)));
        out.println("parameters    " + tensors.parameterCount());
        out.println("tensors       " + tensors.size());
        int widest = tensors.keys().stream().mapToInt(String::length).max().orElse(0);
        tensors.asMap()
                .forEach((key, tensor) -> out.println(
                        "  " + Failures.oneLine(key) + " ".repeat(widest - key.length() + 2) + tensor.shape()));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** The architecture that these weights build, or why they build none. */
    private static String architecture(StateDict weights) {
        try {
            return Architecture.of(weights)
                    .build(weights, Upsampling.ALIGN_CORNERS)
                    .architecture();
        } catch (StateDictMismatchException e) {
            return "unknown: " + Failures.oneLine(e.getMessage());
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
