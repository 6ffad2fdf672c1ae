package io.github.animegan.examples.cli.file;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;

/** The names under which shells know standard input and output. */
public final class StandardStreams {
    /** Both streams, by custom. */
    public static final Path DASH = Path.of("-");

    private static final Set<Path> INPUT =
            Set.of(DASH, Path.of("/dev/stdin"), Path.of("/dev/fd/0"), Path.of("/proc/self/fd/0"));
    private static final Set<Path> OUTPUT =
            Set.of(DASH, Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

    private StandardStreams() {}

    public static boolean isInput(Path path) {
        return INPUT.contains(path);
    }

    public static boolean isOutput(Path path) {
        return OUTPUT.contains(path);
    }

    /** Writes bytes to standard output, past whatever prints text there. */
    public static void write(byte[] bytes) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write(bytes);
        out.flush();
    }
}
