package io.github.animegan.examples.web.http;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often each client may ask: a bucket of tokens each, filled evenly, as large as what it gets in a minute. */
public final class ClientRate {
    private static final int MOST_CLIENTS = 50_000;
    private static final double MINUTE = 60e9;

    private static final class Bucket {
        double tokens;
        long filled;
    }

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /**
     * No client has asked yet.
     *
     * @param perMinute 0 for as often as they like
     */
    public ClientRate(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request of a client.
     *
     * @throws Problem with the time to wait, if that client has asked too often
     */
    public synchronized void take(String client) {
        if (perMinute == 0) {
            return;
        }
        if (buckets.size() >= MOST_CLIENTS) {
            tidy();
        }
        Bucket bucket = buckets.computeIfAbsent(client, any -> {
            Bucket full = new Bucket();
            full.tokens = perMinute;
            full.filled = nanoTime.getAsLong();
            return full;
        });
        fill(bucket);
        if (bucket.tokens < 1) {
            int wait = (int) Math.ceil((1 - bucket.tokens) * 60 / perMinute);
            throw new Problem(
                            429,
                            "too-often",
                            "Too many requests",
                            "A client may send " + perMinute + " photos in a minute: wait a little.")
                    .retryAfter(Math.max(1, wait));
        }
        bucket.tokens--;
    }

    /** Forgets clients that have been away so long that their bucket is full again. */
    public synchronized void tidy() {
        buckets.values().removeIf(bucket -> {
            fill(bucket);
            return bucket.tokens >= perMinute;
        });
        if (buckets.size() >= MOST_CLIENTS) {
            buckets.clear(); // Many addresses at once: rather all start anew than memory without end.
        }
    }

    private void fill(Bucket bucket) {
        long now = nanoTime.getAsLong();
        bucket.tokens = Math.min(perMinute, bucket.tokens + (now - bucket.filled) / MINUTE * perMinute);
        bucket.filled = now;
    }
}
