package io.github.animegan.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line as people start it, by its launcher.
 *
 * @param script the launcher
 * @param home the folder of a JDK
 * @param limitSeconds after which a run is ended
 */
record Launcher(Path script, Path home, long limitSeconds) {
    /** What is in place of an exit code where a run was ended. */
    private static final int ENDED = -1;

    /**
     * What came of a run.
     *
     * @param lines of both outputs
     */
    record Run(int exitCode, List<String> lines, double seconds) {}

    /** Runs it to its end, with options for the JVM. */
    Run run(String options, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("memory", ".log");
        try {
            List<String> command =
                    new ArrayList<>(List.of(script.toAbsolutePath().toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", home.toString());
            builder.environment().put("ANIMEGAN_JAVA_OPTS", options);
            long start = System.nanoTime();
            Process process = builder.start();
            boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Run(ended ? process.exitValue() : ENDED, Files.readAllLines(log), seconds);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
