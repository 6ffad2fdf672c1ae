package io.github.animegan.video.ffmpeg;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which part of a film is meant, in seconds from its beginning.
 *
 * @param from where it begins; 0 for the film's beginning
 * @param to where it ends; empty for the film's end
 */
public record FilmPart(double from, OptionalDouble to) {
    /** All of a film. */
    public static final FilmPart WHOLE = new FilmPart(0, OptionalDouble.empty());

    /** Users write 41.708 for frame 1000 of 24000/1001. */
    private static final double TOLERANCE = 0.0005;

    public FilmPart {
        if (!(from >= 0) || (to.isPresent() && !(to.getAsDouble() > from))) {
            throw new IllegalArgumentException("a part from " + from + " s"
                    + (to.isPresent() ? " to " + to.getAsDouble() + " s" : "") + " has no length");
        }
    }

    boolean isWhole() {
        return from == 0 && to.isEmpty();
    }

    /** Whether a moment, in seconds from the film's beginning, lies before the part. */
    public boolean isBefore(double seconds) {
        return seconds < from - TOLERANCE;
    }

    /** Whether a moment lies at the end of the part or behind it. */
    public boolean isAfter(double seconds) {
        return to.isPresent() && seconds >= to.getAsDouble() - TOLERANCE;
    }

    /** The part as {@code ffprobe} wants it; empty for all of the film. */
    Optional<String> interval(double start) {
        if (isWhole()) {
            return Optional.empty();
        }
        String begin = from == 0 ? "" : seconds(start + from);
        return Optional.of(begin + "%" + (to.isPresent() ? seconds(start + to.getAsDouble()) : ""));
    }

    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
