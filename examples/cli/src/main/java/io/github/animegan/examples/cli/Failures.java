package io.github.animegan.examples.cli;

import io.github.animegan.InsufficientMemoryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one line for people. */
final class Failures {
    private Failures() {}

    /** An exception whose message is {@link #line}. */
    static IOException of(Path file, Throwable cause) {
        return new IOException(line(file, cause), cause);
    }

    /** The file and what went wrong with it. */
    static String line(Path file, Throwable cause) {
        if (cause instanceof FileSystemException e) {
            return file + ": " + phrase(e);
        }
        String reason = reason(cause);
        return reason.startsWith(file.toString()) ? reason : file + ": " + reason;
    }

    /** What went wrong. */
    static String reason(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "needs more memory than the JVM may use: raise it by -Xmx in ANIMEGAN_JAVA_OPTS, or try --size";
        }
        if (cause instanceof InsufficientMemoryException) {
            return cause.getMessage() + ", here by ANIMEGAN_JAVA_OPTS, --size or --memory reduce";
        }
        if (cause instanceof StackOverflowError) {
            return "nested too deeply";
        }
        if (cause instanceof FileSystemException e) {
            return e.getFile() + ": " + phrase(e);
        }
        if (cause instanceof IIOException && cause.getCause() != null) {
            return reason(cause.getCause()); // ImageIO's own words do not say why
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** Prints the line and, if asked to, where it came from. */
    static void report(PrintWriter err, String line, Throwable cause, boolean verbose) {
        err.println("animegan: " + oneLine(line));
        if (verbose) {
            cause.printStackTrace(err);
        }
        err.flush();
    }

    /** Messages may quote file names and foreign text: no line ends, and nothing that a terminal would obey. */
    static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private static String phrase(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
