package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes a film: every frame with its own time stamp, upright, in sRGB of eight bits. Interlaced frames are woven into whole
 * ones, high dynamic range is mapped to the usual one; {@link #notes} says so.
 */
public final class FilmDecoder implements FrameSource {
    private final FilmInfo film;
    private final Process process;
    private final Complaints complaints;
    private final NutReader reader;

    /**
     * Starts decoding.
     *
     * @param fromSeconds frames before this moment of the film, counted from its beginning, are skipped; 0 for none
     * @throws IOException with one line about the film if it has no frames that can be decoded
     */
    public FilmDecoder(Ffmpeg ffmpeg, FilmInfo film, double fromSeconds) throws IOException {
        this.film = film;
        List<String> command = ffmpeg.command();
        if (fromSeconds > 0) {
            command.addAll(List.of("-ss", FilmPart.seconds(fromSeconds)));
        }
        command.add("-copyts");
        command.addAll(Ffmpeg.input(film.file()));
        command.addAll(List.of("-map", "0:" + film.video().index(), "-vf", filters(ffmpeg, film)));
        command.addAll(ffmpeg.everyFrame());
        command.addAll(List.of("-enc_time_base", "-1", "-c:v", "rawvideo", "-f", "nut", "pipe:1"));
        this.process = Ffmpeg.start(command);
        this.complaints = Complaints.of(process);
        NutReader started = null;
        try {
            process.getOutputStream().close();
            started = new NutReader(process.getInputStream());
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (started == null) {
                process.destroyForcibly();
            }
        }
        this.reader = started;
    }

    private static String filters(Ffmpeg ffmpeg, FilmInfo film) {
        List<String> filters = new ArrayList<>();
        if (film.isInterlaced() && ffmpeg.hasFilter("bwdif")) {
            filters.add("bwdif=mode=send_frame:deint=all");
        }
        String matrix = film.colorMatrix();
        if (film.isHdr() && canMapTones(ffmpeg)) {
            String transfer = film.video().get("color_transfer");
            filters.add("zscale=tin=" + transfer + ":pin=bt2020:min=bt2020nc:t=linear:npl=203");
            filters.add("format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv");
            filters.add("format=yuv420p");
            matrix = "bt709";
        }
        filters.add("scale=in_color_matrix=" + swscaleMatrix(matrix));
        filters.add("format=" + (film.hasAlpha() ? "bgra" : "bgr0"));
        return String.join(",", filters);
    }

    private static boolean canMapTones(Ffmpeg ffmpeg) {
        return ffmpeg.hasFilter("zscale") && ffmpeg.hasFilter("tonemap");
    }

    /** The scale filter's name of a matrix. */
    static String swscaleMatrix(String matrix) {
        return switch (matrix) {
            case "bt2020nc" -> "bt2020";
            case "bt709", "fcc", "smpte240m" -> matrix;
            default -> "smpte170m";
        };
    }

    /** What is done to this film's frames that its owner should know, a line each. */
    public static List<String> notes(Ffmpeg ffmpeg, FilmInfo film) {
        List<String> notes = new ArrayList<>();
        if (film.isHdr()) {
            notes.add(
                    canMapTones(ffmpeg)
                            ? "high dynamic range (" + film.video().get("color_transfer")
                                    + ") is mapped to the usual range of eight bits"
                            : "high dynamic range is cut to eight bits and looks pale: this ffmpeg lacks zscale, which would map it");
        } else if (film.isDeep()) {
            notes.add("samples of " + film.video().get("pix_fmt") + " are reduced to eight bits");
        }
        if (film.isInterlaced()) {
            notes.add("interlaced fields are woven into whole frames");
        }
        return notes;
    }

    /** The matrix that the decoded film's samples came from, which the result should have, too. */
    public static Optional<String> matrix(Ffmpeg ffmpeg, FilmInfo film) {
        return film.isHdr() && canMapTones(ffmpeg) ? Optional.of("bt709") : Optional.of(film.colorMatrix());
    }

    @Override
    public FrameFormat format() {
        return reader.format();
    }

    @Override
    public boolean read(Frame target) throws IOException {
        try {
            if (reader.read(target)) {
                return true;
            }
            complaints.requireSuccess();
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What FFmpeg says is the cause; that its stream ended is only what followed. */
    private IOException failure(IOException e) {
        process.destroy();
        String reason = "";
        try {
            complaints.await();
            reason = complaints.reason();
        } catch (IOException interrupted) {
            e.addSuppressed(interrupted);
        }
        return new IOException(film.file() + ": cannot be decoded: " + (reason.isEmpty() ? e.getMessage() : reason), e);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
