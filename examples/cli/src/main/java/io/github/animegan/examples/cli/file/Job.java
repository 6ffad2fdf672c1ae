package io.github.animegan.examples.cli.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A photo and the file its picture goes to.
 *
 * @param inFolder whether a folder was named rather than the photo: then folders are made for the picture, and what an
 *     earlier run did stays
 */
public record Job(Path photo, Path output, boolean inFolder) {
    /** What most file systems allow, in bytes. */
    private static final int LONGEST_NAME = 255;

    private static final long FEWEST_BYTES = 1 << 16;

    /** Whether the picture goes to standard output. */
    public boolean isPiped() {
        return StandardStreams.isOutput(output);
    }

    /** What to call the photo. */
    public String photoName() {
        return StandardStreams.isInput(photo) ? "standard input" : photo.toString();
    }

    /** Whatever speaks against the output, before the work rather than after it. */
    public void requireWritable() throws IOException {
        if (isPiped()) {
            return;
        }
        int nameBytes = String.valueOf(output.getFileName()).getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes > LONGEST_NAME) {
            throw new IOException("cannot write " + output + ": the name is too long");
        }
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
        if (Files.getFileStore(folder).getUsableSpace() < FEWEST_BYTES) {
            throw new IOException("cannot write " + output + ": no space is left on that disk");
        }
        if (Files.isDirectory(output)) {
            throw new IOException("cannot write " + output + ": a folder is in the way");
        }
    }
}
