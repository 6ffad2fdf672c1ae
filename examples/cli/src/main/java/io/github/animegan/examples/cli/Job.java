package io.github.animegan.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A photo and the file its picture goes to.
 *
 * @param inFolder whether a folder was named rather than the photo: then folders are made for the picture, and what an
 *     earlier run did stays
 */
record Job(Path photo, Path output, boolean inFolder) {
    /** Whatever speaks against the output, before the work rather than after it. */
    void requireWritable() throws IOException {
        Path folder = output.toAbsolutePath().getParent();
        if (inFolder && folder != null) {
            Files.createDirectories(folder);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("cannot write " + output + ": no such folder");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write " + output + ": permission denied");
        }
        if (Files.isDirectory(output)) {
            throw new IOException("cannot write " + output + ": a folder is in the way");
        }
    }
}
