package io.github.animegan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Sums up how far the pictures of a batch are, a few of which are in work at the same time. */
final class BatchProgress {
    private final ProgressListener listener;
    private final int total;
    private final Map<Integer, Double> inWork = new HashMap<>();
    private int taken;
    private int done;

    /** @param total 0 if it is not known */
    BatchProgress(ProgressListener listener, int total) {
        this.listener = listener;
        this.total = total;
    }

    /** Where the next picture is to tell its progress. */
    synchronized DoubleConsumer next() {
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
        listener.onProgress(new Progress(done + parts, total));
    }
}
