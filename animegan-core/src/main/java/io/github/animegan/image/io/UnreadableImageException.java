package io.github.animegan.image.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that is no picture this library can read. The message is one line and names the file and the reason. */
public final class UnreadableImageException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why a picture could not be read. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY,
        /** Not a picture, by its first bytes. */
        NOT_AN_IMAGE,
        /** A picture that is cut off or damaged. */
        CORRUPT,
        /** More pixels or bytes than allowed. */
        TOO_LARGE,
        /** More pixels than fit into the JVM's memory beside what lies there now. */
        OUT_OF_MEMORY,
        /** A kind of picture that this library cannot read, at least not without another dependency. */
        UNSUPPORTED
    }

    /** Why the file could not be read. */
    private final Reason reason;

    /** The upper share of the picture that is there, from 0 to 1. */
    private final double readable;

    UnreadableImageException(String name, Reason reason, String explanation) {
        super(name + ": " + explanation);
        this.reason = reason;
        this.readable = 0;
    }

    UnreadableImageException(String name, Reason reason, String explanation, Throwable cause) {
        this(name, reason, explanation, 0, cause);
    }

    UnreadableImageException(
            String name, Reason reason, String explanation, double readable, @Nullable Throwable cause) {
        super(name + ": " + explanation, cause);
        this.reason = reason;
        this.readable = readable;
    }

    /** {@return why the file could not be read} */
    public Reason reason() {
        return reason;
    }

    /**
     * The upper share of a damaged picture, from 0 to 1, that a reader {@linkplain PhotoReader#withDamaged which accepts such} gives
     * instead of this exception; 0 if it would be thrown nevertheless.
     *
     * @return the share of the rows, from 0 to 1
     */
    public double readable() {
        return readable;
    }
}
