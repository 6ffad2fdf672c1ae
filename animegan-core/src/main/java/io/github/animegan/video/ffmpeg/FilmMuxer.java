package io.github.animegan.video.ffmpeg;

import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.video.ffmpeg.FilmInfo.Track;
import io.github.animegan.video.frame.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a film together, with all else that the original has: sound, subtitles, attachments, chapters and
 * metadata. Nothing is encoded again where the container takes it as it is. The film appears whole or not at all.
 */
final class FilmMuxer {
    /**
     * Decoding times of a piece may begin before those of the piece before have ended, where frames come at uneven times;
     * they only have to rise and not to be behind the time of showing.
     */
    private static final String RISING_DECODING_TIMES =
            "setts=pts=PTS:dts=if(eq(N\\,0)\\,DTS\\,min(PTS\\,max(DTS\\,PREV_OUTDTS+1)))";

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Ffmpeg ffmpeg;
    private final WorkFolder work;
    private final Container container;
    private final Rational timeBase;
    private final long lastDuration;

    /** @param lastDuration how long the last frame is shown, in ticks of the time base */
    FilmMuxer(Ffmpeg ffmpeg, WorkFolder work, Container container, Rational timeBase, long lastDuration) {
        this.ffmpeg = ffmpeg;
        this.work = work;
        this.container = container;
        this.timeBase = timeBase;
        this.lastDuration = lastDuration;
    }

    /**
     * Writes the film.
     *
     * @param original where all but the moving pictures comes from; null for nowhere
     * @param part of the original that was taken
     */
    void write(Path film, @Nullable FilmInfo original, FilmPart part) throws IOException {
        Path list = work.folder().resolve("list.txt");
        Files.write(list, list());
        UnfinishedFile.create(film, file -> {
            List<String> command = container.isAnimation() ? animation(list) : mux(list, original, part);
            command.addAll(List.of("-f", container.muxer(), Ffmpeg.name(file)));
            run(command);
        });
    }

    private void run(List<String> command) throws IOException {
        try {
            Ffmpeg.run(command, line -> {});
        } catch (Ffmpeg.MissingProgramException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("ffmpeg could not put the film together: " + e.getMessage(), e);
        }
    }

    /** The pieces with how long each is, so that each begins where it began, to the last tick. */
    private List<String> list() {
        List<String> lines = new ArrayList<>(List.of("ffconcat version 1.0"));
        List<Piece> pieces = work.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            long end = i + 1 < pieces.size() ? pieces.get(i + 1).firstPts() : piece.lastPts() + lastDuration;
            long micros = timeBase.micros(end) - timeBase.micros(piece.firstPts());
            lines.add("file " + work.video(i).getFileName());
            lines.add(String.format(
                    Locale.ROOT, "duration %d.%06d", micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND));
        }
        return lines;
    }

    private List<String> concatenated(Path list) {
        return List.of("-protocol_whitelist", "file", "-f", "concat", "-i", Ffmpeg.name(list));
    }

    private List<String> mux(Path list, @Nullable FilmInfo original, FilmPart part) {
        List<String> command = ffmpeg.command();
        double offset = timeBase.seconds(work.pieces().get(0).firstPts());
        double beginning = original == null ? 0 : beginning(original, part);
        if (original != null) {
            offset += beginning - original.startSeconds() - part.from();
        }
        command.addAll(List.of("-itsoffset", FilmPart.seconds(offset)));
        command.addAll(concatenated(list));
        List<String> codecs = new ArrayList<>(List.of("-c:v", "copy", "-bsf:v:0", RISING_DECODING_TIMES));
        if (original == null) {
            command.addAll(List.of("-map", "0:v:0"));
        } else {
            if (part.from() > 0) {
                command.addAll(List.of("-ss", FilmPart.seconds(part.from())));
            }
            part.to().ifPresent(to -> command.addAll(List.of("-to", FilmPart.seconds(to))));
            command.addAll(List.of("-itsoffset", FilmPart.seconds(beginning)));
            command.addAll(Ffmpeg.input(original.file()));
            mapTracks(original, command, codecs);
            command.addAll(List.of("-map_metadata", "1", "-map_chapters", "1"));
        }
        command.addAll(codecs);
        if (container == Container.MP4 || container == Container.MOV) {
            command.addAll(List.of("-movflags", "+faststart"));
        }
        return command;
    }

    /** When the result begins: as the film does, except that parts and recordings of broadcasts, whose clocks are any, begin at 0. */
    private static double beginning(FilmInfo original, FilmPart part) {
        return part.from() > 0 || original.isBroadcast() ? 0 : original.startSeconds();
    }

    /** The film's own pictures, and the other tracks in the original's order where the container has room for them. */
    private void mapTracks(FilmInfo original, List<String> command, List<String> codecs) {
        int audio = 0;
        int subtitles = 0;
        for (Track track : original.tracks()) {
            String codec = track.get("codec_name");
            String index = "1:" + track.index();
            if (track.index() == original.video().index()) {
                command.addAll(List.of("-map", "0:v:0"));
                codecs.addAll(tags(track));
            } else if (track.isOf("audio")) {
                command.addAll(List.of("-map", index));
                codecs.addAll(List.of("-c:a:" + audio++, container.audioCodec(codec)));
            } else if (track.isOf("subtitle")) {
                Optional<String> kept = container.subtitleCodec(codec);
                if (kept.isPresent()) {
                    command.addAll(List.of("-map", index));
                    codecs.addAll(List.of("-c:s:" + subtitles++, kept.get()));
                }
            } else if (isKept(track)) {
                command.addAll(List.of("-map", index));
            }
        }
    }

    private boolean isKept(Track track) {
        if (track.isAttachedPicture()) {
            return container == Container.MP4 || container == Container.MKV;
        }
        return track.isOf("attachment") && container == Container.MKV;
    }

    /** What people wrote about the track of pictures; what machines wrote, such as its rotation, is not true any more. */
    private static List<String> tags(Track video) {
        List<String> tags = new ArrayList<>();
        for (String key : List.of("language", "title")) {
            String value = video.get("tags." + key);
            if (!value.isEmpty()) {
                tags.addAll(List.of("-metadata:s:v:0", key + "=" + value));
            }
        }
        tags.addAll(List.of("-disposition:v:0", "default"));
        return tags;
    }

    private List<String> animation(Path list) throws IOException {
        List<String> command = ffmpeg.command();
        command.addAll(concatenated(list));
        double seconds = timeBase.seconds(lastDuration);
        switch (container) {
            case GIF -> {
                Path palette = work.folder().resolve("palette.png");
                List<String> first = ffmpeg.command();
                first.addAll(concatenated(list));
                first.addAll(List.of("-vf", "palettegen=stats_mode=full", "-frames:v", "1"));
                first.addAll(List.of("-f", "image2", "-update", "1", "-c:v", "png", Ffmpeg.name(palette)));
                run(first);
                command.addAll(List.of("-protocol_whitelist", "file", "-f", "png_pipe", "-i", Ffmpeg.name(palette)));
                command.addAll(List.of(
                        "-filter_complex", "[0:v][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"));
                command.addAll(
                        List.of("-loop", "0", "-final_delay", Long.toString(Math.max(2, Math.round(seconds * 100)))));
            }
            case APNG ->
                command.addAll(List.of(
                        "-c:v",
                        "apng",
                        "-pred",
                        "mixed",
                        "-plays",
                        "0",
                        "-final_delay",
                        Math.max(1, Math.round(seconds * 1000)) + "/1000"));
            default -> command.addAll(List.of("-c:v", "libwebp_anim", "-quality", "85", "-loop", "0"));
        }
        command.addAll(ffmpeg.everyFrame());
        command.addAll(List.of("-enc_time_base", "-1"));
        return command;
    }
}
