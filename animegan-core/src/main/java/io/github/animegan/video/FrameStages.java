package io.github.animegan.video;

import io.github.animegan.CancellationToken;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a film's frames through three stages at the same time: decoding and analysis, drawing (in the caller's thread), and
 * finishing and encoding. Queues between them are short, and the frames that are read into go round, so that memory is bounded
 * whatever the film's length and whichever stage is slowest.
 */
final class FrameStages {
    private static final int QUEUE = 2;
    /** One in each stage and in each place of the queues. */
    private static final int FRAMES = 2 * QUEUE + 3;

    private static final long POLL_MILLIS = 100;

    private final FrameSource source;
    private final CancellationToken cancellation;
    private final BlockingQueue<Frame> empty = new ArrayBlockingQueue<>(FRAMES);
    private final BlockingQueue<Shot> read = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<Shot> drawn = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Shot end = new Shot(new Frame(1, 1), -1);

    /** One stage's work on a frame. */
    interface Stage {
        void work(Shot shot) throws IOException;
    }

    /** Decides which frames are taken. */
    interface Selection {
        /** Whether a frame is taken. */
        boolean takes(Frame frame);

        /** Whether no frame from this one on is taken. */
        boolean endsBefore(Frame frame);
    }

    FrameStages(FrameSource source, CancellationToken cancellation) {
        this.source = source;
        this.cancellation = cancellation;
    }

    /**
     * Runs to the film's end.
     *
     * @throws CancellationException if the token is cancelled
     */
    void run(Selection selection, Stage analyze, Stage draw, Stage finish) throws IOException {
        for (int i = 0; i < FRAMES; i++) {
            empty.add(new Frame(source.format().width(), source.format().height()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "animegan-film");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<?> reading = threads.submit(() -> guarded(() -> read(selection, analyze)));
            Future<?> writing = threads.submit(() -> guarded(() -> passOn(drawn, finish, null)));
            guarded(() -> passOn(read, draw, drawn));
            await(reading);
            await(writing);
        } finally {
            threads.shutdownNow();
            source.close();
        }
        requireSuccess();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** The first failure of any stage is the film's; the others only follow from it. */
    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void read(Selection selection, Stage analyze) throws IOException, InterruptedException {
        for (long number = 0; true; ) {
            Frame frame = take(empty);
            if (!source.read(frame) || selection.endsBefore(frame)) {
                put(read, end);
                return;
            }
            if (!selection.takes(frame)) {
                put(empty, frame);
                continue;
            }
            Shot shot = new Shot(frame, number++);
            analyze.work(shot);
            put(read, shot);
        }
    }

    private void passOn(BlockingQueue<Shot> from, Stage stage, @Nullable BlockingQueue<Shot> to)
            throws IOException, InterruptedException {
        for (Shot shot = take(from); shot != end; shot = take(from)) {
            stage.work(shot);
            if (to == null) {
                put(empty, shot.filmed);
            } else {
                put(to, shot);
            }
        }
        if (to != null) {
            put(to, end);
        }
    }

    private <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        while (true) {
            check();
            T taken = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (taken != null) {
                return taken;
            }
        }
    }

    private <T> void put(BlockingQueue<T> queue, T element) throws InterruptedException {
        do {
            check();
        } while (!queue.offer(element, POLL_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void check() {
        if (cancellation.isCancelled()) {
            throw new CancellationException("the film was cancelled");
        }
        if (failure.get() != null) {
            throw new CancellationException("another stage failed");
        }
    }

    private void await(Future<?> stage) {
        try {
            while (!isOver(stage)) {
                if (failure.get() != null) {
                    source.close(); // A stage may wait for the decoder.
                    stage.cancel(true);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
        } catch (ExecutionException e) {
            failure.compareAndSet(null, e.getCause());
        }
    }

    private static boolean isOver(Future<?> stage) throws InterruptedException, ExecutionException {
        try {
            stage.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void requireSuccess() throws IOException {
        Throwable found = failure.get();
        if (found instanceof IOException e) {
            throw e;
        }
        if (found instanceof RuntimeException e) {
            throw e;
        }
        if (found instanceof Error e) {
            throw e;
        }
        if (found != null) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
