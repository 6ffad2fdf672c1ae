package io.github.animegan.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Sums up how far the pictures of a batch are, a few of which are in work at the same time. */
public final class BatchProgress {
    private final DoubleConsumer listener;
    private final Map<Integer, Double> inWork = new HashMap<>();
    private int taken;
    private int done;

    /** @param listener is told how many are done, those in work counting by their share */
    public BatchProgress(DoubleConsumer listener) {
        this.listener = listener;
    }

    /** Where the next picture is to tell its progress. */
    public synchronized DoubleConsumer next() {
        int number = taken++;
        return part -> update(number, part);
    }

    private synchronized void update(int number, double part) {
        if (part < 1) {
            inWork.put(number, part);
        } else {
            inWork.remove(number);
            done++;
        }
        double parts = inWork.values().stream().mapToDouble(Double::doubleValue).sum();
        listener.accept(done + parts);
    }
}
