package io.github.animegan.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Results on the heap, by Caffeine, which chooses those to keep by how often and how lately they were used. */
final class MemoryCache implements ResultCache {
    private final Cache<CacheKey, byte[]> results;

    private MemoryCache(long maxBytes) {
        this.results = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, byte[] result) -> result.length)
                .executor(Runnable::run) // The common pool is the embedder's.
                .build();
    }

    static MemoryCache create(long maxBytes) {
        try {
            return new MemoryCache(maxBytes);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "a cache in memory needs com.github.ben-manes.caffeine:caffeine on the class path", e);
        }
    }

    @Override
    public Optional<byte[]> find(CacheKey key) {
        return Optional.ofNullable(results.getIfPresent(key));
    }

    @Override
    public void store(CacheKey key, byte[] result) {
        results.put(key, result);
    }
}
