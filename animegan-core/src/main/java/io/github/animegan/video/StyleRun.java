package io.github.animegan.video;

import io.github.animegan.CancellationToken;
import io.github.animegan.video.ffmpeg.FilmPart;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSink;
import io.github.animegan.video.frame.FrameSource;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** From a source of frames to a sink, through all stages, once. */
final class StyleRun {
    private static final double NANOS_PER_SECOND = 1e9;
    /** How much the last frame counts in the rate that is told. */
    private static final double RECENT = 0.1;

    private final FrameStyle style;
    private final FilmOptions options;
    private final FilmListener listener;
    private final CancellationToken cancellation;
    private final long total;
    private double start;
    private @Nullable InputStream saved;
    private long lastPts = -1;

    private long frames;
    private int cuts;
    private long lastNanos;
    private double secondsPerFrame;

    /** @param total how many frames there will be, about; 0 if unknown */
    StyleRun(FrameStyle style, FilmOptions options, FilmListener listener, CancellationToken cancellation, long total) {
        this.style = style;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        this.total = total;
    }

    /** The film's beginning on its clock, in seconds, from which the options' part counts. */
    StyleRun startingAt(double seconds) {
        this.start = seconds;
        return this;
    }

    /** Goes on with a state that {@link FrameSink#endPiece} was given, after the frame of that time. */
    StyleRun resuming(InputStream state, long pts) {
        this.saved = state;
        this.lastPts = pts;
        return this;
    }

    /**
     * Runs to the end; the source must stand behind the last frame of the run that is gone on with.
     *
     * @param resumed how many frames were made before
     */
    FilmResult run(FrameSource source, FrameSink sink, long resumed, String encoder) throws IOException {
        FrameFormat format = source.format();
        Analysis analysis = new Analysis();
        Drawing drawing = new Drawing(style, options.isSparing());
        Finishing finishing = new Finishing(options.smoothing(), options.isSideBySide(), sink);
        if (saved != null) {
            finishing.resume(saved, format.width(), format.height(), analysis, drawing);
        }
        frames = resumed;
        lastNanos = System.nanoTime();
        new FrameStages(source, cancellation)
                .run(
                        new Taken(format),
                        shot -> {
                            analysis.look(shot);
                            if ((shot.number + 1) % options.pieceFrames() == 0) {
                                shot.endsPiece = true;
                                shot.analysis = analysis.state();
                            }
                        },
                        drawing::draw,
                        shot -> {
                            finishing.finish(shot);
                            tell(shot, resumed);
                        });
        if (frames == 0) {
            throw new IOException("no frames in that part of the film");
        }
        sink.endPiece(out -> {});
        sink.finish();
        return new FilmResult(frames, resumed, drawing.drawnShare(), cuts, encoder);
    }

    private void tell(Shot shot, long resumed) {
        frames++;
        if (shot.cut && frames > 1) {
            cuts++;
        }
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / NANOS_PER_SECOND;
        lastNanos = now;
        secondsPerFrame = frames == resumed + 1 ? seconds : secondsPerFrame + (seconds - secondsPerFrame) * RECENT;
        listener.progress(new FilmProgress(frames, Math.max(total, frames), 1 / Math.max(1e-9, secondsPerFrame)));
    }

    /** Which frames are taken: those of the part, and of them every so many. */
    private final class Taken implements FrameStages.Selection {
        private final FrameFormat format;
        private final FilmPart part = options.part();
        private long index;

        Taken(FrameFormat format) {
            this.format = format;
            this.index = lastPts >= 0 ? 1 : 0; // after a frame that was taken
        }

        @Override
        public boolean takes(Frame frame) {
            if (frame.pts() <= lastPts || part.isBefore(format.timeBase().seconds(frame.pts()) - start)) {
                return false;
            }
            return index++ % options.every() == 0;
        }

        @Override
        public boolean endsBefore(Frame frame) {
            return part.isAfter(format.timeBase().seconds(frame.pts()) - start);
        }
    }
}
