package io.github.animegan;

import io.github.animegan.engine.RunObserver;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** One picture on its way: whether it is still wanted, how much time it has, and how far it is. */
final class Call implements RunObserver {
    private final long start = System.nanoTime();
    private final long nanos;
    private final @Nullable Duration timeout;
    private final @Nullable CancellationToken token;
    private final DoubleConsumer progress;
    private volatile @Nullable Future<?> future;
    private boolean finished;
    private volatile int layersDone;
    private volatile int layers;
    private double reported;

    /** @param progress is told the part of the picture that is done, from above 0 to 1 */
    Call(StylizeOptions options, DoubleConsumer progress) {
        this.timeout = options.timeout().orElse(null);
        this.token = options.cancellation().orElse(null);
        this.nanos = timeout == null ? Long.MAX_VALUE : nanos(timeout);
        this.progress = progress;
    }

    /** A call for one picture and no more. */
    static Call of(StylizeOptions options) {
        return new Call(options, done -> options.progress().onProgress(new Progress(done, 1)));
    }

    static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // Three centuries are as good as for ever.
        }
    }

    /** Ends the call, by exception, if nobody waits for it any more. */
    void check() {
        if (isOver() || (token != null && token.isCancelled())) {
            throw new CancellationException("cancelled, " + where());
        }
        if (timeout != null && System.nanoTime() - start >= nanos) {
            throw timedOut(timeout);
        }
    }

    StylizeTimeoutException timedOut(Duration limit) {
        return new StylizeTimeoutException(limit, where());
    }

    private String where() {
        return layersDone == 0 ? "it had not begun" : layersDone + " of " + layers + " layers were done";
    }

    @Override
    public void atStep(int done, int steps) {
        check();
        if (done > 0) {
            layersDone = done;
            layers = steps;
            report((double) done / steps);
        }
    }

    /** The picture is there. */
    void finish() {
        check();
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
