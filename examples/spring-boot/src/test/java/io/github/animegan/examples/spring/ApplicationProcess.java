package io.github.animegan.examples.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The application in a JVM of its own, as it is in earnest. */
final class ApplicationProcess implements AutoCloseable {
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)(?s:.*?)Started Application");

    private final Process process;
    private final Path log;

    private ApplicationProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it. */
    static ApplicationProcess start(Path log, List<String> program, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx1g"));
        command.addAll(program);
        command.add("--server.port=0");
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ApplicationProcess(process, log);
    }

    /** A client of it, once it has started so many times. */
    Client awaitStart(int times) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<String> ports = STARTED.matcher(log())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            if (ports.size() >= times) {
                return new Client(Integer.parseInt(ports.get(times - 1)));
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("it has not started:\n" + log());
            }
            pause();
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("it does not end:\n" + log());
        }
        return process.exitValue();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
