package io.github.animegan.video.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A finished piece of a film.
 *
 * @param number from 0
 * @param frames how many it has
 * @param firstPts when its first frame appears, in ticks of the film's clock
 * @param lastPts when its last frame appears
 */
public record Piece(int number, long frames, long firstPts, long lastPts) {
    /** Reads what {@link #toString} wrote. */
    static Piece read(Path file) throws IOException {
        String[] values = Files.readString(file).strip().split(" ", -1);
        try {
            return new Piece(
                    Integer.parseInt(values[0]),
                    Long.parseLong(values[1]),
                    Long.parseLong(values[2]),
                    Long.parseLong(values[3]));
        } catch (RuntimeException e) {
            throw new IOException(file + ": not what this library wrote", e);
        }
    }

    @Override
    public String toString() {
        return number + " " + frames + " " + firstPts + " " + lastPts;
    }
}
