package io.github.animegan.examples.cli.console;

import io.github.animegan.memory.InsufficientMemoryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one line for people. */
public final class Failures {
    private Failures() {}

    /** An exception whose message is {@link #line}. */
    public static IOException of(Path file, Throwable cause) {
        return new IOException(line(file, cause), cause);
    }

    /** The file and what went wrong with it. */
    public static String line(Path file, Throwable cause) {
        return line(file.toString(), cause);
    }

    /** What something is called, and what went wrong with it. */
    public static String line(String name, Throwable cause) {
        String reason = cause instanceof FileSystemException e ? phrase(e) : reason(cause);
        return reason.startsWith(name) ? reason : name + ": " + reason.replaceFirst("^the stream: ", "");
    }

    /** What went wrong. */
    public static String reason(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "needs more memory than the JVM may use: raise it by -Xmx in ANIMEGAN_JAVA_OPTS, or try a smaller --canvas";
        }
        if (cause instanceof InsufficientMemoryException) {
            return cause.getMessage() + ", here by ANIMEGAN_JAVA_OPTS, --canvas or --memory auto";
        }
        if (cause instanceof NoClassDefFoundError missing
                && String.valueOf(missing.getMessage()).startsWith("java/")) {
            return "this Java installation lacks the module java.desktop; a full one is needed";
        }
        if (cause instanceof UnknownHostException unknown) {
            return "no such server: " + unknown.getMessage();
        }
        if (cause instanceof LinkageError) {
            return "a library does not fit this machine or is missing: " + oneLine(cause.getMessage());
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
        return message == null || message.isBlank() ? withoutMessage(cause) : message;
    }

    /** Kinds of failures whose exceptions often come without words. */
    private static String withoutMessage(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "no connection to that server";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof EOFException) {
            return "it ends too early";
        }
        return cause.getCause() == null ? "an unexpected failure, which --verbose shows" : reason(cause.getCause());
    }

    /** Prints the line and, if asked to, where it came from. */
    public static void report(PrintWriter err, String line, Throwable cause, boolean verbose) {
        err.println("animegan: " + oneLine(line));
        if (verbose) {
            cause.printStackTrace(err);
        }
        err.flush();
    }

    /** Messages may quote file names and foreign text: no line ends, and nothing that a terminal would obey. */
    public static String oneLine(@Nullable String text) {
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
        return reason == null ? withoutMessage(e) : reason;
    }
}
