package io.github.animegan.weights.file;

import java.io.IOException;

/** A file is damaged, of an unknown kind, or asks for more than data; the message is one line that begins with its name. */
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Says of a file what is wrong with it.
     *
     * @param file its name
     * @param problem what is wrong and what was expected, in one line
     */
    public MalformedFileException(String file, String problem) {
        super(file + ": " + problem);
    }

    /** As {@link #MalformedFileException(String, String)}, with what told of it. */
    public MalformedFileException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
