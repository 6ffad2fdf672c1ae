package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.cache.ResultCache;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A cache that counts what it was asked for. */
final class CountedCache implements ResultCache {
    private final ResultCache results;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    CountedCache(ResultCache results) {
        this.results = results;
    }

    @Override
    public Optional<byte[]> find(CacheKey key) {
        Optional<byte[]> result = results.find(key);
        (result.isPresent() ? hits : misses).increment();
        return result;
    }

    @Override
    public void store(CacheKey key, byte[] result) {
        results.store(key, result);
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
