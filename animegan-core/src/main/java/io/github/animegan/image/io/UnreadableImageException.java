package io.github.animegan.image.io;

import java.io.IOException;

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

    UnreadableImageException(String name, Reason reason, String explanation) {
        super(name + ": " + explanation);
        this.reason = reason;
    }

    UnreadableImageException(String name, Reason reason, String explanation, Throwable cause) {
        super(name + ": " + explanation, cause);
        this.reason = reason;
    }

    /** {@return why the file could not be read} */
    public Reason reason() {
        return reason;
    }
}
