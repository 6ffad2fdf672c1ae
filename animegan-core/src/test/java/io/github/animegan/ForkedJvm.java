package io.github.animegan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in another JVM. */
public final class ForkedJvm {
    private static final String ANSWER = "animegan.test.answer";

    private ForkedJvm() {}

    /** Runs the class's main method and returns what it answers, or all that it printed if it fails. */
    public static String run(Class<?> program, String... flags) throws IOException, InterruptedException {
        return start(program, flags).get();
    }

    /** A program that is running. */
    public record Running(Process process, Path answer, Path output) {
        /** Kills it, as a power cut would. */
        public void kill() throws IOException, InterruptedException {
            process.destroyForcibly().waitFor();
            deleteFiles();
        }

        private void deleteFiles() throws IOException {
            Files.delete(answer);
            Files.delete(output);
        }

        /** Waits for its answer. */
        public String get() throws IOException, InterruptedException {
            try {
                int status = process.waitFor();
                return status == 0 ? Files.readString(answer) : "status " + status + ": " + Files.readString(output);
            } finally {
                deleteFiles();
            }
        }
    }

    /** Starts it and does not wait. */
    public static Running start(Class<?> program, String... flags) throws IOException {
        Path answer = Files.createTempFile("answer", ".txt");
        Path output = Files.createTempFile("output", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(flags)); // After the class path, so that they may name another one.
        command.add("-D" + ANSWER + "=" + answer);
        command.add(program.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Running(process, answer, output);
    }

    /** In the other JVM: gives the answer. */
    public static void answer(String text) {
        try {
            Files.writeString(Path.of(System.getProperty(ANSWER)), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
