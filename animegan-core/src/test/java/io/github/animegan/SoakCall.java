package io.github.animegan;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of a {@link Soak}: for some way of asking, and some way of losing patience. */
final class SoakCall {
    /** How it ended; each must have happened in a run. */
    enum End {
        PICTURE,
        CANCELLED,
        INTERRUPTED,
        TIMED_OUT,
        FUTURE_CANCELLED
    }

    private final AnimeGan gan;
    private final BufferedImage photo;
    private final ScheduledExecutorService clock;
    private final int fate;
    private final boolean isAsync;
    private final long micros;
    private End end = End.PICTURE;

    SoakCall(AnimeGan gan, BufferedImage photo, Random random, ScheduledExecutorService clock) {
        this.gan = gan;
        this.photo = photo;
        this.clock = clock;
        this.fate = random.nextInt(8); // Half of the calls end well.
        this.isAsync = random.nextInt(3) == 0;
        this.micros = 1L + random.nextInt(20_000); // From before the beginning of most to after the end of most.
    }

    End end() {
        return end;
    }

    /** The picture, unless the call was ended as it was meant to be. */
    @Nullable
    BufferedImage make() {
        try {
            return switch (fate) {
                case 0 -> cancelled();
                case 1 -> interrupted();
                case 2 -> ask(StylizeOptions.defaults().timeout(Duration.ofNanos(1_000 * micros)));
                case 3 -> cancelledFuture();
                default -> ask(StylizeOptions.defaults());
            };
        } catch (CancellationException e) {
            end = switch (fate) {
                case 0 -> End.CANCELLED;
                case 1 -> End.INTERRUPTED;
                case 3 -> End.FUTURE_CANCELLED;
                default -> throw e;
            };
        } catch (StylizeTimeoutException e) {
            if (fate != 2) {
                throw e;
            }
            end = End.TIMED_OUT;
        }
        return null;
    }

    private BufferedImage ask(StylizeOptions options) {
        if (!isAsync) {
            return gan.stylize(photo, options);
        }
        try {
            return gan.stylizeAsync(photo, options).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private BufferedImage cancelled() {
        CancellationToken token = new CancellationToken();
        Future<?> later = clock.schedule(token::cancel, micros, TimeUnit.MICROSECONDS);
        try {
            return ask(StylizeOptions.defaults().cancellation(token));
        } finally {
            later.cancel(false);
        }
    }

    /** A call of this thread: an interrupt means nothing to those of others. */
    private BufferedImage interrupted() {
        Interrupt interrupt = new Interrupt(Thread.currentThread());
        Future<?> later = clock.schedule(interrupt, micros, TimeUnit.MICROSECONDS);
        try {
            return gan.stylize(photo);
        } finally {
            later.cancel(false);
            interrupt.forget();
        }
    }

    /** Of one call of a thread, never of the next. */
    private static final class Interrupt implements Runnable {
        private @Nullable Thread caller;

        Interrupt(Thread caller) {
            this.caller = caller;
        }

        @Override
        public synchronized void run() {
            if (caller != null) {
                caller.interrupt();
            }
        }

        synchronized void forget() {
            caller = null;
            boolean unused = Thread.interrupted();
        }
    }

    private BufferedImage cancelledFuture() {
        CompletableFuture<BufferedImage> future = gan.stylizeAsync(photo);
        Future<?> later = clock.schedule(() -> future.cancel(false), micros, TimeUnit.MICROSECONDS);
        try {
            return future.join();
        } finally {
            later.cancel(false);
        }
    }
}
