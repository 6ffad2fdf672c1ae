package io.github.animegan;

import io.github.animegan.image.LastDrawing;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.pipeline.PictureCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** One picture on its way: whether it is still wanted, how much time it has, and how far it is. */
final class StylizeCall implements PictureCall {
    private final long start = System.nanoTime();
    private final long nanos;
    private final @Nullable Duration timeout;
    private final @Nullable CancellationToken token;
    private final DoubleConsumer progress;
    private final @Nullable NormStatistics statistics;
    private final @Nullable Consumer<NormStatistics> measured;
    private final @Nullable LastDrawing redrawing;
    private volatile @Nullable Future<?> future;
    private final Consumer<StylizeOptions.Times> timings;
    private long begun;
    private long prepared;
    private long generated;
    private long waited;
    private boolean finished;
    private volatile double done;
    private double reported;

    /** @param progress is told the part of the picture that is done, from above 0 to 1 */
    StylizeCall(StylizeOptions options, DoubleConsumer progress) {
        this.timeout = options.timeout().orElse(null);
        this.token = options.cancellation().orElse(null);
        this.nanos = timeout == null ? Long.MAX_VALUE : nanos(timeout);
        this.progress = progress;
        this.statistics = options.statistics().orElse(null);
        this.measured = options.measured().orElse(null);
        this.redrawing = options.redrawing().orElse(null);
        this.timings = options.timings();
    }

    /** A call for one picture and no more. */
    static StylizeCall of(StylizeOptions options) {
        return new StylizeCall(options, done -> options.progress().onProgress(new Progress(done, 1)));
    }

    static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // Three centuries are as good as for ever.
        }
    }

    @Override
    public void check() {
        if (isOver() || (token != null && token.isCancelled())) {
            throw new CancellationException("cancelled, " + where());
        }
        if (Thread.currentThread().isInterrupted()) { // Kept for the caller, who asked by it to be let go.
            throw new CancellationException("interrupted, " + where());
        }
        if (timeout != null && System.nanoTime() - start >= nanos) {
            throw timedOut(timeout);
        }
    }

    StylizeTimeoutException timedOut(Duration limit) {
        return new StylizeTimeoutException(limit, where());
    }

    private String where() {
        return done == 0 ? "nothing of it was done" : "%.0f %% of it was done".formatted(Math.floor(100 * done));
    }

    @Override
    public void at(double share) {
        check();
        if (share > 0) {
            done = share;
            report(share);
        }
    }

    @Override
    public Optional<NormStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    @Override
    public boolean wantsStatistics() {
        return measured != null;
    }

    @Override
    public void measured(NormStatistics used) {
        if (measured != null) {
            measured.accept(used);
        }
    }

    @Override
    public Optional<LastDrawing> redrawing() {
        return Optional.ofNullable(redrawing);
    }

    @Override
    public void begin() {
        begun = System.nanoTime();
        prepared = begun; // As it stays where the result is kept already.
        generated = begun;
        waited = 0;
    }

    @Override
    public void prepared() {
        prepared = System.nanoTime();
        waited = 0; // What a run before waited that had to be given up is past.
    }

    @Override
    public void waited(long ofNanos) {
        waited += ofNanos;
    }

    @Override
    public void generated() {
        generated = System.nanoTime();
    }

    @Override
    public void finish() {
        check();
        timings.accept(new StylizeOptions.Times(
                Duration.ofNanos(begun - start),
                Duration.ofNanos(prepared - begun),
                Duration.ofNanos(waited),
                Duration.ofNanos(generated - prepared - waited),
                Duration.ofNanos(System.nanoTime() - generated)));
        report(1);
        finished = true;
    }

    /** From now on the call is over, too, when that future is done, whoever completes it. */
    void awaitedBy(Future<?> awaited) {
        this.future = awaited;
    }

    private boolean isOver() {
        Future<?> awaited = future;
        return finished || (awaited != null && awaited.isDone());
    }

    private void report(double part) {
        if (part > reported && !isOver()) {
            reported = part;
            progress.accept(part);
        }
    }
}
