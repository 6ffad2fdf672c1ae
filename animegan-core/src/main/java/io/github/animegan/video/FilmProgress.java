package io.github.animegan.video;

import java.util.OptionalDouble;

/**
 * How far a film is.
 *
 * @param frames how many frames are done, those of an earlier run that was gone on with included
 * @param total how many there will be, about: some films have frames that are not shown; 0 if unknown
 * @param framesPerSecond how fast it went lately; 0 before the first frame
 */
public record FilmProgress(long frames, long total, double framesPerSecond) {
    /** {@return how many seconds are left; empty if unknown} */
    public OptionalDouble secondsLeft() {
        return total == 0 || framesPerSecond == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, total - frames) / framesPerSecond);
    }
}
