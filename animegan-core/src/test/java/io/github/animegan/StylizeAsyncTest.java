package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.memory.InsufficientMemoryException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StylizeAsyncTest {
    private final AnimeGan gan = TinyGan.builder().queueCapacity(2).build();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        gan.close();
    }

    @Test
    void future_hasThePictureOfTheDirectCall() {
        assertSame(gan.stylizeAsync(photo(1)).join(), gan.stylize(photo(1)), "the future's picture");
    }

    @Test
    void photoThatFails_completesTheFutureWithTheException() {
        try (AnimeGan small = TinyGan.builder().memoryLimit(1).build()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(small.stylizeAsync(photo(1))::get)
                    .withCauseInstanceOf(InsufficientMemoryException.class);
        }
    }

    @Test
    void cancelledFuture_freesItsThreadAfterTheLayer() {
        List<Progress> told = new ArrayList<>();
        CompletableFuture<BufferedImage> future =
                gan.stylizeAsync(photo(1), StylizeOptions.defaults().progress(progress -> {
                    told.add(progress);
                    gate.onProgress(progress);
                }));
        gate.awaitReached();
        assertThat(future.cancel(true)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
        gate.open();
        assertSame(gan.stylizeAsync(photo(2)).join(), gan.stylize(photo(2)), "the next call's picture");
        assertThat(told).as("progress of the cancelled call").hasSize(1);
    }

    @Test
    void futureThatTimesOutByItself_endsItsCallToo() {
        StylizeOptions options = StylizeOptions.defaults().progress(gate);
        CompletableFuture<BufferedImage> future =
                gan.stylizeAsync(photo(1), options).orTimeout(1, TimeUnit.MILLISECONDS);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .withCauseInstanceOf(TimeoutException.class);
        gate.open();
        assertThat(gan.stylizeAsync(photo(2)).join().getWidth()).isEqualTo(48);
    }

    @Test
    void token_endsRunningAndWaitingCallsButNoOthers() {
        CancellationToken token = new CancellationToken();
        StylizeOptions options = StylizeOptions.defaults().cancellation(token);
        CompletableFuture<BufferedImage> running = gan.stylizeAsync(photo(1), options.progress(gate));
        gate.awaitReached();
        CompletableFuture<BufferedImage> inLine = gan.stylizeAsync(photo(2), options);
        CompletableFuture<BufferedImage> queued = gan.stylizeAsync(photo(3), options);
        CompletableFuture<BufferedImage> other = gan.stylizeAsync(photo(4));
        token.cancel();
        for (CompletableFuture<BufferedImage> future : List.of(running, inLine, queued)) {
            assertThat(future).isCancelled();
        }
        gate.open();
        assertSame(other.join(), gan.stylize(photo(4)), "the call without the token");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> gan.stylize(photo(5), options));
    }

    @Test
    void timeout_endsARunningCall() {
        StylizeOptions options =
                StylizeOptions.defaults().timeout(Duration.ofMillis(500)).progress(progress -> sleep(600));
        assertThatExceptionOfType(StylizeTimeoutException.class)
                .isThrownBy(() -> gan.stylize(photo(1), options))
                .withMessageContaining("not done within 500 ms")
                .withMessageContaining("% of it was done");
        assertSame(gan.stylize(photo(1)), gan.stylizeAsync(photo(1)).join(), "the picture after a timeout");
    }

    @Test
    void timeout_endsCallsThatWait() {
        CompletableFuture<BufferedImage> running =
                gan.stylizeAsync(photo(1), StylizeOptions.defaults().progress(gate));
        gate.awaitReached();
        StylizeOptions options = StylizeOptions.defaults().timeout(Duration.ofMillis(20));
        for (int i = 0; i < 5; i++) {
            CompletableFuture<BufferedImage> waiting = gan.stylizeAsync(photo(2), options);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiting::get)
                    .withCauseInstanceOf(StylizeTimeoutException.class);
        }
        assertThatExceptionOfType(StylizeTimeoutException.class)
                .isThrownBy(() -> gan.stylize(photo(2), options))
                .withMessageContaining("nothing of it was done");
        assertThat(running).isNotDone();
        gate.open();
        assertThat(running.join().getHeight()).isEqualTo(40);
    }

    @Test
    void timeoutThatIsNotPositive_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StylizeOptions.defaults().timeout(Duration.ZERO))
                .withMessageContaining("timeout");
    }

    @Test
    void fullQueue_holdsTheCallerBackUntilThereIsRoom() throws InterruptedException {
        List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
        futures.add(gan.stylizeAsync(photo(0), StylizeOptions.defaults().progress(gate)));
        gate.awaitReached();
        for (int i = 1; i < 4; i++) { // One behind it in line for the engine, two in the queue.
            futures.add(gan.stylizeAsync(photo(i)));
        }
        AtomicReference<CompletableFuture<BufferedImage>> late = new AtomicReference<>();
        Thread caller = new Thread(() -> late.set(gan.stylizeAsync(photo(4))));
        caller.start();
        awaitHeldBack(caller);
        assertThat(late).as("what the held back caller has").hasNullValue();
        gate.open();
        caller.join();
        futures.add(late.get());
        for (int i = 0; i < futures.size(); i++) {
            assertSame(futures.get(i).join(), gan.stylize(photo(i)), "picture " + i);
        }
    }

    @Test
    void cancellingWhatWaits_makesRoom() throws InterruptedException {
        List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
        futures.add(gan.stylizeAsync(photo(0), StylizeOptions.defaults().progress(gate)));
        gate.awaitReached();
        for (int i = 1; i < 4; i++) {
            futures.add(gan.stylizeAsync(photo(i)));
        }
        Thread caller = new Thread(() -> futures.add(gan.stylizeAsync(photo(4))));
        caller.start();
        awaitHeldBack(caller);
        assertThat(futures.get(2).cancel(false)).isTrue();
        caller.join(60_000);
        assertThat(futures)
                .as("futures, that of the caller who was held back included")
                .hasSize(5);
    }

    private static void awaitHeldBack(Thread caller) {
        while (caller.getState() != Thread.State.WAITING && caller.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void stagesInItsOwnThreads_mayCallAgainHoweverFullTheQueueIs() {
        List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            futures.add(gan.stylizeAsync(photo(i))
                    .thenCompose(gan::stylizeAsync)
                    .thenApply(picture -> gan.stylizeAll(List.of(picture)).get(0)));
        }
        for (int i = 0; i < futures.size(); i++) {
            BufferedImage expected = gan.stylize(gan.stylize(gan.stylize(photo(i))));
            assertSame(futures.get(i).join(), expected, "photo " + i + " three times over");
        }
    }

    @Test
    void close_waitsForWhatIsQueued() {
        List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            futures.add(gan.stylizeAsync(photo(i)));
        }
        gan.close();
        assertThat(futures).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
        assertThatIllegalStateException()
                .isThrownBy(() -> gan.stylizeAsync(photo(1)))
                .withMessage("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> gan.stylize(photo(1)))
                .withMessage("closed");
    }

    @Test
    void progress_growsToOneAndIsOverThen() {
        List<Double> told = new ArrayList<>();
        gan.stylize(photo(1), StylizeOptions.defaults().progress(progress -> {
            assertThat(progress.total()).isEqualTo(1);
            told.add(progress.fraction());
        }));
        assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(1.0);
    }

    @Test
    void listenerThatThrows_endsTheCallWithThat() {
        IllegalStateException failure = new IllegalStateException("the bar is broken");
        StylizeOptions options = StylizeOptions.defaults().progress(progress -> {
            throw failure;
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> gan.stylize(photo(1), options))
                .isSameAs(failure);
        assertThat(gan.stylize(photo(1)).getWidth()).isEqualTo(48);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
