package io.github.animegan.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps results by key, as long as there is room. An {@code AnimeGan} asks it before it computes:
 *
 * <pre>{@code
 * ResultCache cache = ResultCache.inMemory(64 << 20).before(ResultCache.onDisk(folder, 2L << 30));
 * AnimeGan gan = AnimeGan.builder(weights).cache(cache).build();
 * }</pre>
 *
 * <p>Implementations must be thread-safe, may forget anything at any time, and should not throw: what a cache cannot do costs
 * time, never a result. A shared store of one's own (Redis, S3) is two methods.
 */
public interface ResultCache {
    /**
     * {@return the result stored under a key, if it is still there and undamaged} Not to be written to.
     *
     * @param key of all that the result depends on
     */
    Optional<byte[]> find(CacheKey key);

    /**
     * Keeps a result. The array is the cache's from now on.
     *
     * @param key of all that the result depends on
     * @param result of any length; not to be written to from now on
     */
    void store(CacheKey key, byte[] result);

    /**
     * {@return this cache before a larger and slower one: what only that one has is kept here, too}
     *
     * @param slower asked where this cache has nothing; gets every result, too
     */
    default ResultCache before(ResultCache slower) {
        return new TieredCache(this, slower);
    }

    /**
     * {@return a cache on the heap, of the results that are used most and last}
     *
     * @param maxBytes what all results together may take; one of 512x512 takes 0.8 MB
     * @throws IllegalArgumentException if that is negative
     * @throws IllegalStateException if Caffeine, {@code com.github.ben-manes.caffeine:caffeine}, is not on the class path
     */
    static ResultCache inMemory(long maxBytes) {
        return MemoryCache.create(maxBytes);
    }

    /**
     * {@return a cache in a folder, which outlives the process} Several processes may use the same folder at the same time. A result
     * appears as a whole or not at all; a damaged one counts as missing and is replaced.
     *
     * @param folder made if it is missing; nothing but the cache's files may be in it
     * @param maxBytes what all files together may take: above that, those used longest ago are deleted. Each process counts
     *     what it writes and now and then what there is, so that others may exceed it for a while, each by an eighth
     * @throws IllegalArgumentException if that is negative
     * @throws IOException if the folder cannot be made
     */
    static ResultCache onDisk(Path folder, long maxBytes) throws IOException {
        return DiskCache.open(folder, maxBytes);
    }
}
