package io.github.animegan.video.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of files that films are written as. */
public enum Container {
    /** MPEG-4. */
    MP4("mp4", "mp4 m4v", "aac mp3 ac3 eac3 opus flac alac", "aac", "mov_text", "mov_text dvd_subtitle"),
    /** QuickTime. */
    MOV(
            "mov",
            "mov qt",
            "aac mp3 ac3 eac3 alac pcm_s16le pcm_s16be pcm_s24le pcm_s24be",
            "aac",
            "mov_text",
            "mov_text"),
    /** Matroska, which takes nearly everything. */
    MKV("matroska", "mkv", "*", "aac", "srt", "*"),
    /** The open kind for browsers. */
    WEBM("webm", "webm", "opus vorbis", "libopus", "webvtt", "webvtt"),
    /** An animation of 256 colors. */
    GIF("gif", "gif", "", "", "", ""),
    /** An animation of all colors, with transparency, without loss. */
    APNG("apng", "apng png", "", "", "", ""),
    /** An animation of all colors, with transparency, small. */
    WEBP("webp", "webp", "", "", "", "");

    private static final Set<String> TEXT_SUBTITLES =
            Set.of("mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text");

    private final String muxer;
    private final String extensions;
    private final String copiedAudio;
    private final String audioEncoder;
    private final String subtitleEncoder;
    private final String copiedSubtitles;

    Container(
            String muxer,
            String extensions,
            String copiedAudio,
            String audioEncoder,
            String subtitleEncoder,
            String copiedSubtitles) {
        this.muxer = muxer;
        this.extensions = extensions;
        this.copiedAudio = copiedAudio;
        this.audioEncoder = audioEncoder;
        this.subtitleEncoder = subtitleEncoder;
        this.copiedSubtitles = copiedSubtitles;
    }

    /** The kind that a file's name ends with; empty if films are not written as that. */
    public static Optional<Container> of(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(container -> has(container.extensions, extension))
                .findFirst();
    }

    /** As {@link #of}, where there must be one. */
    static Container required(Path file) throws IOException {
        return of(file).orElseThrow(() ->
                new IOException(file + ": films are written as .mp4, .mov, .mkv, .webm, .gif, .apng or .webp"));
    }

    private static boolean has(String names, String name) {
        return List.of(names.split(" ", -1)).contains(name);
    }

    /** FFmpeg's name. */
    String muxer() {
        return muxer;
    }

    /** Whether it has pictures only. */
    public boolean isAnimation() {
        return copiedAudio.isEmpty();
    }

    /** The encoder for a track of sound: {@code copy} where it can stay as it is. */
    String audioCodec(String codec) {
        return has(copiedAudio, "*") || has(copiedAudio, codec) ? "copy" : audioEncoder;
    }

    /** The encoder for a track of subtitles: {@code copy} where it can stay; empty where it cannot be there at all. */
    Optional<String> subtitleCodec(String codec) {
        if (has(copiedSubtitles, codec) || (has(copiedSubtitles, "*") && !codec.equals("mov_text"))) {
            return Optional.of("copy");
        }
        return TEXT_SUBTITLES.contains(codec) && !subtitleEncoder.isEmpty()
                ? Optional.of(subtitleEncoder)
                : Optional.empty();
    }
}
