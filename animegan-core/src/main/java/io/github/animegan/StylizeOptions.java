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
    private static final StylizeOptions DEFAULTS = new StylizeOptions(null, null, progress -> {});

    private final @Nullable Duration timeout;
    private final @Nullable CancellationToken token;
    private final ProgressListener listener;

    private StylizeOptions(@Nullable Duration timeout, @Nullable CancellationToken token, ProgressListener listener) {
        this.timeout = timeout;
        this.token = token;
        this.listener = listener;
    }

    /** No timeout, no cancellation, nobody listening. */
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
        return new StylizeOptions(limit, token, listener);
    }

    /** What may end the call. */
    public StylizeOptions cancellation(CancellationToken by) {
        return new StylizeOptions(timeout, by, listener);
    }

    /** Who is told how far the call is. */
    public StylizeOptions progress(ProgressListener told) {
        return new StylizeOptions(timeout, token, told);
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
}
