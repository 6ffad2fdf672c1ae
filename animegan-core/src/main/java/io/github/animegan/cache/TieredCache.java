package io.github.animegan.cache;

import java.util.Optional;

/** A fast cache before a slow one. */
record TieredCache(ResultCache fast, ResultCache slow) implements ResultCache {
    @Override
    public Optional<byte[]> find(CacheKey key) {
        Optional<byte[]> found = fast.find(key);
        if (found.isPresent()) {
            return found;
        }
        found = slow.find(key);
        found.ifPresent(result -> fast.store(key, result));
        return found;
    }

    @Override
    public void store(CacheKey key, byte[] result) {
        fast.store(key, result);
        slow.store(key, result);
    }
}
