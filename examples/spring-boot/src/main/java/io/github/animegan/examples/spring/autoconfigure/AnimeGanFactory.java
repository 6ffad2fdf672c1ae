package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.WorkerPool;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.image.step.Recipe;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.ObjectProvider;

/** Makes generators as the properties want them. */
final class AnimeGanFactory {
    private final AnimeGanProperties properties;
    private final WorkerPool workers;
    private final ObjectProvider<ResultCache> cache;

    AnimeGanFactory(AnimeGanProperties properties, WorkerPool workers, ObjectProvider<ResultCache> cache) {
        this.properties = properties;
        this.workers = workers;
        this.cache = cache;
    }

    /**
     * The generator of a style; who asks for it closes it.
     *
     * @throws UnusableStyleException if there is no such style, or it was not fetched yet
     */
    AnimeGan create(String style) {
        AnimeGanProperties.Limits limits = properties.limits();
        Recipe recipe = Recipe.parse(properties.recipe());
        AnimeGanBuilder builder = builder(style)
                .preprocess(Preprocessors.cap(limits.side()).then(recipe.before()))
                .postprocess(recipe.after())
                .memoryPolicy(limits.memory())
                .reader(PhotoReader.create().withPixelLimit(limits.pixels()))
                .queueCapacity(limits.queue())
                .refuseWhenFull(true)
                .workers(workers);
        cache.ifAvailable(builder::cache);
        return builder.build();
    }

    private static AnimeGanBuilder builder(String style) {
        try {
            return AnimeGan.builder(style);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new UnusableStyleException(style, e);
        }
    }
}
