package io.github.animegan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder that goes with all that is in it when it is closed; also when the program is stopped before, by Ctrl-C or {@code
 * kill}, as long measurements often are.
 */
final class ScratchFolder implements AutoCloseable {
    private static final int TRIES = 20;

    private final Path path;
    private final Thread atExit;

    private ScratchFolder(Path path) {
        this.path = path;
        this.atExit = new Thread(this::delete, "delete " + path);
    }

    /** A new one, whose name begins like that. */
    static ScratchFolder create(String prefix) throws IOException {
        ScratchFolder folder = new ScratchFolder(Files.createTempDirectory(prefix));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending, and the hook finds nothing more to delete.
        }
    }

    /** Several times if need be: while the program is stopped, its threads go on writing. */
    private synchronized void delete() {
        IOException failure = null;
        for (int i = 0; i < TRIES && Files.exists(path); i++) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                failure = new IOException("cannot delete " + path, e);
            }
        }
        if (failure != null && Files.exists(path)) {
            throw new UncheckedIOException(failure);
        }
    }
}
