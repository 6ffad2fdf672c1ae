package io.github.animegan.video;

import io.github.animegan.video.ffmpeg.FilmPart;
import io.github.animegan.video.frame.Rational;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a film is made. Immutable: each method gives other options. */
public final class FilmOptions {
    private static final FilmOptions DEFAULTS = new FilmOptions(new Values());

    /** The usual options' values; a copy is changed and then never again. */
    private static final class Values implements Cloneable {
        private @Nullable Path ffmpeg;
        private @Nullable String codec;
        private OptionalInt crf = OptionalInt.empty();
        private FilmPart part = FilmPart.WHOLE;
        private int every = 1;
        private boolean sideBySide;
        private double smoothing = 0.7;
        private boolean sparing = true;
        private boolean resuming = true;
        private int pieceFrames = 240;
        private Rational frameRate = new Rational(25, 1);

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Values values;

    private FilmOptions(Values values) {
        this.values = values;
    }

    /** {@return options for all of a film, smoothed, in a high quality} */
    public static FilmOptions defaults() {
        return DEFAULTS;
    }

    private interface Change {
        void apply(Values values);
    }

    private FilmOptions with(Change change) {
        Values changed = values.copy();
        change.apply(changed);
        return new FilmOptions(changed);
    }

    /**
     * Where {@code ffmpeg} is, with {@code ffprobe} beside it, or their folder; the operating system finds it unless set.
     *
     * @param program the path of {@code ffmpeg}, or of a folder that has it and {@code ffprobe}
     * @return these options with that program
     */
    public FilmOptions ffmpeg(Path program) {
        return with(values -> values.ffmpeg = program);
    }

    /**
     * A codec ({@code h264}, {@code h265}, {@code vp9}, {@code av1}, {@code mpeg4}) or one of FFmpeg's encoders by name.
     *
     * @param name of a codec or encoder, which FFmpeg must have been built with
     * @return these options with that codec
     */
    public FilmOptions codec(String name) {
        return with(values -> values.codec = name);
    }

    /**
     * The encoder's constant rate factor: the lower, the better the pictures and the larger the file; 18 with H.264.
     *
     * @param factor in the encoder's own range, as 0 to 51 for H.264
     * @return these options with that factor
     */
    public FilmOptions crf(int factor) {
        return with(values -> values.crf = OptionalInt.of(factor));
    }

    /**
     * Only the part from a moment on, in seconds from the film's beginning.
     *
     * @param seconds at least 0
     * @return these options from there on
     * @throws IllegalArgumentException if it is negative or not before the end
     */
    public FilmOptions from(double seconds) {
        return with(values -> values.part = new FilmPart(seconds, values.part.to()));
    }

    /**
     * Only the part before a moment, in seconds from the film's beginning.
     *
     * @param seconds above 0
     * @return these options up to there
     * @throws IllegalArgumentException if it is not after the beginning
     */
    public FilmOptions to(double seconds) {
        return with(values -> values.part = new FilmPart(values.part.from(), OptionalDouble.of(seconds)));
    }

    /**
     * A preview: one of so many frames, which is shown until the next one.
     *
     * @param frames at least 1; 1 draws every frame
     * @return these options with that choice
     * @throws IllegalArgumentException if there are fewer
     */
    public FilmOptions every(int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("every(" + frames + "): at least 1");
        }
        return with(values -> values.every = frames);
    }

    /**
     * Whether the filmed frame is shown to the left of the drawn one.
     *
     * @param wanted true for films twice as wide
     * @return these options with that choice
     */
    public FilmOptions sideBySide(boolean wanted) {
        return with(values -> values.sideBySide = wanted);
    }

    /**
     * How much flicker is taken out: how much of the frame before stays, moved with what moves, where nothing else changed.
     *
     * @param strength from 0 (frames as they are drawn) to below 1; 0.7 unless set
     * @return these options with that strength
     * @throws IllegalArgumentException if the strength is outside
     */
    public FilmOptions smoothing(double strength) {
        if (!(strength >= 0 && strength < 1)) {
            throw new IllegalArgumentException("smoothing(" + strength + "): from 0 to below 1");
        }
        return with(values -> values.smoothing = strength);
    }

    /**
     * Whether what is the same as in the frame before is drawn again, where the style allows that to be known.
     *
     * @param wanted true to draw all of each frame
     * @return these options with that choice
     */
    public FilmOptions drawStillAgain(boolean wanted) {
        return with(values -> values.sparing = !wanted);
    }

    /**
     * Whether a run goes on where an earlier one with the same film and options was ended; it does unless set.
     *
     * @param wanted false to begin anew
     * @return these options with that choice
     */
    public FilmOptions resume(boolean wanted) {
        return with(values -> values.resuming = wanted);
    }

    /**
     * After how many frames a killed run can go on, at the latest; 240 unless set.
     *
     * @param frames at least 1
     * @return these options with that number
     * @throws IllegalArgumentException if there are fewer
     */
    public FilmOptions pieceFrames(int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("pieceFrames(" + frames + "): at least 1");
        }
        return with(values -> values.pieceFrames = frames);
    }

    /**
     * How many frames of a folder are shown in a second; 25 unless set.
     *
     * @param rate such as {@code 25} or {@code 24000/1001}
     * @return these options with that rate
     * @throws IllegalArgumentException if that is no such number
     */
    public FilmOptions frameRate(String rate) {
        Rational parsed = Rational.parse(rate);
        if (parsed.numerator() < 1 || parsed.toDouble() > 1000) {
            throw new IllegalArgumentException(rate + " frames a second: from above 0 to 1000");
        }
        return with(values -> values.frameRate = parsed);
    }

    Optional<Path> ffmpeg() {
        return Optional.ofNullable(values.ffmpeg);
    }

    Optional<String> codec() {
        return Optional.ofNullable(values.codec);
    }

    OptionalInt crf() {
        return values.crf;
    }

    FilmPart part() {
        return values.part;
    }

    int every() {
        return values.every;
    }

    boolean isSideBySide() {
        return values.sideBySide;
    }

    double smoothing() {
        return values.smoothing;
    }

    boolean isSparing() {
        return values.sparing;
    }

    boolean isResuming() {
        return values.resuming;
    }

    int pieceFrames() {
        return values.pieceFrames;
    }

    Rational frameRate() {
        return values.frameRate;
    }

    /** All that the made film depends on. */
    @Override
    public String toString() {
        return "codec=" + values.codec + " crf=" + values.crf + " part=" + values.part + " every=" + values.every
                + " sideBySide=" + values.sideBySide + " smoothing=" + values.smoothing + " sparing=" + values.sparing
                + " pieceFrames=" + values.pieceFrames + " frameRate=" + values.frameRate;
    }
}
