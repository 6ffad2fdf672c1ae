package io.github.animegan.weights.style;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, chunk by chunk, for one thread. Other than the stream that the HTTP client has, it gives up when nothing comes
 * for too long, and as soon as its thread is interrupted.
 */
final class BodyStream implements AutoCloseable {
    /** A chunk, or the end, which is an empty one or an error. */
    private record Signal(List<ByteBuffer> chunk, @Nullable Throwable error) {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Receiver receiver = new Receiver(signals);

    BodyStream(Flow.Publisher<List<ByteBuffer>> body) {
        body.subscribe(receiver);
    }

    /**
     * The next chunk; an empty one is the end.
     *
     * @throws HttpTimeoutException if none comes in time
     * @throws IOException if the connection fails
     */
    List<ByteBuffer> next(Duration timeout) throws IOException, InterruptedException {
        Signal signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (signal == null) {
            throw new HttpTimeoutException("no data");
        }
        if (signal.error() != null) {
            throw new IOException("the connection broke: " + signal.error().getMessage(), signal.error());
        }
        receiver.request();
        return signal.chunk();
    }

    /** Ends the connection unless all was read. */
    @Override
    public void close() {
        receiver.cancel();
    }

    private static final class Receiver implements Flow.Subscriber<List<ByteBuffer>> {
        private final BlockingQueue<Signal> signals;
        private Flow.@Nullable Subscription subscription;
        private boolean cancelled;

        Receiver(BlockingQueue<Signal> signals) {
            this.signals = signals;
        }

        /** May come after {@link #cancel}. */
        @Override
        public synchronized void onSubscribe(Flow.Subscription granted) {
            subscription = granted;
            if (cancelled) {
                granted.cancel();
            } else {
                granted.request(1);
            }
        }

        synchronized void request() {
            if (subscription != null) {
                subscription.request(1);
            }
        }

        synchronized void cancel() {
            cancelled = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(List<ByteBuffer> chunk) {
            signals.add(new Signal(chunk, null));
        }

        @Override
        public void onError(Throwable error) {
            signals.add(new Signal(List.of(), error));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal(List.of(), null));
        }
    }
}
