package io.github.animegan.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The buffers of one run, kept for the next, which may be another engine's. */
final class Workspace {
    private final List<float[]> buffers = new ArrayList<>();
    private final Map<Integer, MomentSums> sums = new HashMap<>();

    /** Makes every buffer as long as wanted; the shorter ones are given up before new ones are taken. */
    void prepare(List<Long> lengths) {
        for (int slot = 0; slot < lengths.size(); slot++) {
            if (slot == buffers.size()) {
                buffers.add(new float[0]);
            } else if (buffers.get(slot).length < lengths.get(slot)) {
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
}
