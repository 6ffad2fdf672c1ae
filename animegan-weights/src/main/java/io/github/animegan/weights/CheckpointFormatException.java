package io.github.animegan.weights;

import io.github.animegan.weights.file.MalformedFileException;
import java.io.IOException;

/**
 * A file is not a checkpoint that can be read: damaged, of an unknown kind, or asking for more than data. The message is
 * one line that names the file, the offset or key, and what was expected there.
 */
public final class CheckpointFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Says of a file what is wrong with it.
     *
     * @param file its name
     * @param problem what is wrong and what was expected, in one line
     */
    public CheckpointFormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    CheckpointFormatException(MalformedFileException cause) {
        super(cause.getMessage(), cause);
    }

    CheckpointFormatException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
