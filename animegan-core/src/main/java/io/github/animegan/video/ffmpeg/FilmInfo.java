package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What {@code ffprobe} tells of a film without decoding it. Immutable. */
public final class FilmInfo {
    /** Formats whose files name other files or addresses: what is read must be what was named. */
    private static final Set<String> LISTS = Set.of("hls", "dash", "concat", "concatf", "sdp", "rtsp", "image2", "imf");

    private static final Set<String> BROADCAST = Set.of("mpegts", "mpeg", "vob");

    private static final int MOST_FRAMES_A_SECOND = 1000;

    private static final Set<String> HDR_TRANSFERS = Set.of("smpte2084", "arib-std-b67");
    private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");

    private final Path file;
    private final Map<String, String> format;
    private final List<Track> tracks;
    private final Track video;

    /** One track as {@code ffprobe} describes it. */
    record Track(int index, Map<String, String> values) {
        String get(String key) {
            return values.getOrDefault(key, "");
        }

        boolean isOf(String type) {
            return get("codec_type").equals(type);
        }

        /** Cover art is a track of pictures, too. */
        boolean isAttachedPicture() {
            return get("disposition.attached_pic").equals("1");
        }
    }

    private FilmInfo(Path file, Map<String, String> format, List<Track> tracks, Track video) {
        this.file = file;
        this.format = format;
        this.tracks = tracks;
        this.video = video;
    }

    /**
     * Asks for a film.
     *
     * @throws IOException with one line about the file if it is none
     */
    public static FilmInfo of(Ffmpeg ffmpeg, Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new IOException(file + ": is empty (0 bytes)");
        }
        List<String> command = ffmpeg.probeCommand();
        command.addAll(List.of("-of", "flat", "-show_format", "-show_streams"));
        command.addAll(Ffmpeg.input(file));
        Map<String, String> values = new HashMap<>();
        try {
            Ffmpeg.run(command, line -> add(line, values));
        } catch (Ffmpeg.MissingProgramException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": not a film that ffmpeg can read: " + e.getMessage(), e);
        }
        Map<String, String> format = under("format.", values);
        if (LISTS.stream()
                .anyMatch(List.of(format.getOrDefault("format_name", "").split(",", -1))::contains)) {
            throw new IOException(file + ": a list of other files, not a film");
        }
        List<Track> tracks = tracks(values);
        Track video = tracks.stream()
                .filter(track -> track.isOf("video") && !track.isAttachedPicture())
                .findFirst()
                .orElseThrow(() -> new IOException(file + ": has no moving pictures"));
        return new FilmInfo(file, format, tracks, video);
    }

    private static void add(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            String value = line.substring(equals + 1);
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            values.put(line.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
        }
    }

    private static Map<String, String> under(String prefix, Map<String, String> values) {
        Map<String, String> found = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static List<Track> tracks(Map<String, String> values) {
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; values.containsKey("streams.stream." + i + ".index"); i++) {
            Map<String, String> track = under("streams.stream." + i + ".", values);
            tracks.add(new Track(Integer.parseInt(track.getOrDefault("index", "0")), track));
        }
        tracks.sort(Comparator.comparingInt(Track::index));
        return List.copyOf(tracks);
    }

    Path file() {
        return file;
    }

    List<Track> tracks() {
        return tracks;
    }

    /** The track of moving pictures. */
    Track video() {
        return video;
    }

    /** Whether its clock begins anywhere. */
    boolean isBroadcast() {
        return List.of(format.getOrDefault("format_name", "").split(",", -1)).stream()
                .anyMatch(BROADCAST::contains);
    }

    /** When the first of all tracks begins, in seconds; what other times are counted from. */
    public double startSeconds() {
        return number(format.getOrDefault("start_time", "")).orElse(0);
    }

    /** How long the film says that it is. */
    OptionalDouble statedSeconds() {
        OptionalDouble ofVideo = number(video.get("duration"));
        return ofVideo.isPresent() ? ofVideo : number(format.getOrDefault("duration", ""));
    }

    /** How many frames a second there are in the mean; 25/1 where the film does not say. */
    public Rational frameRate() {
        return rate("avg_frame_rate").or(() -> rate("r_frame_rate")).orElse(new Rational(25, 1));
    }

    private Optional<Rational> rate(String key) {
        try {
            Rational rate = Rational.parse(video.get(key));
            return rate.numerator() > 0 && rate.toDouble() <= MOST_FRAMES_A_SECOND
                    ? Optional.of(rate)
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    boolean isHdr() {
        return HDR_TRANSFERS.contains(video.get("color_transfer"));
    }

    /** Whether samples have more than eight bits. */
    boolean isDeep() {
        return video.get("pix_fmt").matches(".*(p9|p10|p12|p14|p16|48|64)(le|be)?");
    }

    boolean isInterlaced() {
        return INTERLACED.contains(video.get("field_order"));
    }

    boolean hasAlpha() {
        String pixels = video.get("pix_fmt");
        return pixels.startsWith("yuva")
                || pixels.startsWith("gbrap")
                || pixels.startsWith("ya")
                || pixels.matches("(rgba|bgra|argb|abgr|pal8).*");
    }

    /** The matrix between YUV and RGB; where the film does not say, players go by its size. */
    String colorMatrix() {
        String stated = video.get("color_space");
        return switch (stated) {
            case "bt709", "smpte170m", "bt470bg", "fcc", "smpte240m" -> stated;
            case "bt2020nc", "bt2020c" -> "bt2020nc";
            default -> isLarge() ? "bt709" : "smpte170m";
        };
    }

    private boolean isLarge() {
        return number(video.get("height")).orElse(0) >= 720
                || number(video.get("width")).orElse(0) >= 1280;
    }

    static OptionalDouble number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
