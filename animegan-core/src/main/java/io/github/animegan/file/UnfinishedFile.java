package io.github.animegan.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * A file in the making: written under a name of its own beside its target, and moved there when it is complete. A killed
 * process may leave one behind, {@code .NAME.PROCESS-ID.animegan-unfinished}; whoever writes the same target next removes it. All methods may be
 * called by any number of threads.
 */
public final class UnfinishedFile {
    private static final String SUFFIX = ".animegan-unfinished";

    /** Writes the content of a file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a file that is not there yet. */
    public interface Maker {
        void make(Path file) throws IOException;
    }

    private UnfinishedFile() {}

    /**
     * Puts the content into the target, which has all of it or is as it was before.
     *
     * @throws IOException if that fails, naming the target
     */
    public static void write(Path target, Content content) throws IOException {
        create(target, unfinished -> {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
        });
    }

    /**
     * As {@link #write}, for what writes a file by its name, such as another program.
     *
     * @throws IOException if that fails; naming the target, if the failure is the file system's
     */
    public static void create(Path target, Maker maker) throws IOException {
        Path file = target.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new FileSystemException(target.toString(), null, "a folder is in the way");
        }
        String prefix = "." + file.getFileName() + ".";
        removeStale(file, prefix);
        // Not createTempFile: the file would keep its permissions, readable for the owner only.
        String process = Long.toString(ProcessHandle.current().pid());
        Path unfinished = file.resolveSibling(prefix + process + "-" + UUID.randomUUID() + SUFFIX);
        try {
            maker.make(unfinished);
            move(unfinished, file);
        } catch (IOException e) {
            throw naming(target, e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removing is a courtesy: whatever goes wrong with it is no reason not to write. */
    private static void removeStale(Path file, String prefix) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, path -> isOf(prefix, path))) {
            for (Path path : files) {
                if (isStale(path, prefix)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    private static boolean isOf(String prefix, Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(prefix) && name.endsWith(SUFFIX);
    }

    /** Whether its process is gone, or is another one that got the same number later. */
    private static boolean isStale(Path path, String prefix) throws IOException {
        String name = String.valueOf(path.getFileName());
        int end = name.indexOf('-', prefix.length());
        if (end < 0 || !name.substring(prefix.length(), end).matches("[0-9]{1,18}")) {
            return false;
        }
        Instant written = Files.getLastModifiedTime(path).toInstant();
        return ProcessHandle.of(Long.parseLong(name.substring(prefix.length(), end)))
                .map(process -> process.info()
                        .startInstant()
                        .map(start -> start.isAfter(written))
                        .orElse(false))
                .orElse(true);
    }

    /** The same failure in terms of the file that the caller knows. */
    private static IOException naming(Path target, IOException e) {
        IOException cause = e;
        while (cause.getCause() instanceof IOException deeper) {
            cause = deeper; // what wraps it, as ImageIO does, does not say why
        }
        String file = target.toString();
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        IOException named;
        if (cause instanceof NoSuchFileException) {
            named = new NoSuchFileException(file, null, "no such folder");
        } else if (cause instanceof AccessDeniedException) {
            named = new AccessDeniedException(file, null, "permission denied");
        } else {
            named = new FileSystemException(file, null, reason == null ? "it cannot be written" : reason);
        }
        named.initCause(e);
        return named;
    }
}
