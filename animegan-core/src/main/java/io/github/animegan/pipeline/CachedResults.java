package io.github.animegan.pipeline;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.cache.ResultCache;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks results up before they are computed. */
public final class CachedResults {
    /** To be raised when the same weights begin to give other pictures: old entries are then not found any more. */
    private static final String FORMAT = "animegan result 1";

    private final ResultCache cache;
    private final byte[] settings;

    /** @param settings the fingerprint of all that a result depends on besides the photo */
    public CachedResults(ResultCache cache, Fingerprint settings) {
        this.cache = cache;
        this.settings = settings.add(FORMAT).value();
    }

    /** The result of a photo from the cache, or else from the computation, which is then stored. */
    BufferedImage get(BufferedImage photo, Supplier<BufferedImage> computation) {
        CacheKey key = CacheKey.of(new Fingerprint().add(settings).add(photo).value());
        Optional<BufferedImage> found = cache.find(key).flatMap(CachedPicture::decode);
        if (found.isPresent()) {
            return found.get();
        }
        BufferedImage picture = computation.get();
        CachedPicture.encode(picture).ifPresent(bytes -> cache.store(key, bytes));
        return picture;
    }
}
