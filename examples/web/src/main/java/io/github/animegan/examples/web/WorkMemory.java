package io.github.animegan.examples.web;

import io.github.animegan.image.ImageSize;
import java.util.concurrent.Semaphore;

/**
 * The part of the heap for photos in work, in shares: a picture begins once its share is free, in the order of coming, so that large photos
 * keep others waiting instead of taking what these need. What generators compute with is not of it, as they take turns. Thread-safe.
 */
final class WorkMemory {
    private static final long KIB = 1024;
    /** Of a decoded photo, and the same once more for its picture, or for what some decoders need beside. */
    private static final long BYTES_PER_PIXEL = 8;

    private final int total;
    private final Semaphore free;

    WorkMemory(long bytes) {
        this.total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KIB));
        this.free = new Semaphore(total, true);
    }

    /**
     * Waits until a photo of that size has room beside the others; one that is too large for that gets all.
     *
     * @return what {@link #give} takes back
     */
    int take(ImageSize photo) {
        return take((int) Math.min(total, photo.pixels() * BYTES_PER_PIXEL / KIB + 1));
    }

    /** Likewise, until no other photo is in work. */
    int takeAll() {
        return take(total);
    }

    private int take(int kib) {
        free.acquireUninterruptibly(kib); // Who has it is a picture, which ends in time.
        return kib;
    }

    void give(int share) {
        free.release(share);
    }
}
