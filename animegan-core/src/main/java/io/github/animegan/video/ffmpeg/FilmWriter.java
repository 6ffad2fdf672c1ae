package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSink;
import io.github.animegan.video.frame.Rational;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a film piece by piece. While the last frames of one piece are encoded the next piece begins. For one thread, except
 * that any thread may close it.
 */
public final class FilmWriter implements Closeable {
    private final Ffmpeg ffmpeg;
    private final WorkFolder work;
    private final Container container;
    private final SegmentEncoder.Settings settings;
    private final FrameFormat format;
    private final Frame encoded;
    private final ExecutorService finisher = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "animegan-film-pieces");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<Void> finished = CompletableFuture.completedFuture(null);
    private volatile @Nullable SegmentEncoder current;
    private volatile @Nullable SegmentEncoder ending;
    private int number;
    private long frames;
    private long firstPts;
    private long lastPts;
    private long lastGap;

    /**
     * What is asked of the encoder.
     *
     * @param codec by its name or its encoder's; null for the one that suits the container
     * @param crf its quality, the lower the better; empty for a high one
     */
    public record Quality(@Nullable String codec, OptionalInt crf) {}

    /**
     * Goes on after the pieces that are there.
     *
     * @param film what is written; tells the kind of container
     * @param original whose colors and rate the film has; null for none
     * @param rate frames a second, in the mean
     */
    public FilmWriter(
            Ffmpeg ffmpeg,
            WorkFolder work,
            Path film,
            @Nullable FilmInfo original,
            Rational rate,
            FrameFormat format,
            Quality quality)
            throws IOException {
        this.ffmpeg = ffmpeg;
        this.work = work;
        this.container = Container.required(film);
        this.settings = settings(ffmpeg, container, original, rate, quality);
        boolean even = settings.codec().needsEvenSides();
        this.format = even ? format.withSize(format.width() + 1 & ~1, format.height() + 1 & ~1) : format;
        this.encoded = new Frame(this.format.width(), this.format.height());
        this.number = work.pieces().size();
    }

    /**
     * Refuses what cannot be written, before any work.
     *
     * @throws IOException with one line about the container, the codec or the quality
     */
    public static void check(Ffmpeg ffmpeg, Path film, Quality quality) throws IOException {
        VideoCodec.choose(ffmpeg, Container.required(film), quality.codec()).check(quality.crf());
    }

    /** The name of the encoder that will be taken. */
    public static String encoder(Ffmpeg ffmpeg, Path film, Quality quality) throws IOException {
        return VideoCodec.choose(ffmpeg, Container.required(film), quality.codec())
                .encoder();
    }

    private static SegmentEncoder.Settings settings(
            Ffmpeg ffmpeg, Container container, @Nullable FilmInfo original, Rational rate, Quality quality)
            throws IOException {
        VideoCodec codec = VideoCodec.choose(ffmpeg, container, quality.codec());
        codec.check(quality.crf());
        if (original == null) {
            return new SegmentEncoder.Settings(
                    codec, quality.crf(), rate, "bt709", "bt709", "bt709", container.isAnimation());
        }
        boolean mapped = original.isHdr();
        String matrix = FilmDecoder.matrix(ffmpeg, original).orElse("bt709");
        return new SegmentEncoder.Settings(
                codec,
                quality.crf(),
                rate,
                matrix,
                mapped ? "bt709" : stated(original.video().get("color_primaries")),
                mapped ? "bt709" : stated(original.video().get("color_transfer")),
                original.hasAlpha() && container.isAnimation());
    }

    private static String stated(String value) {
        return value.equals("unknown") || value.equals("reserved") ? "" : value;
    }

    /** The size that is encoded: even where the codec wants that. */
    public FrameFormat format() {
        return format;
    }

    /** Encodes a frame, whose last row and column are repeated where the codec wants even sides. */
    public void write(Frame frame) throws IOException {
        requireSuccess();
        SegmentEncoder encoder = current;
        if (encoder == null) {
            encoder = new SegmentEncoder(ffmpeg, settings, format, work.unfinishedVideo(number));
            current = encoder;
            firstPts = frame.pts();
            frames = 0;
        } else {
            lastGap = frame.pts() - lastPts;
        }
        lastPts = frame.pts();
        frames++;
        copy(frame);
        encoded.setPts(lastPts - firstPts);
        encoder.write(encoded);
    }

    private void copy(Frame frame) {
        if (frame.width() == encoded.width()) {
            System.arraycopy(frame.argb(), 0, encoded.argb(), 0, frame.argb().length);
        } else {
            for (int y = 0; y < frame.height(); y++) {
                int row = y * encoded.width();
                System.arraycopy(frame.argb(), y * frame.width(), encoded.argb(), row, frame.width());
                encoded.argb()[row + frame.width()] = frame.argb()[(y + 1) * frame.width() - 1];
            }
        }
        if (frame.height() < encoded.height()) {
            int last = (encoded.height() - 1) * encoded.width();
            System.arraycopy(encoded.argb(), last - encoded.width(), encoded.argb(), last, encoded.width());
        }
    }

    /** How many frames the piece has that is being written. */
    public long framesInPiece() {
        return current == null ? 0 : frames;
    }

    /** Ends the piece that is being written, if there is one; another run can go on after it. */
    public void endPiece(FrameSink.State state) throws IOException {
        SegmentEncoder encoder = current;
        if (encoder == null) {
            return;
        }
        requireEarlierPieces();
        current = null;
        ending = encoder;
        encoder.end();
        Piece piece = new Piece(number++, frames, firstPts, lastPts);
        finished = CompletableFuture.runAsync(() -> finish(encoder, piece, state), finisher);
    }

    private void finish(SegmentEncoder encoder, Piece piece, FrameSink.State state) {
        try {
            encoder.await();
            work.add(piece, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never more than two encoders run. */
    private void requireEarlierPieces() throws IOException {
        try {
            finished.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException | CancellationException e) {
            requireSuccess();
        }
    }

    private void requireSuccess() throws IOException {
        if (finished.isCompletedExceptionally()) {
            try {
                finished.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UncheckedIOException failure) {
                    throw failure.getCause();
                }
                throw e;
            }
        }
    }

    /**
     * Puts all pieces together.
     *
     * @param end when the last frame ends, in seconds of the film's clock, where that is known
     * @param part of the original that was taken
     */
    public void finish(Path film, @Nullable FilmInfo original, FilmPart part, OptionalDouble end) throws IOException {
        requireEarlierPieces();
        long shown = lastGap;
        long last = work.pieces().get(work.pieces().size() - 1).lastPts();
        if (end.isPresent()) {
            shown = Math.max(
                    shown, (long) (end.getAsDouble() / format.timeBase().toDouble()) - last);
        }
        if (shown <= 0) {
            shown = Math.max(
                    1,
                    Math.round(
                            1 / (settings.rate().toDouble() * format.timeBase().toDouble())));
        }
        new FilmMuxer(ffmpeg, work, container, format.timeBase(), shown).write(film, original, part);
    }

    @Override
    public void close() {
        finisher.shutdownNow();
        for (SegmentEncoder encoder : new SegmentEncoder[] {current, ending}) {
            if (encoder != null) {
                encoder.close();
            }
        }
    }
}
