package io.github.animegan;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants besides the picture; immutable.
 *
 * <pre>{@code
 * gan.stylize(photo, StylizeOptions.defaults().timeout(Duration.ofSeconds(5)).progress(p -> bar.update(p.fraction())));
 * }</pre>
 */
public final class StylizeOptions {
    private static final StylizeOptions DEFAULTS = new StylizeOptions(null, null, progress -> {}, false);

    private final @Nullable Duration timeout;
    private final @Nullable CancellationToken token;
    private final ProgressListener listener;
    private final boolean keepsExif;

    private StylizeOptions(
            @Nullable Duration timeout,
            @Nullable CancellationToken token,
            ProgressListener listener,
            boolean keepsExif) {
        this.timeout = timeout;
        this.token = token;
        this.listener = listener;
        this.keepsExif = keepsExif;
    }

    /** No timeout, no cancellation, nobody listening, no EXIF data. */
    public static StylizeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How long a picture may take, waiting for its turn included; then its call ends with a {@link StylizeTimeoutException},
     * within one layer. In a batch each picture has that time, from the moment it is taken up.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public StylizeOptions timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("timeout(" + limit + "): must be positive");
        }
        return new StylizeOptions(limit, token, listener, keepsExif);
    }

    /** What may end the call. */
    public StylizeOptions cancellation(CancellationToken by) {
        return new StylizeOptions(timeout, by, listener, keepsExif);
    }

    /** Who is told how far the call is. */
    public StylizeOptions progress(ProgressListener told) {
        return new StylizeOptions(timeout, token, told, keepsExif);
    }

    /**
     * Whether the picture's file gets what the camera noted in the photo's, as {@link
     * io.github.animegan.image.io.PhotoWriter#withExif(io.github.animegan.image.io.Exif)} writes it: with the time and perhaps
     * the place, without the thumbnail. Of no meaning where photos are images rather than files.
     */
    public StylizeOptions keepExif(boolean wanted) {
        return new StylizeOptions(timeout, token, listener, wanted);
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
