package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several styles in one process. */
@Timeout(120)
class WorkerPoolTest {
    private final List<StateDict> styles = List.of(
            TinyGan.weights(), StateDict.of(TinyStateDicts.animeGanV2(4)), StateDict.of(TinyStateDicts.cartoonGan(4)));

    @Test
    void stylesThatShareThreads_giveTheirOwnPicturesWhileOthersAreLoadedAndClosed()
            throws InterruptedException, ExecutionException {
        List<BufferedImage> expected = styles.stream().map(this::alone).toList();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (WorkerPool workers = WorkerPool.of(2);
                AnimeGan first = TinyGan.builder(styles.get(0)).workers(workers).build();
                AnimeGan second =
                        TinyGan.builder(styles.get(1)).workers(workers).build()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                int style = caller % 2;
                AnimeGan gan = style == 0 ? first : second;
                running.add(callers.submit(() -> {
                    int count = 0;
                    for (; !over.get(); count++) {
                        assertSame(gan.stylize(photo(1)), expected.get(style), "style " + style);
                    }
                    return count;
                }));
            }
            for (int time = 0; time < 10; time++) {
                try (AnimeGan third =
                        TinyGan.builder(styles.get(2)).workers(workers).build()) {
                    assertSame(third.stylize(photo(1)), expected.get(2), "the style loaded meanwhile");
                }
            }
            over.set(true);
            for (Future<Integer> caller : running) {
                assertThat(caller.get()).as("pictures of a caller meanwhile").isPositive();
            }
        } finally {
            over.set(true);
            callers.shutdownNow();
        }
    }

    @Test
    void threads_areThoseOfThePoolHoweverManyStyles() {
        Set<Thread> others = computingThreads();
        try (WorkerPool workers = WorkerPool.of(3)) {
            List<AnimeGan> gans = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                AnimeGan gan =
                        TinyGan.builder(styles.get(i % 3)).workers(workers).build();
                gan.stylize(photo(i));
                gans.add(gan);
            }
            assertThat(computingThreads())
                    .filteredOn(thread -> !others.contains(thread))
                    .hasSize(3);
            assertThat(workers.threads()).isEqualTo(3);
            gans.forEach(AnimeGan::close);
            assertThat(computingThreads())
                    .as("the pool outlives its styles")
                    .filteredOn(thread -> !others.contains(thread))
                    .hasSize(3);
        }
    }

    @Test
    void generatorsOfTheSameWeights_haveThemOnceAndOutliveEachOther() {
        try (WorkerPool workers = WorkerPool.of(2)) {
            AnimeGan first = TinyGan.builder(styles.get(0)).workers(workers).build();
            AnimeGan copied = TinyGan.builder(StateDict.of(styles.get(0).asMap()))
                    .preprocess(Preprocessors.cap(40))
                    .workers(workers)
                    .build();
            AnimeGan other = TinyGan.builder(styles.get(1)).workers(workers).build();
            assertThat(copied.generator().network()).isSameAs(first.generator().network());
            assertThat(other.generator().network())
                    .isNotSameAs(first.generator().network());
            BufferedImage small = copied.stylize(photo(1));
            first.close();
            first.close();
            assertThatIllegalStateException().isThrownBy(() -> first.stylize(photo(1)));
            assertSame(copied.stylize(photo(1)), small, "after the other one is closed");
            copied.close();
            try (AnimeGan again =
                    TinyGan.builder(styles.get(0)).workers(workers).build()) {
                assertThat(again.generator().network())
                        .as("nobody had the first network any more")
                        .isNotSameAs(copied.generator().network());
                assertSame(again.stylize(photo(1)), alone(styles.get(0)), "prepared again");
            }
            other.close();
        }
    }

    @Test
    void closedPool_refusesButClosesItsStylesAllTheSame() {
        WorkerPool workers = WorkerPool.of(1);
        AnimeGan gan = TinyGan.builder().workers(workers).build();
        workers.close();
        workers.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> gan.stylize(photo(1)))
                .withMessage("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> TinyGan.builder().workers(workers).build());
        gan.close();
        gan.close();
    }

    @Test
    void threadsAndWorkers_contradictEachOther() {
        try (WorkerPool workers = WorkerPool.of(1)) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> TinyGan.builder().threads(2).workers(workers).build())
                    .withMessageContaining("threads(2)")
                    .withMessageContaining("workers");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> WorkerPool.of(0)).withMessageContaining("0 threads");
    }

    private BufferedImage alone(StateDict style) {
        try (AnimeGan gan = TinyGan.builder(style).build()) {
            return gan.stylize(photo(1));
        }
    }

    private static Set<Thread> computingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("animegan-\\d+"))
                .collect(Collectors.toSet());
    }
}
