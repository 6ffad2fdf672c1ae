package io.github.animegan.examples.spark;

import io.github.animegan.AnimeGan;
import io.github.animegan.StylePool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The generators of an executor, which live as long as it does and which all its tasks share: one for each settings of a style, made when
 * the first task wants it. They have as many threads as the executor has cores, not more: pictures take turns on these, while the other
 * tasks read, decode and encode.
 */
final class ExecutorStyles {
    /** The share of the heap that photos may take; the rest is Spark's. */
    private static final double SHARE = 0.6;

    private static final int MOST_IDLE = 2;
    private static final Map<Key, StylePool> POOLS = new ConcurrentHashMap<>();

    private record Key(String weights, int threads) {}

    private ExecutorStyles() {}

    /** Lends the generator of these settings, with weights that were broadcast. */
    static <T> T use(Settings settings, StyleWeights weights, Function<AnimeGan, T> work) {
        return POOLS.computeIfAbsent(new Key(weights.digest(), settings.threads()), key -> pool(weights, key.threads()))
                .use(settings.style(), work);
    }

    private static StylePool pool(StyleWeights weights, int threads) {
        // Each core's task may hold a photo at the same time.
        long memory = (long) (Runtime.getRuntime().maxMemory() * SHARE / threads);
        return StylePool.of(
                threads,
                MOST_IDLE,
                style -> AnimeGan.builder(weights.read(), style).memoryLimit(memory));
    }
}
