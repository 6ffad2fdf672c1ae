package io.github.animegan.memory;

/** A picture that needs more memory than it may take; thrown before any is taken. */
public final class InsufficientMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Bytes of heap that the picture was estimated to need. */
    private final long estimatedBytes;
    /** Bytes of heap that it might have taken. */
    private final long limitBytes;

    /**
     * An exception about one picture.
     *
     * @param size of the picture, in words
     * @param estimatedBytes of heap that the picture takes
     * @param limitBytes of heap that it may take
     */
    public InsufficientMemoryException(String size, long estimatedBytes, long limitBytes) {
        super(("a picture of %s needs about %d MB of heap, but may take %d MB:"
                        + " raise -Xmx, make it smaller, or choose MemoryPolicy.AUTO")
                .formatted(size, estimatedBytes >> 20, limitBytes >> 20));
        this.estimatedBytes = estimatedBytes;
        this.limitBytes = limitBytes;
    }

    /**
     * An exception about one picture for which there is enough heap, but not in one piece.
     *
     * @param size of the picture, in words
     * @param estimatedBytes of heap that the picture takes
     * @param limitBytes of heap that it may take
     * @param pieceBytes of its largest array, which lies in one piece
     */
    public InsufficientMemoryException(String size, long estimatedBytes, long limitBytes, long pieceBytes) {
        super(
                ("a picture of %s needs about %d MB of heap, %d MB of it in one piece, which the %d MB that it may take do not have:"
                                + " raise -Xmx, make it smaller, or choose MemoryPolicy.AUTO")
                        .formatted(size, estimatedBytes >> 20, pieceBytes >> 20, limitBytes >> 20));
        this.estimatedBytes = estimatedBytes;
        this.limitBytes = limitBytes;
    }

    /** {@return the heap that the picture was estimated to need, in bytes} */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    /** {@return the heap that it might have taken, in bytes} */
    public long limitBytes() {
        return limitBytes;
    }
}
