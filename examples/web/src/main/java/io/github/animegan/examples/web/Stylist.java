package io.github.animegan.examples.web;

import io.github.animegan.StylizeOptions;
import io.github.animegan.StylizeTimeoutException;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.UnreadableImageException;
import io.github.animegan.image.io.UnreadableImageException.Reason;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.InsufficientMemoryException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one job: decodes the photo, has it stylised, encodes the picture. */
final class Stylist {
    private static final Logger LOG = LoggerFactory.getLogger(Stylist.class);
    /** The part of the heap for photos in work: what {@link WebServer} has for all is half, uploads and results take another quarter. */
    private static final int WORK_SHARE = 8;
    /** What ImageIO cannot tell the size of is small, or takes memory unasked. */
    private static final ImageSize UNKNOWN = new ImageSize(1000, 1000);

    private final ServerConfig config;
    private final Styles styles;
    private final Results results;
    private final Metrics metrics;
    private final PhotoReader reader;

    private final WorkMemory memory = new WorkMemory(Runtime.getRuntime().maxMemory() / WORK_SHARE);

    Stylist(ServerConfig config, Styles styles, Results results, Metrics metrics) {
        this.config = config;
        this.styles = styles;
        this.results = results;
        this.metrics = metrics;
        this.reader = PhotoReader.create().withPixelLimit(config.pixelLimit());
    }

    /** Does the job and ends it, whatever happens. */
    void work(Job job) {
        metrics.stage("queue", job.secondsSinceCreated());
        try {
            Picture picture = stylize(job);
            results.cache(job.key(), picture);
            job.succeed(picture);
            LOG.debug("{}: {} to {} in {}", job.id(), picture.photo(), picture.size(), job.options());
        } catch (CancellationException e) {
            job.cancel();
        } catch (Problem e) {
            job.fail(e);
        } catch (UnreadableImageException e) {
            job.fail(problem(e));
        } catch (StylizeTimeoutException e) {
            job.fail(timedOut());
        } catch (InsufficientMemoryException e) {
            boolean everFits = e.estimatedBytes() <= e.limitBytes();
            job.fail(everFits ? outOfMemory(job) : needsTooMuchMemory());
        } catch (IllegalArgumentException e) { // The library says so of photos that are too small for a generator.
            job.fail(new Problem(422, "too-small", "The photo cannot be used", "It cannot be used: " + e.getMessage()));
        } catch (OutOfMemoryError e) {
            job.fail(outOfMemory(job));
        } catch (IOException | RuntimeException e) {
            if (job.token().isCancelled()) { // When the server ends, its styles may be closed under a picture.
                job.cancel();
                return;
            }
            LOG.error("{} failed", job.options(), e);
            job.fail(Problem.internal());
        }
    }

    /** Draws beside other pictures as far as memory goes, and once more alone where it did not suffice against all estimates. */
    private Picture stylize(Job job) throws IOException {
        byte[] file = job.takePhoto();
        Optional<ImageSize> header = PhotoHeader.size(file);
        int share = memory.take(header.orElse(UNKNOWN));
        try {
            return stylize(job, file, header);
        } catch (OutOfMemoryError | InsufficientMemoryException | UnreadableImageException e) {
            if (e instanceof UnreadableImageException unreadable && unreadable.reason() != Reason.OUT_OF_MEMORY) {
                throw unreadable;
            }
            LOG.info("{}, once more when no other picture is in work: {}", job.options(), e.toString());
        } finally {
            memory.give(share);
        }
        int all = memory.takeAll();
        try {
            styles.closeIdle();
            return stylize(job, file, header);
        } finally {
            memory.give(all);
        }
    }

    private Picture stylize(Job job, byte[] file, Optional<ImageSize> header) throws IOException {
        PictureOptions options = job.options();
        long start = System.nanoTime();
        BufferedImage photo = Preprocessors.cap(options.size())
                .prepare(reader.withTargetSize(options.size()).read(file, "the photo"))
                .views()
                .get(0);
        long decoded = System.nanoTime();
        BufferedImage picture = draw(job, photo);
        if (options.strength() < 1) {
            picture = Postprocessors.strength(options.strength()).apply(picture, photo);
        }
        long stylized = System.nanoTime();
        byte[] bytes = options.format().writer().encode(picture);
        metrics.stage("decode", (decoded - start) / 1e9);
        metrics.stage("stylize", (stylized - decoded) / 1e9);
        metrics.stage("encode", (System.nanoTime() - stylized) / 1e9);
        metrics.pixels(Images.sizeOf(picture).pixels());
        metrics.speed(styles.kind(options), (stylized - decoded) / 1e9, Images.sizeOf(picture));
        return new Picture(bytes, options.format(), upright(header, Images.sizeOf(photo)), Images.sizeOf(picture));
    }

    private BufferedImage draw(Job job, BufferedImage photo) {
        StylizeOptions options = StylizeOptions.defaults()
                .timeout(config.pictureTimeout())
                .cancellation(job.token())
                .progress(progress -> job.progress(progress.fraction()))
                .timings(times -> metrics.stage("turn", times.waited().toNanos() / 1e9));
        return styles.use(job.options(), gan -> gan.stylize(photo, options));
    }

    /** The header's size, turned the way that the decoded photo, which may have been reduced meanwhile, lies. */
    private static ImageSize upright(Optional<ImageSize> header, ImageSize decoded) {
        ImageSize size = header.orElse(decoded);
        boolean turned = (size.width() > size.height()) != (decoded.width() > decoded.height());
        return turned ? new ImageSize(/* width= */ size.height(), /* height= */ size.width()) : size;
    }

    private static Problem outOfMemory(Job job) {
        LOG.warn("out of memory at {}", job.options());
        return Problem.busy("out-of-memory", "There was not enough memory for the picture: try again.", 5);
    }

    private static Problem needsTooMuchMemory() {
        return Problem.tooLarge(
                "needs-too-much-memory", "The picture needs more memory than there is here: take a smaller size.");
    }

    static Problem timedOut() {
        return new Problem(
                504,
                "timed-out",
                "It took too long",
                "The picture was not done in time: take a smaller size, or try later.");
    }

    /** What a photo's reader says, for the client; its message begins with the name that the photo was given. */
    static Problem problem(UnreadableImageException e) {
        String message = String.valueOf(e.getMessage())
                .replaceFirst("^the photo: ", "")
                .replaceFirst(": [\\w.]*(Exception|Error).*", ""); // Names of classes say nothing to people.
        return switch (e.reason()) {
            case OUT_OF_MEMORY -> needsTooMuchMemory();
            case TOO_LARGE -> Problem.tooLarge("too-many-pixels", "The photo is " + message);
            case UNSUPPORTED -> new Problem(415, "unsupported-photo", "This kind of picture is not supported", message);
            case NOT_AN_IMAGE -> new Problem(415, "not-a-picture", "Not a picture", "The file is " + message);
            case EMPTY, CORRUPT -> Problem.unreadable("The photo cannot be read: " + message);
        };
    }
}
