package io.github.animegan.bench.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a report is written from; grows while it is measured. */
public final class ReportData {
    private final Machine machine;
    private final Instant date;
    private final int threads;
    private final int runs;
    private final Map<String, String> engines;
    private final List<String> notes = new ArrayList<>();
    private final List<LatencyResult> latencies = new ArrayList<>();
    private final List<FirstPictureResult> firstPictures = new ArrayList<>();

    /**
     * An empty report.
     *
     * @param engines the engines' versions by their names, in the order of the tables
     */
    public ReportData(Machine machine, Instant date, int threads, int runs, Map<String, String> engines) {
        this.machine = machine;
        this.date = date;
        this.threads = threads;
        this.runs = runs;
        this.engines = new LinkedHashMap<>(engines);
    }

    Machine machine() {
        return machine;
    }

    Instant date() {
        return date;
    }

    int threads() {
        return threads;
    }

    int runs() {
        return runs;
    }

    Map<String, String> engines() {
        return engines;
    }

    List<String> notes() {
        return notes;
    }

    List<LatencyResult> latencies() {
        return latencies;
    }

    List<FirstPictureResult> firstPictures() {
        return firstPictures;
    }

    /** Adds a sentence about how it was measured. */
    public void note(String note) {
        notes.add(note);
    }

    public void addLatencies(List<LatencyResult> results) {
        latencies.addAll(results);
    }

    public void addFirstPicture(FirstPictureResult result) {
        firstPictures.add(result);
    }
}
