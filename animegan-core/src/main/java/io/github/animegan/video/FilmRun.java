package io.github.animegan.video;

import io.github.animegan.CancellationToken;
import io.github.animegan.video.ffmpeg.Ffmpeg;
import io.github.animegan.video.ffmpeg.FilmDecoder;
import io.github.animegan.video.ffmpeg.FilmInfo;
import io.github.animegan.video.ffmpeg.FilmWriter;
import io.github.animegan.video.ffmpeg.PacketScan;
import io.github.animegan.video.ffmpeg.Piece;
import io.github.animegan.video.ffmpeg.WorkFolder;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSink;
import io.github.animegan.video.frame.FrameSource;
import io.github.animegan.video.frame.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The making of one film with FFmpeg. For one thread. */
final class FilmRun {
    /** How far before the last frame of an earlier run decoding begins: seeking is not exact in all files. */
    private static final double SEEK_MARGIN_SECONDS = 10;

    private static final int PROBE_WIDTH = 96;
    private static final int PROBE_HEIGHT = 64;

    private final FrameStyle style;
    private final FilmOptions options;
    private final Ffmpeg ffmpeg;
    private final FilmListener listener;
    private final CancellationToken cancellation;

    FilmRun(
            FrameStyle style,
            FilmOptions options,
            Ffmpeg ffmpeg,
            FilmListener listener,
            CancellationToken cancellation) {
        this.style = style;
        this.options = options;
        this.ffmpeg = ffmpeg;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * What is known of the original before it is decoded.
     *
     * @param info null for a folder
     * @param frames how many it has
     * @param end when it ends, in seconds of its clock
     */
    private record Original(Path path, @Nullable FilmInfo info, long frames, OptionalDouble end, Rational rate) {
        double start() {
            return info == null ? 0 : info.startSeconds();
        }
    }

    private Original inspect(Path film) throws IOException {
        if (Files.isDirectory(film)) {
            return new Original(film, null, FolderFrames.count(film), OptionalDouble.empty(), options.frameRate());
        }
        if (WebpFrames.isAnimation(film)) {
            return new Original(film, null, WebpFrames.count(film), OptionalDouble.empty(), new Rational(25, 1));
        }
        FilmInfo info = FilmInfo.of(ffmpeg, film);
        PacketScan scan = PacketScan.of(ffmpeg, info, options.part());
        FilmDecoder.notes(ffmpeg, info).forEach(listener::note);
        OptionalDouble end = OptionalDouble.empty();
        if (options.part().to().isPresent()) {
            end = OptionalDouble.of(info.startSeconds() + options.part().to().getAsDouble());
        } else if (scan.endSeconds() > scan.lastSeconds()) {
            end = OptionalDouble.of(scan.endSeconds());
        }
        return new Original(film, info, scan.frames(), end, info.frameRate());
    }

    private FrameSource open(Original original, double fromSeconds) throws IOException {
        FilmInfo info = original.info;
        if (info != null) {
            return new FilmDecoder(ffmpeg, info, fromSeconds);
        }
        return Files.isDirectory(original.path)
                ? FolderFrames.of(original.path, options.frameRate())
                : new WebpFrames(original.path);
    }

    private StyleRun newRun(Original original) {
        long total = (original.frames + options.every() - 1) / options.every();
        return new StyleRun(style, options, listener, cancellation, total).startingAt(original.start());
    }

    /** Makes a folder of pictures of a film. */
    FilmResult toFolder(Path film, Path target) throws IOException {
        Original original = inspect(film);
        try (FrameSource source = open(original, options.part().from());
                FrameSink sink = new FolderSink(target)) {
            return newRun(original).run(source, sink, 0, "png");
        }
    }

    /** Makes a film of a film or of a folder of pictures. */
    FilmResult toFilm(Path film, Path target) throws IOException {
        FilmWriter.Quality quality = new FilmWriter.Quality(options.codec().orElse(null), options.crf());
        FilmWriter.check(ffmpeg, target, quality);
        Original original = inspect(film);
        try (WorkFolder work = WorkFolder.open(target, identity(film, target), options.isResuming())) {
            boolean kept = false;
            try {
                FilmResult result = make(original, target, quality, work);
                work.discard();
                return result;
            } catch (CancellationException e) {
                kept = true;
                throw e;
            } finally {
                if (!kept) {
                    work.discard();
                }
            }
        }
    }

    private FilmResult make(Original original, Path target, FilmWriter.Quality quality, WorkFolder work)
            throws IOException {
        List<Piece> pieces = work.pieces();
        long made = pieces.stream().mapToLong(Piece::frames).sum();
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        try (FrameSource source = last == null ? open(original, options.part().from()) : reopen(original, last);
                FilmSink sink = new FilmSink(original, target, quality, work, source.format())) {
            StyleRun run = newRun(original);
            if (last != null) {
                listener.note("goes on after " + made + " frames that an earlier run made");
                run.resuming(work.state().orElseThrow(), last.lastPts());
            }
            return run.run(source, sink, made, sink.encoder);
        }
    }

    /** A source that stands behind the last frame that was made. */
    private FrameSource reopen(Original original, Piece last) throws IOException {
        double from = options.part().from();
        FrameSource first = open(original, from);
        double seconds = first.format().timeBase().seconds(last.lastPts()) - original.start() - SEEK_MARGIN_SECONDS;
        if (original.info == null || seconds <= from) {
            return first;
        }
        first.close();
        FrameSource sought = open(original, seconds);
        Frame frame = new Frame(sought.format().width(), sought.format().height());
        while (sought.read(frame) && frame.pts() < last.lastPts()) {
            if (cancellation.isCancelled()) {
                break;
            }
        }
        if (frame.pts() == last.lastPts()) {
            return sought;
        }
        sought.close(); // This file cannot be sought in: from its beginning, then.
        return open(original, from);
    }

    /** All that the film depends on: the original, the style by what it draws, the options. */
    private String identity(Path film, Path target) throws IOException {
        return "animegan film 1\n" + film.toAbsolutePath() + " " + Files.size(film) + " "
                + Files.getLastModifiedTime(film).toMillis() + "\n" + target.getFileName() + "\n" + options + "\n"
                + String.format("%08x", fingerprint());
    }

    /** Two styles that draw this alike may go on with each other's films. */
    private long fingerprint() {
        Frame probe = new Frame(PROBE_WIDTH, PROBE_HEIGHT);
        for (int i = 0; i < probe.argb().length; i++) {
            int x = i % PROBE_WIDTH;
            int y = i / PROBE_WIDTH;
            probe.argb()[i] = 0xff000000 | (x * 5 % 256) << 16 | (y * 7 + x * x % 61) % 256 << 8 | (x * y % 251);
        }
        style.beginScene();
        CRC32 crc = new CRC32();
        for (int sample : style.draw(probe).argb()) {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                crc.update(sample >> shift);
            }
        }
        style.beginScene();
        return crc.getValue();
    }

    /** A film's file, begun when the first frame tells its size. */
    private final class FilmSink implements FrameSink {
        private final Original original;
        private final Path target;
        private final FilmWriter.Quality quality;
        private final WorkFolder work;
        private final FrameFormat filmed;
        private final String encoder;
        private @Nullable FilmWriter writer;

        FilmSink(Original original, Path target, FilmWriter.Quality quality, WorkFolder work, FrameFormat filmed)
                throws IOException {
            this.original = original;
            this.target = target;
            this.quality = quality;
            this.work = work;
            this.filmed = filmed;
            this.encoder = FilmWriter.encoder(ffmpeg, target, quality);
        }

        private FilmWriter writer(int width, int height) throws IOException {
            FilmWriter found = writer;
            if (found == null) {
                found = new FilmWriter(
                        ffmpeg, work, target, original.info, original.rate, filmed.withSize(width, height), quality);
                writer = found;
                if (found.format().width() != width || found.format().height() != height) {
                    listener.note(encoder + " takes even sides only: the last row or column of " + width + "x" + height
                            + " is repeated");
                }
            }
            return found;
        }

        @Override
        public void write(Frame frame) throws IOException {
            writer(frame.width(), frame.height()).write(frame);
        }

        @Override
        public void endPiece(State state) throws IOException {
            if (writer != null) {
                writer.endPiece(state);
            }
        }

        @Override
        public void finish() throws IOException {
            writer(filmed.width(), filmed.height()).finish(target, original.info, options.part(), original.end);
        }

        @Override
        public void close() {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
