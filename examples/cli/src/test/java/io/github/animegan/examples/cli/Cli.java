package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.weights.style.StyleLibrary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** Runs the command in this JVM and catches what it prints. */
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

    static Result run(Object... arguments) {
        return run(StyleLibrary.standard(), arguments);
    }

    static Result run(StyleLibrary styles, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine(styles)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }
}
