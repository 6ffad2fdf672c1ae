package io.github.animegan;

import io.github.animegan.image.LastDrawing;
import io.github.animegan.network.NormStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants besides the picture; immutable.
 *
 * <pre>{@code
 * gan.stylize(photo, StylizeOptions.defaults().timeout(Duration.ofSeconds(5)).progress(p -> bar.update(p.fraction())));
 * }</pre>
 */
public final class StylizeOptions {
    private static final StylizeOptions DEFAULTS =
            new StylizeOptions(null, null, progress -> {}, false, null, null, null, times -> {});

    private final @Nullable Duration timeout;
    private final @Nullable CancellationToken token;
    private final ProgressListener listener;
    private final boolean keepsExif;
    private final @Nullable NormStatistics statistics;
    private final @Nullable Consumer<NormStatistics> measured;
    private final @Nullable LastDrawing redrawing;
    private final Consumer<Times> timings;

    private StylizeOptions(
            @Nullable Duration timeout,
            @Nullable CancellationToken token,
            ProgressListener listener,
            boolean keepsExif,
            @Nullable NormStatistics statistics,
            @Nullable Consumer<NormStatistics> measured,
            @Nullable LastDrawing redrawing,
            Consumer<Times> timings) {
        this.timeout = timeout;
        this.token = token;
        this.listener = listener;
        this.keepsExif = keepsExif;
        this.statistics = statistics;
        this.measured = measured;
        this.redrawing = redrawing;
        this.timings = timings;
    }

    /** {@return options with no timeout, no cancellation, nobody listening, and no EXIF data kept} */
    public static StylizeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How long a picture may take, waiting for its turn included; then its call ends with a {@link StylizeTimeoutException},
     * within one layer. In a batch each picture has that time, from the moment it is taken up.
     *
     * @param limit above zero
     * @return these options with that timeout
     * @throws IllegalArgumentException if it is not positive
     */
    public StylizeOptions timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("timeout(" + limit + "): must be positive");
        }
        return new StylizeOptions(limit, token, listener, keepsExif, statistics, measured, redrawing, timings);
    }

    /**
     * What may end the call.
     *
     * @param by a token that may be shared by several calls
     * @return these options with that token
     */
    public StylizeOptions cancellation(CancellationToken by) {
        return new StylizeOptions(timeout, by, listener, keepsExif, statistics, measured, redrawing, timings);
    }

    /**
     * Who is told how far the call is.
     *
     * @param told called while the call runs, by one thread at a time
     * @return these options with that listener
     */
    public StylizeOptions progress(ProgressListener told) {
        return new StylizeOptions(timeout, token, told, keepsExif, statistics, measured, redrawing, timings);
    }

    /**
     * Whether the picture's file gets what the camera noted in the photo's, as {@link
     * io.github.animegan.image.io.PhotoWriter#withExif(io.github.animegan.image.io.Exif)} writes it: with the time and perhaps
     * the place, without the thumbnail. Of no meaning where photos are images rather than files.
     *
     * @param wanted true to keep the data, which may tell where the photo was taken
     * @return these options with that choice
     */
    public StylizeOptions keepExif(boolean wanted) {
        return new StylizeOptions(timeout, token, listener, wanted, statistics, measured, redrawing, timings);
    }

    /**
     * What the generator's norms are to normalize by, in place of the picture's own statistics: those of an earlier picture of the same
     * generator, so that the next one gets its colors, as the frames of a film or the parts of a panorama want it. The picture then
     * takes little memory. Has no effect where preprocessing shows the generator several views of a photo.
     *
     * @param given measured by an earlier call, see {@link #measured}
     * @return these options with these statistics
     * @throws IllegalArgumentException at the call, if they are of another network
     */
    public StylizeOptions statistics(NormStatistics given) {
        return new StylizeOptions(timeout, token, listener, keepsExif, given, measured, redrawing, timings);
    }

    /**
     * Who is told, before the picture is done, by which statistics its norms normalized; nobody where there are several views.
     *
     * @param told called at most once for each picture, while the call runs
     * @return these options with that consumer
     */
    public StylizeOptions measured(Consumer<NormStatistics> told) {
        return new StylizeOptions(timeout, token, listener, keepsExif, statistics, told, redrawing, timings);
    }

    /**
     * The picture before, of which all stays that did not change, and which this one then takes the place of: for frames of films. Has no
     * effect where the generator sees all of a picture ({@link io.github.animegan.model.Generator#receptiveField}), or several views of
     * it. Results with it are not cached.
     *
     * @param last holds the picture before and gets this one; a call at a time may use it
     * @return these options with that picture
     */
    public StylizeOptions redrawing(LastDrawing last) {
        return new StylizeOptions(timeout, token, listener, keepsExif, statistics, measured, last, timings);
    }

    /**
     * Who is told how long the stages of a picture took, once it is done: for metrics. Reading and writing files is not of it.
     *
     * @param told called once for each picture that succeeds, before its call returns
     * @return these options with that consumer
     */
    public StylizeOptions timings(Consumer<Times> told) {
        return new StylizeOptions(timeout, token, listener, keepsExif, statistics, measured, redrawing, told);
    }

    /**
     * How long the stages of a picture took, one after the other; the last four are zero where a cache had the result, but for what
     * looking it up took, which counts as {@code finished}.
     *
     * @param queued from the call of {@code stylizeAsync} until a thread took it up
     * @param prepared the steps before the generator
     * @param waited until no other picture used the threads that compute
     * @param generated the generator
     * @param finished the way back to the photo's size, and the steps after the generator
     */
    public record Times(Duration queued, Duration prepared, Duration waited, Duration generated, Duration finished) {
        /** {@return all of it} */
        public Duration total() {
            return queued.plus(prepared).plus(waited).plus(generated).plus(finished);
        }
    }

    Consumer<Times> timings() {
        return timings;
    }

    Optional<LastDrawing> redrawing() {
        return Optional.ofNullable(redrawing);
    }

    Optional<NormStatistics> statistics() {
        return Optional.ofNullable(statistics);
    }

    Optional<Consumer<NormStatistics>> measured() {
        return Optional.ofNullable(measured);
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    Optional<CancellationToken> cancellation() {
        return Optional.ofNullable(token);
    }

    ProgressListener progress() {
        return listener;
    }

    boolean keepsExif() {
        return keepsExif;
    }
}
