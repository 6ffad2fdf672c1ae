package io.github.animegan.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The buffers of one run, kept for the next, which may be another session's. */
public final class Workspace implements AutoCloseable {
    private final List<float[]> buffers = new ArrayList<>();
    private final Map<Integer, MomentSums> sums = new HashMap<>();

    /**
     * Makes every buffer at least as long as wanted. Where new ones must be taken, those that are too short are given up before,
     * and so are those far longer than wanted: they were another run's, and the memory may be needed.
     */
    public void prepare(List<Long> lengths) {
        while (buffers.size() < lengths.size()) {
            buffers.add(new float[0]);
        }
        boolean grows = false;
        for (int slot = 0; slot < lengths.size(); slot++) {
            grows |= buffers.get(slot).length < lengths.get(slot);
        }
        for (int slot = 0; grows && slot < buffers.size(); slot++) {
            long wanted = slot < lengths.size() ? lengths.get(slot) : 0;
            if (buffers.get(slot).length < wanted || buffers.get(slot).length > 2 * wanted) {
                buffers.set(slot, new float[0]);
            }
        }
        for (int slot = 0; slot < lengths.size(); slot++) {
            if (buffers.get(slot).length < lengths.get(slot)) {
                buffers.set(slot, new float[Math.toIntExact(lengths.get(slot))]);
            }
        }
    }

    /** The sums for a step's output, with whatever they held before. */
    MomentSums sums(int step, int channels, int bands) {
        MomentSums kept = sums.get(step);
        if (kept == null || !kept.isFor(channels, bands)) {
            kept = new MomentSums(channels, bands);
            sums.put(step, kept);
        }
        return kept;
    }

    float[] buffer(int slot) {
        return buffers.get(slot);
    }

    /** Gives all memory up. */
    @Override
    public void close() {
        buffers.clear();
        sums.clear();
    }
}
