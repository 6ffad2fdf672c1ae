package io.github.animegan;

import java.time.Duration;

/** A picture that was not done in the time that {@link StylizeOptions#timeout} gave it. */
public final class StylizeTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StylizeTimeoutException(Duration timeout, String where) {
        super("not done within %d ms: %s".formatted(timeout.toMillis(), where));
    }
}
