package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hundred pictures at a time: nothing is lost, nothing out of order, nothing left on the heap. */
class ManyPicturesTest {
    private static final int PICTURES = 200;
    private static final int CALLERS = 16;
    private static final int SIDE = 96;
    private static final long HEAP_TOLERANCE = 20 << 20;

    private final AnimeGan gan = TinyGan.builder().build();
    private final List<BufferedImage> expected = new ArrayList<>();

    /** Photos repeat, so that the expected pictures need little memory, but not in a rhythm that the callers share. */
    private static BufferedImage photo(int number) {
        return TinyGan.photo(number % 7, SIDE, SIDE - number % 7, BufferedImage.TYPE_INT_RGB);
    }

    @BeforeEach
    void computeOneByOne() {
        for (int i = 0; i < 7; i++) {
            expected.add(gan.stylize(photo(i)));
        }
    }

    @AfterEach
    void close() {
        gan.close();
    }

    @Test
    void stream_losesNothingAndLeavesNothing() {
        long before = Heap.used();
        AtomicInteger next = new AtomicInteger();
        gan.stylizeAll(IntStream.range(0, PICTURES).mapToObj(ManyPicturesTest::photo))
                .forEachOrdered(picture -> assertExpected(picture, next.getAndIncrement()));
        assertThat(next).hasValue(PICTURES);
        assertThat(Heap.used() - before).as("heap after minus heap before").isLessThan(HEAP_TOLERANCE);
    }

    @Test
    void sixteenCallersOfFutures_loseNothingAndLeaveNothing() throws InterruptedException, ExecutionException {
        long before = Heap.used();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger checked = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                calls.add(callers.submit(() -> {
                    List<CompletableFuture<?>> futures = new ArrayList<>();
                    for (int i = next.getAndIncrement(); i < PICTURES; i = next.getAndIncrement()) {
                        int number = i;
                        futures.add(gan.stylizeAsync(photo(i)).thenAccept(picture -> {
                            assertExpected(picture, number);
                            checked.incrementAndGet();
                        }));
                    }
                    futures.forEach(CompletableFuture::join);
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(checked).hasValue(PICTURES);
        assertThat(Heap.used() - before).as("heap after minus heap before").isLessThan(HEAP_TOLERANCE);
    }

    private void assertExpected(BufferedImage picture, int number) {
        assertSame(picture, expected.get(number % 7), "picture " + number);
    }
}
