package io.github.animegan.pipeline;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.Images;
import io.github.animegan.image.TensorRows;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws tiny pictures after a generator is built and before anybody calls it, so that what a first picture needs is compiled by then:
 * this network's kernels, the conversions of pictures, the codecs. In a thread of its own, which ends when times do not fall any more or
 * when the first call comes. What a network needs is compiled once a process, so each kind rehearses once.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

    /** Large enough for bands of several rows and the remainders of tiles, and some milliseconds in interpreted code's first runs. */
    private static final ImageSize SIZE = new ImageSize(104, 72);

    /** A program that calls at once gets all processors at once. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final int LEAST_RUNS = 60;
    /** The JIT takes a while to compile what it has found to be worth it, so times must have stayed the same for longer than that. */
    private static final int STEADY_RUNS = 60;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(12);

    private final Session session;
    private final Generator generator;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private Rehearsal(Session session, Generator generator) {
        this.session = session;
        this.generator = generator;
    }

    /** A rehearsal that has begun, or that is over if a generator of that kind had one in this process. */
    public static Rehearsal start(Session session, Generator generator) {
        Rehearsal rehearsal = new Rehearsal(session, generator);
        if (DONE.add(session.backend() + " " + generator.architecture())) {
            Thread thread = new Thread(rehearsal::run, "animegan-rehearsal");
            thread.setDaemon(true);
            thread.start();
        } else {
            rehearsal.stop();
        }
        return rehearsal;
    }

    /** One that never begins. */
    public static Rehearsal none(Session session, Generator generator) {
        Rehearsal rehearsal = new Rehearsal(session, generator);
        rehearsal.stop();
        return rehearsal;
    }

    /** Ends it within a layer of a tiny picture; for calls, which need the threads. */
    public void stop() {
        end.complete(null);
    }

    /** Waits for its end; false if that takes longer. An interrupt ends the wait and is kept. */
    public boolean await(Duration patience) {
        try {
            end.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("nobody completes it so", e);
        }
    }

    private void run() {
        try {
            if (await(PATIENCE)) {
                return;
            }
            byte[] photo = PhotoWriter.jpeg(0.9).encode(photo());
            long best = Long.MAX_VALUE / 2;
            long begin = System.nanoTime();
            int steady = 0; // Runs since the last that was faster than all before by a tenth.
            for (int runs = 0; !end.isDone() && (runs < LEAST_RUNS || steady < STEADY_RUNS); runs++) {
                long before = System.nanoTime();
                draw(photo);
                long now = System.nanoTime();
                steady = now - before < best - best / 10 ? 0 : steady + 1;
                best = Math.min(best, now - before);
                if (now - begin > MOST_NANOS) {
                    break;
                }
            }
        } catch (CancellationException e) {
            LOG.trace("a call has come", e);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.debug("the rehearsal failed; the first picture will only be slower", e); // Closed meanwhile, say.
        } finally {
            stop();
        }
    }

    private void draw(byte[] photo) throws IOException {
        TensorRows rows =
                ImageTensors.rowsOf(PhotoReader.create().read(photo, "the rehearsal's photo"), generator.format());
        session.run(
                new MapSize(rows.height(), rows.width()),
                rows::read,
                rows::write,
                RunOptions.defaults().withObserver(share -> {
                    if (end.isDone()) {
                        throw new CancellationException("the rehearsal is over");
                    }
                }));
        PhotoWriter.png().encode(Images.toImage(rows.result()));
    }

    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                photo.setRGB(x, y, random.nextInt());
            }
        }
        return photo;
    }
}
