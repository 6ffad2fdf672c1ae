package io.github.animegan.video.ffmpeg;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How many frames a film has and when the last one ends, counted by reading its packets without decoding them: as fast as
 * the disk, and it finds films that were cut off before hours of work go into them.
 *
 * @param frames how many packets the track of pictures has
 * @param lastSeconds when the last of them appears, in seconds of the film's clock
 * @param endSeconds when it ends; {@code lastSeconds} if the film does not say
 */
public record PacketScan(long frames, double lastSeconds, double endSeconds) {
    /** A film may end somewhat earlier than it says: other tracks are longer, and the last frame's length is unknown. */
    private static final double TOLERANCE_SECONDS = 1;

    private static final double TOLERANCE_SHARE = 0.05;

    /** Collects what the lines say. */
    private static final class Count {
        private long frames;
        private double last = Double.NEGATIVE_INFINITY;
        private double end = Double.NEGATIVE_INFINITY;

        void add(String line) {
            String[] values = line.split(",", -1);
            frames++;
            OptionalDouble time = FilmInfo.number(values[0]);
            if (time.isPresent()) {
                double length = values.length > 1 ? FilmInfo.number(values[1]).orElse(0) : 0;
                last = Math.max(last, time.getAsDouble());
                end = Math.max(end, time.getAsDouble() + length);
            }
        }
    }

    /**
     * Reads the part of a film.
     *
     * @param part which part is wanted; a film that ends early is refused only if the part reaches its end
     * @throws IOException with one line about the film if it has no frames there or was cut off
     */
    public static PacketScan of(Ffmpeg ffmpeg, FilmInfo film, FilmPart part) throws IOException {
        List<String> command = ffmpeg.probeCommand();
        command.addAll(List.of("-select_streams", Integer.toString(film.video().index())));
        command.addAll(List.of("-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0"));
        part.interval(film.startSeconds()).ifPresent(interval -> command.addAll(List.of("-read_intervals", interval)));
        command.addAll(Ffmpeg.input(film.file()));
        Count count = new Count();
        List<String> complaints;
        try {
            complaints = Ffmpeg.run(command, count::add);
        } catch (IOException e) {
            throw new IOException(film.file() + ": cannot be read to its end: " + e.getMessage(), e);
        }
        if (count.frames == 0) {
            throw new IOException(film.file() + ": has no frames"
                    + (part.isWhole()
                            ? complaints.stream().findFirst().map(": "::concat).orElse("")
                            : " in that part"));
        }
        OptionalDouble stated = film.statedSeconds();
        if (stated.isPresent() && part.to().isEmpty()) {
            double missing = film.startSeconds() + stated.getAsDouble() - count.end;
            if (missing > Math.max(TOLERANCE_SECONDS, TOLERANCE_SHARE * stated.getAsDouble())) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "%s: its pictures end after %.1f of %.1f seconds, the file was cut off or is damaged; an end at"
                                + " which to stop (--to) takes the part that is there",
                        film.file(),
                        Math.max(0, count.end - film.startSeconds()),
                        stated.getAsDouble()));
            }
        }
        return new PacketScan(count.frames, count.last, count.end);
    }
}
