package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.Rational;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Encodes a piece of a film, moving pictures only, into a file of its own. For one thread, except that any may close it. */
public final class SegmentEncoder implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Process process;
    private final Complaints complaints;
    private final OutputStream pipe;
    private final NutWriter writer;

    /**
     * How all pieces of a film are encoded.
     *
     * @param codec by which
     * @param crf its quality; empty for the usual one
     * @param rate how many frames a second there are in the mean
     * @param matrix between RGB and YUV
     * @param primaries FFmpeg's name of the primaries; empty if unknown
     * @param transfer FFmpeg's name of the transfer characteristics; empty if unknown
     * @param alpha whether frames may be transparent
     */
    record Settings(
            VideoCodec codec,
            OptionalInt crf,
            Rational rate,
            String matrix,
            String primaries,
            String transfer,
            boolean alpha) {}

    /** Starts encoding frames of that format; their times count from the piece's beginning. */
    SegmentEncoder(Ffmpeg ffmpeg, Settings settings, FrameFormat format, Path file) throws IOException {
        this.file = file;
        List<String> command = ffmpeg.command();
        command.addAll(List.of("-protocol_whitelist", "pipe", "-f", "nut", "-i", "pipe:0", "-map", "0:v:0"));
        if (settings.codec.needsEvenSides()) {
            command.addAll(List.of(
                    "-vf", "scale=out_range=tv:out_color_matrix=" + FilmDecoder.swscaleMatrix(settings.matrix)));
            command.addAll(colorTags(settings));
        }
        command.addAll(ffmpeg.everyFrame());
        command.addAll(settings.codec.options(
                settings.crf, format.samples(), settings.rate, format.timeBase(), settings.alpha));
        command.addAll(List.of("-f", settings.codec.segmentMuxer(), Ffmpeg.name(file)));
        this.process = Ffmpeg.start(command);
        this.complaints = Complaints.of(process);
        this.pipe = new BufferedOutputStream(process.getOutputStream(), BUFFER);
        NutWriter started = null;
        try {
            started = new NutWriter(pipe, format, settings.alpha);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (started == null) {
                process.destroyForcibly();
            }
        }
        this.writer = started;
    }

    private static List<String> colorTags(Settings settings) {
        List<String> tags = new ArrayList<>(List.of("-colorspace", settings.matrix, "-color_range", "tv"));
        if (!settings.primaries.isEmpty()) {
            tags.addAll(List.of("-color_primaries", settings.primaries));
        }
        if (!settings.transfer.isEmpty()) {
            tags.addAll(List.of("-color_trc", settings.transfer));
        }
        return tags;
    }

    void write(Frame frame) throws IOException {
        try {
            writer.write(frame);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Says that there are no more frames; the encoder goes on by itself. */
    void end() throws IOException {
        try {
            pipe.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Waits until all is encoded and written. */
    void await() throws IOException {
        try {
            complaints.requireSuccess();
        } catch (IOException e) {
            throw new IOException("cannot encode " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private IOException failure(IOException e) {
        process.destroy();
        String reason = "";
        try {
            complaints.await();
            reason = complaints.reason();
        } catch (IOException interrupted) {
            e.addSuppressed(interrupted);
        }
        return new IOException("cannot encode the film: " + (reason.isEmpty() ? e.getMessage() : reason), e);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
