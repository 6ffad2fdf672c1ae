package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.AnimeGan;
import io.github.animegan.WorkerPool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of styles is worth watching: who waits, which backend computes, what the cache saves. */
final class AnimeGanMetrics implements MeterBinder {
    private final Map<String, AnimeGan> styles;
    private final WorkerPool workers;
    private final @Nullable CountedCache cache;

    AnimeGanMetrics(Map<String, AnimeGan> styles, WorkerPool workers, @Nullable CountedCache cache) {
        this.styles = Map.copyOf(styles);
        this.workers = workers;
        this.cache = cache;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        styles.forEach((style, gan) -> {
            Gauge.builder("animegan.waiting", gan, AnimeGan::waitingCalls)
                    .description("Pictures that wait for their turn")
                    .tag("style", style)
                    .register(registry);
            Gauge.builder("animegan.backend", () -> 1)
                    .description("The backend that computes; its name is a tag, for alerts on a slow one")
                    .tags("style", style, "backend", gan.backend().name())
                    .register(registry);
        });
        Gauge.builder("animegan.threads", workers, WorkerPool::threads)
                .description("Threads that compute")
                .register(registry);
        if (cache != null) {
            countRequests(registry, cache);
        }
    }

    private static void countRequests(MeterRegistry registry, CountedCache cache) {
        FunctionCounter.builder("animegan.cache.requests", cache, CountedCache::hits)
                .description("Photos by whether their picture was kept")
                .tag("result", "hit")
                .register(registry);
        FunctionCounter.builder("animegan.cache.requests", cache, CountedCache::misses)
                .description("Photos by whether their picture was kept")
                .tag("result", "miss")
                .register(registry);
    }
}
