package io.github.animegan;

/** A picture that needs more memory than it may take; thrown before any is taken. */
public final class InsufficientMemoryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final long estimatedBytes;
    private final long limitBytes;

    InsufficientMemoryException(String size, long estimatedBytes, long limitBytes) {
        super(("a picture of %s needs about %d MB of heap, but may take %d MB:"
                        + " raise -Xmx, make it smaller, or let MemoryPolicy.REDUCE do so")
                .formatted(size, estimatedBytes >> 20, limitBytes >> 20));
        this.estimatedBytes = estimatedBytes;
        this.limitBytes = limitBytes;
    }

    /** The heap that the picture was estimated to need. */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    /** The heap that it might have taken. */
    public long limitBytes() {
        return limitBytes;
    }
}
