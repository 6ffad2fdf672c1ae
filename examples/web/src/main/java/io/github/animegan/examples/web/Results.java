package io.github.animegan.examples.web;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.examples.web.http.Problem;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The jobs by their ids, which nobody can guess, and pictures by what they were made of. Those that are over go after a
 * while, or when all take too much memory; the oldest first.
 */
final class Results {
    private static final int MOST_JOBS = 10_000;
    private static final int ID_BYTES = 16;

    private final double keepSeconds;
    private final long keepBytes;
    private final @Nullable ResultCache cache;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** @throws IOException if the data folder cannot be used */
    Results(ServerConfig config) throws IOException {
        this.keepSeconds = config.keep;
        this.keepBytes = config.keepBytes();
        this.cache = config.cache ? cache(config) : null;
    }

    private static ResultCache cache(ServerConfig config) throws IOException {
        ResultCache memory = ResultCache.inMemory(config.keepBytes() / 2);
        return config.data == null
                ? memory
                : memory.before(ResultCache.onDisk(config.data.resolve("pictures"), config.dataBytes()));
    }

    String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    void add(Job job) {
        synchronized (jobs) {
            jobs.put(job.id(), job);
        }
    }

    void remove(Job job) {
        synchronized (jobs) {
            jobs.remove(job.id());
        }
    }

    /** @throws Problem if there is none of that id, or none any more */
    Job get(String id) {
        synchronized (jobs) {
            Job job = jobs.get(id);
            if (job == null) {
                throw Problem.notFound("There is no picture of this id, or it is not kept any more.");
            }
            return job;
        }
    }

    int size() {
        synchronized (jobs) {
            return jobs.size();
        }
    }

    /** Whether some picture was done just now, within so many seconds, and nobody has fetched it yet. */
    boolean hasUnfetched(double seconds) {
        synchronized (jobs) {
            return jobs.values().stream()
                    .anyMatch(job -> job.isOver() && !job.isFetched() && job.secondsSinceFinished() < seconds);
        }
    }

    /** Forgets what is too old, and of the rest what is too much. */
    void tidy() {
        synchronized (jobs) {
            jobs.values().removeIf(job -> job.secondsSinceFinished() > keepSeconds);
            long bytes = jobs.values().stream().mapToLong(Results::bytes).sum();
            for (Iterator<Job> oldest = jobs.values().iterator();
                    (bytes > keepBytes || jobs.size() > MOST_JOBS) && oldest.hasNext(); ) {
                Job job = oldest.next();
                if (job.isOver()) {
                    bytes -= bytes(job);
                    oldest.remove();
                }
            }
        }
    }

    private static long bytes(Job job) {
        Picture picture = job.picture();
        return picture == null ? 0 : picture.bytes().length;
    }

    Optional<Picture> cached(CacheKey key, PictureFormat format) {
        return cache == null ? Optional.empty() : cache.find(key).flatMap(entry -> Picture.ofEntry(entry, format));
    }

    void cache(CacheKey key, Picture picture) {
        if (cache != null) {
            cache.store(key, picture.toEntry());
        }
    }
}
