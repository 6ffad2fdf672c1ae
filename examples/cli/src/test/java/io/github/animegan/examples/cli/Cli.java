package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command, in this JVM or another, and catches what it prints. */
final class Cli {
    private Cli() {}

    /** What a call left. */
    record Result(int exitCode, String out, String err) {
        Result isDone() {
            assertThat(err).isEmpty();
            assertThat(exitCode).isZero();
            return this;
        }

        /** That exactly these lines, each found by its parts, were printed as errors. */
        void failed(int code, String... lines) {
            List<String> actual = err.lines().toList();
            assertThat(actual).hasSize(lines.length);
            for (int i = 0; i < lines.length; i++) {
                assertThat(actual.get(i)).startsWith("animegan: ").contains(lines[i].split("\\|"));
            }
            assertThat(exitCode).isEqualTo(code);
        }
    }

    /** Runs the command with these weights, in plain Java, whose pictures are the same everywhere. */
    static Result stylize(Path weights, Object... arguments) {
        return run(Stream.concat(Stream.of("--weights", weights, "--backend", "plain"), Stream.of(arguments))
                .toArray());
    }

    static Result run(Object... arguments) {
        return run(StyleLibrary.standard(), arguments);
    }

    static Result run(StyleLibrary styles, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> texts = Arrays.stream(arguments).map(Object::toString).toList();
        int exitCode = Main.commandLine(styles, texts)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts.toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** Starts a JVM of its own with the command, whose output goes to a file. */
    static Process start(Path log, List<String> jvmOptions, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
