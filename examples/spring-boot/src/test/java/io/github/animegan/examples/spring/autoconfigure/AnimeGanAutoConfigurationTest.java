package io.github.animegan.examples.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.AnimeGan;
import io.github.animegan.WorkerPool;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.examples.spring.TestPhotos;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Recipe;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class AnimeGanAutoConfigurationTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AnimeGanAutoConfiguration.class));

    @Test
    void withoutPropertiesThereIsTheStandardStyle() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(AnimeGan.class).hasBean("sora").doesNotHaveBean(ResultCache.class);
            assertThat(context.getBean(WorkerPool.class).threads())
                    .isEqualTo(Runtime.getRuntime().availableProcessors());
        });
    }

    @Test
    void eachStyleIsABeanOfItsName() {
        runner.withPropertyValues("animegan.style=mori", "animegan.styles=sora,mori", "animegan.threads=1")
                .run(context -> {
                    assertThat(context.getBeansOfType(AnimeGan.class)).containsOnlyKeys("mori", "sora");
                    assertThat(context.getBean(AnimeGan.class)).isSameAs(context.getBean("mori"));
                    assertThat(context.getBean(WorkerPool.class).threads()).isEqualTo(1);
                    byte[] photo = TestPhotos.png(64, 64, 1);
                    PhotoWriter png = PhotoWriter.png();
                    assertThat(context.getBean("mori", AnimeGan.class).stylize(photo, png))
                            .isNotEqualTo(
                                    context.getBean("sora", AnimeGan.class).stylize(photo, png));
                });
    }

    @Test
    void beansOfTheApplicationTakeTheirPlace() {
        runner.withUserConfiguration(Own.class)
                .withPropertyValues("animegan.styles=mori")
                .run(context -> {
                    assertThat(context.getBean("mori")).isSameAs(Own.MORI);
                    assertThat(context).hasSingleBean(WorkerPool.class).hasSingleBean(ResultCache.class);
                    assertThat(context.getBean(WorkerPool.class).threads()).isEqualTo(3);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        static final AnimeGan MORI = AnimeGan.create("mori");

        @Bean
        AnimeGan mori() {
            return MORI;
        }

        @Bean
        WorkerPool workers() {
            return WorkerPool.of(3);
        }

        @Bean
        ResultCache results() {
            return ResultCache.inMemory(1 << 20);
        }
    }

    @Test
    void itIsOffWhereItIsToldTo() {
        runner.withPropertyValues("animegan.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(AnimeGan.class).doesNotHaveBean(WorkerPool.class));
    }

    @Test
    void aStyleThatThereIsNotEndsItInWords() {
        runner.withPropertyValues("animegan.styles=hayoa").run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = context.getStartupFailure();
            assertThat(failure).rootCause().hasMessageContaining("hayoa");
            FailureAnalysis said = new UnusableStyleAnalyzer().analyze(Objects.requireNonNull(failure));
            assertThat(Objects.requireNonNull(said).getDescription()).startsWith("The style 'hayoa' cannot be used: ");
        });
    }

    @Test
    void recipeAndLimitsAreKept() {
        runner.withPropertyValues("animegan.recipe=shinkai", "animegan.limits.side=64", "animegan.limits.pixels=20000")
                .run(context -> {
                    AnimeGan gan = context.getBean(AnimeGan.class);
                    BufferedImage photo = new BufferedImage(128, 96, BufferedImage.TYPE_INT_RGB);
                    BufferedImage picture = gan.stylize(photo);
                    assertThat(picture.getWidth()).isEqualTo(64);
                    Recipe shinkai = Recipe.parse("shinkai");
                    try (AnimeGan direct = AnimeGan.builder("sora")
                            .preprocess(io.github.animegan.image.step.Preprocessors.cap(64)
                                    .then(shinkai.before()))
                            .postprocess(shinkai.after())
                            .build()) {
                        byte[] file = TestPhotos.png(100, 100, 2);
                        assertThat(gan.stylize(file, PhotoWriter.png()))
                                .isEqualTo(direct.stylize(file, PhotoWriter.png()));
                    }
                    assertThatThrownBy(() -> gan.stylize(TestPhotos.png(160, 160, 2), PhotoWriter.png()))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("pixels");
                });
    }

    @Test
    void resultsAreKeptInMemoryAndInAFolder(@TempDir Path folder) {
        runner.withPropertyValues("animegan.cache.memory=4MB", "animegan.cache.folder=" + folder)
                .run(context -> {
                    byte[] photo = TestPhotos.png(64, 64, 1);
                    AnimeGan gan = context.getBean(AnimeGan.class);
                    gan.stylize(photo, PhotoWriter.png());
                    gan.stylize(photo, PhotoWriter.png());
                    SimpleMeterRegistry registry = new SimpleMeterRegistry();
                    context.getBean(MeterBinder.class).bindTo(registry);
                    assertThat(List.of("hit", "miss"))
                            .allSatisfy(result -> assertThat(registry.get("animegan.cache.requests")
                                            .tag("result", result)
                                            .functionCounter()
                                            .count())
                                    .isEqualTo(1));
                    try (Stream<Path> files = Files.walk(folder)) {
                        assertThat(files.filter(Files::isRegularFile)).hasSize(1);
                    }
                });
    }

    @Test
    void micrometerMayBeMissing() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AnimeGan.class)
                        .doesNotHaveBean("animeGanMetrics"));
    }

    @Test
    void theContextClosesWhatItMade() {
        AnimeGan[] gan = new AnimeGan[1];
        runner.run(context -> gan[0] = context.getBean(AnimeGan.class));
        BufferedImage photo = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        assertThatThrownBy(() -> gan[0].stylize(photo))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
