package io.github.animegan.weights;

import java.io.IOException;

/**
 * A file is not a checkpoint that can be read: damaged, of an unknown kind, or asking for more than data. The message is
 * one line that names the file, the offset or key, and what was expected there.
 */
public final class CheckpointFormatException extends IOException {
    private static final long serialVersionUID = 1;

    CheckpointFormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    CheckpointFormatException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
