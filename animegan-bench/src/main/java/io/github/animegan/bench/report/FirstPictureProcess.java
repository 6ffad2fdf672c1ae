package io.github.animegan.bench.report;

import io.github.animegan.bench.contestant.Contestant;
import io.github.animegan.bench.contestant.ModelFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link FirstPicture} in fresh JVMs, with the flags of this one, and watches the clock from outside: what a user
 * waits for includes the start of the JVM, reading the weights, and code that is not compiled yet.
 */
public final class FirstPictureProcess {
    /** The program that this is a part of has a logger for people, whose start takes a third of a second; a library has none. */
    private static final String WITHOUT_LOGGING = "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider";

    private final int threads;
    private final int repetitions;

    /**
     * Settings.
     *
     * @param repetitions of which the medians count
     */
    public FirstPictureProcess(int threads, int repetitions) {
        this.threads = threads;
        this.repetitions = repetitions;
    }

    /** Measures one engine with one network and picture size. */
    public FirstPictureResult measure(ModelFiles model, int size, Contestant contestant)
            throws IOException, InterruptedException {
        return measure(model, size, List.of(contestant)).get(0);
    }

    /** Measures engines with one network and picture size; they take turns, so that a slow minute slows all of them. */
    public List<FirstPictureResult> measure(ModelFiles model, int size, List<Contestant> contestants)
            throws IOException, InterruptedException {
        List<List<FirstPictureResult>> processes = new ArrayList<>();
        contestants.forEach(contestant -> processes.add(new ArrayList<>()));
        for (int i = 0; i < repetitions; i++) {
            for (int engine = 0; engine < contestants.size(); engine++) {
                List<FirstPictureResult> before = processes.get(engine);
                if (before.stream().allMatch(FirstPictureResult::isMeasured)) {
                    before.add(once(model, size, contestants.get(engine)));
                }
            }
        }
        return processes.stream().map(FirstPictureProcess::summary).toList();
    }

    /** The failure, if the last one failed. */
    private static FirstPictureResult summary(List<FirstPictureResult> processes) {
        FirstPictureResult last = processes.get(processes.size() - 1);
        if (!last.isMeasured()) {
            return last;
        }
        List<Double> seconds =
                processes.stream().map(FirstPictureResult::seconds).toList();
        return new FirstPictureResult(
                last.network(),
                last.size(),
                last.engine(),
                Statistics.median(seconds),
                Collections.min(seconds),
                Statistics.median(processes.stream()
                        .map(FirstPictureResult::peakMebibytes)
                        .toList()),
                "");
    }

    private FirstPictureResult once(ModelFiles model, int size, Contestant contestant)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(model, size, contestant));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(contestant.environmentVariables());
        long start = System.nanoTime();
        Process process = builder.start();
        double seconds = Double.NaN;
        double mebibytes = Double.NaN;
        String note = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(FirstPicture.DONE)) {
                    seconds = (System.nanoTime() - start) / 1e9;
                } else if (line.startsWith(FirstPicture.PEAK)) {
                    long kibibytes = Long.parseLong(line.substring(FirstPicture.PEAK.length()));
                    mebibytes = kibibytes < 0 ? Double.NaN : kibibytes / 1024.0;
                } else if (line.startsWith(FirstPicture.FAILED)) {
                    note = line.substring(FirstPicture.FAILED.length());
                }
            }
        }
        process.waitFor(1, TimeUnit.MINUTES);
        if (Double.isNaN(seconds) && note.isEmpty()) {
            note = "the process ended without a picture, with exit code " + process.exitValue();
        }
        return new FirstPictureResult(model.network(), size, contestant.name(), seconds, seconds, mebibytes, note);
    }

    private List<String> command(ModelFiles model, int size, Contestant contestant) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add(WITHOUT_LOGGING);
        command.addAll(List.of(
                FirstPicture.class.getName(),
                contestant.name(),
                model.network().name(),
                Integer.toString(size),
                Integer.toString(threads),
                model.weights().toString(),
                argument(model.onnx()),
                argument(model.torchScript())));
        return command;
    }

    private static String argument(Optional<Path> file) {
        return file.map(Path::toString).orElse(FirstPicture.NONE);
    }
}
