package io.github.animegan;

/** A picture that needs more memory than the JVM may take; thrown before any is taken. */
public final class InsufficientMemoryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InsufficientMemoryException(int width, int height, long needed, long available) {
        super("a picture of %dx%d needs about %d MB of heap, but the JVM may use %d MB: raise -Xmx or make it smaller"
                .formatted(width, height, needed >> 20, available >> 20));
    }
}
