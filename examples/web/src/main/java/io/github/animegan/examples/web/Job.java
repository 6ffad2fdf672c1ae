package io.github.animegan.examples.web;

import io.github.animegan.CancellationToken;
import io.github.animegan.cache.CacheKey;
import io.github.animegan.examples.web.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One picture that was asked for, from the queue to its result. Thread-safe. */
final class Job {
    /** How far it is. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    private final String id;
    private final PictureOptions options;
    private final CacheKey key;
    private final long created = System.nanoTime();
    private final CancellationToken token = new CancellationToken();
    private final CompletableFuture<Picture> done = new CompletableFuture<>();
    private final Runnable atEnd;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private byte @Nullable [] photo;
    private State state = State.QUEUED;
    private int place;
    private double fraction;
    private long finished;
    private boolean fetched;
    private @Nullable Picture picture;
    private @Nullable Problem problem;

    /** @param atEnd is called when it is over, once */
    Job(String id, byte[] photo, PictureOptions options, CacheKey key, Runnable atEnd) {
        this.id = id;
        this.atEnd = atEnd;
        this.photo = photo;
        this.options = options;
        this.key = key;
    }

    String id() {
        return id;
    }

    PictureOptions options() {
        return options;
    }

    CacheKey key() {
        return key;
    }

    CancellationToken token() {
        return token;
    }

    /** The picture, or the {@link Problem} there was with it; completed before listeners hear of it. */
    CompletableFuture<Picture> done() {
        return done;
    }

    /** Calls somebody, in whatever thread and without details, whenever this job has changed. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** The photo's bytes, once: what runs the job takes them, and they can go when it has decoded them. */
    synchronized byte[] takePhoto() {
        byte[] taken = photo;
        photo = null;
        if (taken == null) {
            throw new IllegalStateException("the photo of " + id + " was taken before");
        }
        return taken;
    }

    synchronized State state() {
        return state;
    }

    synchronized boolean isOver() {
        return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
    }

    synchronized @Nullable Picture picture() {
        return picture;
    }

    synchronized @Nullable Problem problem() {
        return problem;
    }

    /** Notes that its result, or why there is none, has reached somebody. */
    synchronized void fetched() {
        fetched = fetched || isOver();
    }

    synchronized boolean isFetched() {
        return fetched;
    }

    double secondsSinceCreated() {
        return (System.nanoTime() - created) / 1e9;
    }

    synchronized double secondsSinceFinished() {
        return isOver() ? (System.nanoTime() - finished) / 1e9 : 0;
    }

    void moved(int newPlace) {
        synchronized (this) {
            if (state != State.QUEUED || place == newPlace) {
                return;
            }
            place = newPlace;
        }
        changed();
    }

    /** Whether it may run now: not if it was cancelled while it waited. */
    boolean start() {
        synchronized (this) {
            if (state != State.QUEUED) {
                return false;
            }
            state = State.RUNNING;
            place = 0;
        }
        changed();
        return true;
    }

    void progress(double now) {
        synchronized (this) {
            fraction = now;
        }
        changed();
    }

    void succeed(Picture result) {
        end(State.DONE, result, null);
    }

    void fail(Problem why) {
        end(State.FAILED, null, why);
    }

    /** Ends it: within a layer if it is being computed. Whether there was anything to end. */
    boolean cancel() {
        boolean ended =
                end(State.CANCELLED, null, new Problem(409, "cancelled", "Cancelled", "The picture was cancelled."));
        token.cancel();
        return ended;
    }

    private boolean end(State how, @Nullable Picture result, @Nullable Problem why) {
        synchronized (this) {
            if (isOver()) {
                return false;
            }
            state = how;
            picture = result;
            problem = why;
            place = 0;
            photo = null;
            fraction = result == null ? fraction : 1;
            finished = System.nanoTime();
        }
        atEnd.run();
        if (result != null) {
            done.complete(result);
        } else if (why != null) {
            done.completeExceptionally(why);
        }
        changed();
        return true;
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    synchronized Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        if (state == State.QUEUED) {
            map.put("place", place);
        }
        map.put("fraction", Math.round(fraction * 1000) / 1000.0);
        map.put("options", options.toMap());
        if (picture != null) {
            map.put("picture", picture.toMap());
            map.put("result", "/v1/pictures/" + id + "/result");
        }
        if (problem != null) {
            map.put("problem", problem.toMap());
        }
        return map;
    }
}
