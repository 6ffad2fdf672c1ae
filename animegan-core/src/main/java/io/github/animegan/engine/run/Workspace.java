package io.github.animegan.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The buffers of one run, kept for the next, which may be another session's: the longest serves who wants the longest, whatever it
 * was before. So sessions and sizes that alternate soon need no new memory. To take large arrays anew for every picture would
 * leave holes in the heap that the next one does not fit into, for collectors do not move large arrays.
 */
public final class Workspace implements AutoCloseable {
    /** All buffers there are, the longest first. */
    private final List<float[]> kept = new ArrayList<>();
    /** The run's own ones, by their slots; all of them are among those kept. */
    private final List<float[]> buffers = new ArrayList<>();

    private final Map<Integer, MomentSums> sums = new HashMap<>();

    /**
     * Has a buffer at least as long as wanted for every slot. What is kept besides is less than what is wanted; where there is no memory
     * for that, nothing is.
     *
     * @throws OutOfMemoryError if there is not enough memory even then
     */
    public void prepare(List<Long> lengths) {
        try {
            take(lengths);
        } catch (OutOfMemoryError e) {
            forgetBuffers();
            take(lengths);
        }
    }

    private void take(List<Long> lengths) {
        List<Integer> slots = IntStream.range(0, lengths.size())
                .boxed()
                .sorted(Comparator.comparing(lengths::get).reversed())
                .toList();
        buffers.clear();
        lengths.forEach(length -> buffers.add(new float[0]));
        long spare = lengths.stream().mapToLong(Long::longValue).sum();
        List<Integer> missing = new ArrayList<>();
        List<float[]> found = new ArrayList<>(kept);
        for (int slot : slots) {
            if (!found.isEmpty() && found.get(0).length >= lengths.get(slot)) {
                buffers.set(slot, found.remove(0));
                spare -= buffers.get(slot).length - lengths.get(slot);
            } else {
                missing.add(slot);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        for (float[] unused : found) {
            spare -= unused.length;
        }
        if (spare < 0) { // They were a larger run's, and the memory may be needed.
            found.clear(); // Or this method would hold them while new ones are taken.
            forgetBuffers();
            take(lengths);
            return;
        }
        for (int slot : missing) {
            buffers.set(slot, new float[Math.toIntExact(lengths.get(slot))]);
            kept.add(buffers.get(slot));
        }
        kept.sort(Comparator.comparing((float[] buffer) -> buffer.length).reversed());
    }

    private void forgetBuffers() {
        buffers.clear();
        kept.clear();
    }

    /** The sums for a step's output, with whatever they held before. */
    MomentSums sums(int step, int channels, int bands) {
        MomentSums last = sums.get(step);
        if (last == null || !last.isFor(channels, bands)) {
            last = new MomentSums(channels, bands);
            sums.put(step, last);
        }
        return last;
    }

    float[] buffer(int slot) {
        return buffers.get(slot);
    }

    /** Gives all memory up. */
    @Override
    public void close() {
        forgetBuffers();
        sums.clear();
    }
}
