package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.Scratch;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file of floats that lives as long as a run. Read and written by position, in pieces: a mapped file would count as the
 * process's memory, could not be deleted on Windows before the garbage collector saw to it, and would end the JVM's trust in itself
 * by a signal where the disk is full. The system's cache has as much of it in memory as there is room for.
 *
 * <p>Thread-safe. Where the system allows it the file loses its name as soon as it is open, so that not even a killed process
 * leaves it behind.
 */
public final class TemporaryFile implements AutoCloseable {
    private static final int PIECE_FLOATS = 1 << 16;

    /** Types of file systems that lie in memory. */
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

    private final Path folder;
    private final FileChannel channel;

    private TemporaryFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * A new file in the folder that the system property {@code java.io.tmpdir} names.
     *
     * @param floats how many it will hold
     * @throws UncheckedIOException with a line about the folder, if it cannot be made or its disk has not so much room
     */
    public static TemporaryFile create(long floats) {
        Path folder = folder();
        try {
            long needed = floats * Float.BYTES;
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < needed) {
                throw new IOException("%d MB are needed and %d MB are left".formatted(needed >> 20, room >> 20));
            }
            Path file = Files.createTempFile(folder, "animegan-", ".maps");
            try {
                return new TemporaryFile(
                        folder,
                        FileChannel.open(
                                file,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE));
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Where such files are made. */
    public static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** Whether there is room for a file of so many bytes, on a disk rather than in memory that looks like one. */
    public static boolean isWorthwhile(long bytes) {
        try {
            FileStore store = Files.getFileStore(folder());
            return !MEMORY.contains(store.type()) && store.getUsableSpace() >= bytes;
        } catch (IOException e) {
            return false;
        }
    }

    private static UncheckedIOException failure(Path folder, IOException e) {
        return new UncheckedIOException(new IOException(
                "feature maps cannot lie in a temporary file in " + folder + ": " + e.getMessage()
                        + "; -Djava.io.tmpdir=FOLDER names another one",
                e));
    }

    /** Reads floats, from a position in floats. */
    void read(long position, float[] target, int offset, int count, Scratch scratch) {
        ByteBuffer piece = scratch.resource(Piece.class, Piece::new).bytes;
        try {
            for (int done = 0; done < count; done += PIECE_FLOATS) {
                int length = Math.min(PIECE_FLOATS, count - done);
                piece.clear().limit(length * Float.BYTES);
                long at = (position + done) * Float.BYTES;
                while (piece.hasRemaining()) {
                    int read = channel.read(piece, at + piece.position());
                    if (read < 0) {
                        throw new EOFException("it ends before its end");
                    }
                }
                piece.flip();
                piece.asFloatBuffer().get(target, offset + done, length);
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Writes floats, to a position in floats. */
    void write(long position, float[] values, int offset, int count, Scratch scratch) {
        ByteBuffer piece = scratch.resource(Piece.class, Piece::new).bytes;
        try {
            for (int done = 0; done < count; done += PIECE_FLOATS) {
                int length = Math.min(PIECE_FLOATS, count - done);
                piece.clear().limit(length * Float.BYTES);
                piece.asFloatBuffer().put(values, offset + done, length);
                long at = (position + done) * Float.BYTES;
                while (piece.hasRemaining()) {
                    channel.write(piece, at + piece.position());
                }
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** What a thread reads and writes through. */
    private static final class Piece implements AutoCloseable {
        private final ByteBuffer bytes =
                ByteBuffer.allocateDirect(PIECE_FLOATS * Float.BYTES).order(ByteOrder.nativeOrder());

        @Override
        public void close() {
            // The garbage collector takes it.
        }
    }
}
