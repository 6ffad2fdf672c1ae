package io.github.animegan.video.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a running process writes to its standard error, read by a thread of its own so that the process never waits for
 * somebody to read it. The last lines are kept. Thread-safe.
 */
final class Complaints {
    private static final int MOST_LINES = 40;

    private final Process process;
    private final Thread reader;
    private final Deque<String> lines = new ArrayDeque<>();

    private Complaints(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "animegan-ffmpeg-errors");
        reader.setDaemon(true);
    }

    static Complaints of(Process process) {
        Complaints complaints = new Complaints(process);
        complaints.reader.start();
        return complaints;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            return; // The process was ended: what it had to say does not matter any more.
        }
    }

    private synchronized void add(String line) {
        lines.add(line.strip());
        if (lines.size() > MOST_LINES) {
            lines.remove();
        }
    }

    /** What was written up to now. */
    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }

    /** The reason that the first line gives, without the name of the part that says it; empty if there is none. */
    synchronized String reason() {
        for (String line : lines) {
            String reason = line.replaceFirst("^\\[[^\\]]*\\] *", "").replaceFirst("^file:\\S*: *", "");
            if (!reason.isBlank()) {
                return reason;
            }
        }
        return "";
    }

    /** Waits for the end of the process and of its words; its exit status. */
    int await() throws InterruptedIOException {
        try {
            int status = process.waitFor();
            reader.join();
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Waits for the end of the process, which must be a good one. */
    void requireSuccess() throws IOException {
        int status = await();
        if (status != 0) {
            String reason = reason();
            throw new IOException(reason.isEmpty() ? "status " + status : reason);
        }
    }
}
