package io.github.animegan.examples.web;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.examples.web.http.ClientRate;
import io.github.animegan.examples.web.http.Disconnects;
import io.github.animegan.examples.web.http.Json;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.image.ImageSize;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

/** {@code /v1/pictures} and {@code /v1/stylize}: photos in, pictures out. */
final class PicturesApi {
    private static final String REDUCED = "X-AnimeGAN-Reduced";

    private final ServerConfig config;
    private final Styles styles;
    private final Uploads uploads;
    private final JobQueue queue;
    private final Results results;
    private final Events events;
    private final Disconnects disconnects;
    private final ClientRate rate;
    private final Metrics metrics;
    private final Executor answering;
    private volatile boolean draining;

    /** @param answering whose threads write answers to clients that waited, so that those that compute never do */
    PicturesApi(
            ServerConfig config,
            Styles styles,
            Uploads uploads,
            JobQueue queue,
            Results results,
            Events events,
            Disconnects disconnects,
            ClientRate rate,
            Metrics metrics,
            Executor answering) {
        this.config = config;
        this.styles = styles;
        this.uploads = uploads;
        this.queue = queue;
        this.results = results;
        this.events = events;
        this.disconnects = disconnects;
        this.rate = rate;
        this.metrics = metrics;
        this.answering = answering;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/v1/pictures", this::create);
        routes.get("/v1/pictures/{id}", this::state);
        routes.get("/v1/pictures/{id}/events", request -> events.open(request, job(request)));
        routes.get("/v1/pictures/{id}/result", this::result);
        routes.delete("/v1/pictures/{id}", this::delete);
        routes.post("/v1/stylize", this::stylize);
    }

    /** Takes no photos any more. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    private void create(Context request) throws IOException {
        Job job = submit(request);
        String address = "/v1/pictures/" + job.id();
        request.status(job.isOver() ? 201 : 202).header("Location", address);
        json(request, job);
    }

    private void state(Context request) {
        Job job = job(request);
        json(request, job);
        if (job.picture() == null) {
            job.fetched();
        }
    }

    private void result(Context request) {
        Job job = job(request);
        Problem problem = job.problem();
        if (problem != null) {
            job.fetched();
            throw problem;
        }
        Picture picture = job.picture();
        if (picture == null) {
            throw new Problem(409, "not-done", "Not done yet", "The picture is not done yet; /events tells when.")
                    .retryAfter(metrics.secondsFor(1));
        }
        answer(request, picture, job.key());
        job.fetched();
    }

    private void delete(Context request) {
        Job job = job(request);
        job.cancel();
        queue.remove(job);
        results.remove(job);
        request.status(204);
    }

    private void stylize(Context request) throws IOException {
        Job job = submit(request);
        Disconnects.Watch watch = disconnects.watch(request, () -> {
            metrics.refused("client-gone");
            job.cancel();
            queue.remove(job);
        });
        request.future(() -> job.done()
                .whenCompleteAsync(
                        (picture, failure) -> {
                            if (!watch.close()) {
                                request.header("Connection", "close");
                            }
                            results.remove(job);
                            if (picture != null) {
                                answer(request, picture, job.key());
                            }
                        },
                        answering));
    }

    private Job job(Context request) {
        return results.get(request.pathParam("id"));
    }

    private static void json(Context request, Job job) {
        request.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(Json.write(job.toMap()));
    }

    private static void answer(Context request, Picture picture, CacheKey key) {
        if (picture.isReduced()) {
            request.header(REDUCED, picture.photo() + " to " + picture.size());
        }
        request.header("Cache-Control", "private, no-store")
                .header("ETag", '"' + key.toString() + '"')
                .header(
                        "Content-Disposition",
                        "inline; filename=\"anime." + picture.format().suffix() + '"')
                .contentType(picture.format().mediaType())
                .result(picture.bytes());
    }

    /** Reads a request's photo and options; the job is over already where the cache has the picture. */
    private Job submit(Context request) throws IOException {
        if (draining) {
            throw Problem.busy("ending", "The server is ending.", 10);
        }
        rate.take(request.ip());
        Uploads.Upload upload = read(request);
        try {
            PictureOptions options = PictureOptions.of(upload.fields(), styles, config.maxSide);
            checkHeader(upload.photo());
            CacheKey key = key(upload.photo(), options);
            Job job = new Job(results.newId(), upload.photo(), options, key, upload::close);
            Optional<Picture> cached = results.cached(key, options.format());
            results.add(job);
            if (cached.isPresent()) {
                metrics.cacheHit();
                job.succeed(cached.get());
            } else if (!queue.offer(job)) {
                results.remove(job);
                job.cancel();
                throw full();
            }
            return job;
        } catch (RuntimeException | Error e) {
            upload.close();
            throw e;
        }
    }

    private Uploads.Upload read(Context request) throws IOException {
        try {
            return uploads.read(request);
        } catch (OutOfMemoryError e) { // Of an array as large as the upload, so there is memory to go on with.
            throw Problem.busy("out-of-memory", "There was not enough memory for the photo: try again.", 5);
        }
    }

    /** Refuses what claims too many pixels before it takes a place in the queue. */
    private void checkHeader(byte[] photo) {
        Optional<ImageSize> size = PhotoHeader.size(photo);
        if (size.isPresent() && size.get().pixels() > config.pixelLimit()) {
            throw Problem.tooLarge(
                            "too-many-pixels",
                            "The photo has " + size.get() + " pixels; at most " + config.maxPixels
                                    + " megapixels are taken here.")
                    .with("limitPixels", config.pixelLimit());
        }
    }

    private Problem full() {
        int capacity = queue.capacity();
        return Problem.busy(
                        "queue-full",
                        capacity + " pictures are waiting already, which is all that may: try again a little later.",
                        metrics.secondsFor(capacity))
                .with("place", capacity + 1);
    }

    /** What makes a picture: the photo's bytes, the options, the weights and this program's version. */
    private CacheKey key(byte[] photo, PictureOptions options) {
        String settings = options + "\n" + styles.sources(options) + "\n"
                + PicturesApi.class.getPackage().getImplementationVersion();
        return CacheKey.ofParts(photo, settings.getBytes(StandardCharsets.UTF_8));
    }
}
