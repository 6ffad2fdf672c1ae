package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StylePoolTest {
    private static final Map<String, StateDict> STYLES = Map.of(
            "a", TinyGan.weights(),
            "b", StateDict.of(TinyStateDicts.animeGanV2(4)),
            "c", StateDict.of(TinyStateDicts.cartoonGan(4)));

    private final AtomicInteger made = new AtomicInteger();

    private StylePool pool(int mostIdle) {
        return StylePool.of(2, mostIdle, settings -> {
            made.incrementAndGet();
            StateDict weights = STYLES.get(settings.style());
            if (weights == null) {
                throw new IllegalArgumentException("no style is called " + settings.style());
            }
            return AnimeGan.builder(weights, settings).backend(Backend.PLAIN).warmUp(false);
        });
    }

    @Test
    void manyCallersOfManyStyles_getTheirOwnPicturesAndMakeEachGeneratorOnce()
            throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try (StylePool pool = pool(3)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String style = List.of("a", "b", "c").get(i % 3);
                int number = i;
                calls.add(callers.submit(() -> assertSame(
                        pool.use(StyleSettings.of(style), gan -> gan.stylize(photo(number))),
                        alone(style, number),
                        style)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(made).hasValue(3);
        } finally {
            callers.shutdownNow();
        }
    }

    private static BufferedImage alone(String style, int number) {
        try (AnimeGan gan =
                TinyGan.builder(Objects.requireNonNull(STYLES.get(style))).build()) {
            return gan.stylize(photo(number));
        }
    }

    @Test
    void usedLongestAgo_goesFirst() {
        try (StylePool pool = pool(2)) {
            pool.use(StyleSettings.of("a"), gan -> gan);
            pool.use(StyleSettings.of("b"), gan -> gan);
            pool.use(StyleSettings.of("a"), gan -> gan);
            assertThat(made).hasValue(2);
            pool.use(StyleSettings.of("c"), gan -> gan);
            assertThat(pool.size()).isEqualTo(2);
            pool.use(StyleSettings.of("a"), gan -> gan);
            assertThat(made).as("b was used longest ago, so a is still there").hasValue(3);
            pool.use(StyleSettings.of("b"), gan -> gan);
            assertThat(made).hasValue(4);
        }
    }

    @Test
    void generatorInUse_staysWhateverElseIsWanted() {
        try (StylePool pool = pool(0)) {
            BufferedImage picture = pool.use(StyleSettings.of("a"), gan -> {
                pool.use(StyleSettings.of("b"), other -> other.stylize(photo(2)));
                return gan.stylize(photo(1));
            });
            assertSame(picture, alone("a", 1), "a");
            assertThat(pool.size()).isZero();
        }
    }

    @Test
    void styleThatCannotBeMade_failsForItsCallersAndIsTriedAgain() {
        try (StylePool pool = pool(2)) {
            for (int time = 1; time <= 2; time++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> pool.use(StyleSettings.of("d"), gan -> gan))
                        .withMessage("no style is called d");
                assertThat(made).hasValue(time);
                assertThat(pool.size()).isZero();
            }
        }
    }

    @Test
    void idleGenerators_goWhenTheirMemoryIsWanted_thoseInUseStay() {
        try (StylePool pool = pool(2)) {
            pool.use(StyleSettings.of("a"), gan -> gan);
            BufferedImage picture = pool.use(StyleSettings.of("b"), gan -> {
                pool.closeIdle();
                assertThat(pool.size()).isOne();
                return gan.stylize(photo(1));
            });
            assertSame(picture, alone("b", 1), "b");
            assertSame(pool.use(StyleSettings.of("a"), gan -> gan.stylize(photo(2))), alone("a", 2), "a");
            assertThat(made).hasValue(3);
        }
    }

    @Test
    void closedPool_lendsNothing() {
        StylePool pool = pool(2);
        AnimeGan kept = pool.use(StyleSettings.of("a"), gan -> gan);
        pool.close();
        pool.close();
        assertThatIllegalStateException().isThrownBy(() -> pool.use(StyleSettings.of("a"), gan -> gan));
        assertThatIllegalStateException().isThrownBy(() -> kept.stylize(photo(1)));
        assertThat(pool.size()).isZero();
    }
}
