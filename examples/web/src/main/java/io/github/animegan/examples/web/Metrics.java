package io.github.animegan.examples.web;

import io.github.animegan.image.ImageSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the server counts and times, for Prometheus and for its own estimates. */
final class Metrics implements AutoCloseable {
    /** How much the newest picture counts in the mean of all. */
    private static final double NEWEST = 0.2;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<String, Double> secondsPerMegapixel = new ConcurrentHashMap<>();
    private double secondsPerPicture = 1;

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** How long a stage of a picture took: queue, decode, stylize (with what it waited for other pictures, which turn is alone) or encode. */
    void stage(String stage, double seconds) {
        timer("animegan.stage", "How long the stages of pictures took", "stage", stage, seconds);
    }

    void request(String route, String method, int status, double seconds) {
        Timer.builder("http.server.requests")
                .description("How long requests took")
                .tags("uri", route, "method", method, "status", Integer.toString(status))
                .publishPercentileHistogram(false)
                .register(registry)
                .record(Duration.ofNanos((long) (seconds * 1e9)));
    }

    private void timer(String name, String description, String key, String value, double seconds) {
        Timer.builder(name)
                .description(description)
                .tag(key, value)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry)
                .record(Duration.ofNanos((long) (seconds * 1e9)));
    }

    void pixels(long count) {
        registry.counter("animegan.pixels").increment((double) count);
    }

    /** A request that was not done, by the word for why. */
    void refused(String reason) {
        registry.counter("animegan.refusals", "reason", reason).increment();
    }

    void cacheHit() {
        registry.counter("animegan.cache.hits").increment();
    }

    /** Notes how long one picture of some kind took. */
    void speed(String kind, double seconds, ImageSize size) {
        double rate = seconds / Math.max(0.01, size.pixels() / 1e6);
        secondsPerMegapixel.merge(kind, rate, (old, now) -> old + NEWEST * (now - old));
        synchronized (this) {
            secondsPerPicture += NEWEST * (seconds - secondsPerPicture);
        }
    }

    /** About how long a picture of that size will take; nothing while none of that kind was made. */
    OptionalDouble expectedSeconds(String kind, long pixels) {
        Double rate = secondsPerMegapixel.get(kind);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate * pixels / 1e6);
    }

    /** About how long that many pictures will take. */
    synchronized int secondsFor(int pictures) {
        return (int) Math.max(1, Math.min(600, Math.ceil(secondsPerPicture * pictures)));
    }

    /** All of it in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
