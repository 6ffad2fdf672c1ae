package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.FrameSink;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hidden folder beside a film in the making, {@code .NAME.animegan-film}: its finished pieces, and what the next piece
 * depends on. A piece counts from the moment at which its {@code .piece} file appears, so that a process may be killed at any
 * moment and the next one goes on after the last whole piece. One process at a time has the folder.
 */
public final class WorkFolder implements Closeable {
    private static final String SETTINGS = "settings.txt";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel channel;
    private final List<Piece> pieces;

    private WorkFolder(Path folder, FileChannel channel, List<Piece> pieces) {
        this.folder = folder;
        this.channel = channel;
        this.pieces = new ArrayList<>(pieces);
    }

    /** Where the pieces of a film lie. */
    public static Path of(Path film) {
        return film.toAbsolutePath().resolveSibling("." + film.getFileName() + ".animegan-film");
    }

    /**
     * Opens the folder of a film, with the pieces that an earlier run with the same settings left, and without all others.
     *
     * @param settings all that the film depends on
     * @throws IOException with one line about the film, if the folder cannot be made or another process has it
     */
    public static WorkFolder open(Path film, String settings, boolean resume) throws IOException {
        Path folder = of(film);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireLock(channel, film);
            Path noted = folder.resolve(SETTINGS);
            boolean same = Files.exists(noted) && Files.readString(noted).equals(settings);
            List<Piece> pieces = resume && same ? pieces(folder) : List.of();
            removeFilesFrom(folder, pieces.size());
            if (!same) {
                writeAtomically(noted, settings.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return new WorkFolder(folder, channel, pieces);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireLock(FileChannel channel, Path film) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // by this process
        }
        if (lock == null) {
            throw new IOException(film + ": is being made already, by another run");
        }
    }

    private static List<Piece> pieces(Path folder) throws IOException {
        List<Piece> found = new ArrayList<>();
        for (int i = 0; Files.exists(file(folder, i, "piece")) && Files.exists(file(folder, i, "video")); i++) {
            found.add(Piece.read(file(folder, i, "piece")));
        }
        return Files.exists(file(folder, found.size() - 1, "state")) ? found : List.of();
    }

    /** What a killed process left of pieces that it did not finish, or all where nothing is to be gone on with. */
    private static void removeFilesFrom(Path folder, int firstPiece) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean kept = name.equals(LOCK)
                        || name.equals(SETTINGS)
                        || (name.matches("\\d{6}\\.(piece|video|state)")
                                && Integer.parseInt(name.substring(0, 6)) < firstPiece);
                if (!kept) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path file(Path folder, int piece, String kind) {
        return folder.resolve(String.format(Locale.ROOT, "%06d.%s", piece, kind));
    }

    Path folder() {
        return folder;
    }

    /** The finished pieces in their order. */
    public synchronized List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    Path video(int piece) {
        return file(folder, piece, "video");
    }

    /** The encoder's file until the piece is finished. */
    Path unfinishedVideo(int piece) {
        return file(folder, piece, "part");
    }

    /** Finishes a piece, whose video is complete. */
    synchronized void add(Piece piece, FrameSink.State state) throws IOException {
        int number = piece.number();
        Path unfinished = file(folder, number, "state-part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            state.writeTo(out);
        }
        Files.move(unfinished, file(folder, number, "state"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(unfinishedVideo(number), video(number), StandardCopyOption.ATOMIC_MOVE);
        writeAtomically(
                file(folder, number, "piece"), piece.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        pieces.add(piece);
        if (number > 0) {
            Files.deleteIfExists(file(folder, number - 1, "state"));
        }
    }

    private static void writeAtomically(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the piece after the last depends on; empty if there is none yet. */
    public synchronized Optional<InputStream> state() throws IOException {
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(new BufferedInputStream(Files.newInputStream(file(folder, pieces.size() - 1, "state"))));
    }

    /** Removes the folder with all that is in it. */
    public void discard() throws IOException {
        channel.close();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    /** Lets others have the folder, which stays if there is a piece in it. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            if (pieces().isEmpty()) {
                discard();
            } else {
                channel.close();
            }
        }
    }
}
