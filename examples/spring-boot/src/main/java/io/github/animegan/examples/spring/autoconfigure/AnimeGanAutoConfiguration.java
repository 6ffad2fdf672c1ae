package io.github.animegan.examples.spring.autoconfigure;

import io.github.animegan.AnimeGan;
import io.github.animegan.WorkerPool;
import io.github.animegan.cache.ResultCache;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Generators of styles as beans, by what {@link AnimeGanProperties} says; off with {@code animegan.enabled=false}. All styles share one
 * {@link WorkerPool}, and a {@link ResultCache} if there is one: beans of these types that the application has itself are taken instead.
 */
@AutoConfiguration
@ConditionalOnClass(AnimeGan.class)
@ConditionalOnProperty(prefix = "animegan", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(AnimeGanProperties.class)
@Import(StyleBeans.class)
public class AnimeGanAutoConfiguration {
    static final String FACTORY = "animeGanFactory";

    @Bean
    @ConditionalOnMissingBean
    WorkerPool animeGanWorkers(AnimeGanProperties properties) {
        int threads = properties.threads();
        return WorkerPool.of(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }

    @Bean
    @ConditionalOnMissingBean(ResultCache.class)
    @Conditional(CacheWanted.class)
    CountedCache animeGanCache(AnimeGanProperties properties) throws IOException {
        AnimeGanProperties.Cache wanted = properties.cache();
        Path folder = wanted.folder();
        long memory = wanted.memory().toBytes();
        if (folder == null) {
            return new CountedCache(ResultCache.inMemory(memory));
        }
        ResultCache disk = ResultCache.onDisk(folder, wanted.folderSize().toBytes());
        return new CountedCache(
                memory == 0 ? disk : ResultCache.inMemory(memory).before(disk));
    }

    @Bean(FACTORY)
    AnimeGanFactory animeGanFactory(
            AnimeGanProperties properties, WorkerPool workers, ObjectProvider<ResultCache> cache) {
        return new AnimeGanFactory(properties, workers, cache);
    }

    /** Where Micrometer is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {
        @Bean
        AnimeGanMetrics animeGanMetrics(
                Map<String, AnimeGan> styles, WorkerPool workers, ObjectProvider<CountedCache> cache) {
            return new AnimeGanMetrics(styles, workers, cache.getIfAvailable());
        }
    }

    /** Whether results are to be kept anywhere. */
    static final class CacheWanted extends AnyNestedCondition {
        CacheWanted() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("animegan.cache.memory")
        static final class InMemory {}

        @ConditionalOnProperty("animegan.cache.folder")
        static final class OnDisk {}
    }
}
