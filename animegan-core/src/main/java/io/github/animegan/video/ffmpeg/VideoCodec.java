package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Rational;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The encoders of moving pictures that this library knows how to set, in the order in which they are taken. */
enum VideoCodec {
    H264("h264", "libx264", "mp4", 18, 51),
    OPENH264("h264", "libopenh264", "mp4", -1, 0),
    H265("h265", "libx265", "mp4", 20, 51),
    VP9("vp9", "libvpx-vp9", "mp4", 24, 63),
    SVT_AV1("av1", "libsvtav1", "mp4", 26, 63),
    AOM_AV1("av1", "libaom-av1", "mp4", 26, 63),
    MPEG4("mpeg4", "mpeg4", "mp4", 3, 31),
    /** Without loss, for what is encoded once more at the end. */
    FFV1("ffv1", "ffv1", "nut", -1, 0);

    /** MPEG-4 part 2 has clocks of at most so many ticks a second. */
    private static final int MPEG4_TICKS = 65535;

    /** Bits for a sample of a frame where quality cannot be asked for. */
    private static final double BITS_PER_SAMPLE = 0.15;

    private final String name;
    private final String encoder;
    private final String segmentMuxer;
    private final int standardCrf;
    private final int greatestCrf;

    VideoCodec(String name, String encoder, String segmentMuxer, int standardCrf, int greatestCrf) {
        this.name = name;
        this.encoder = encoder;
        this.segmentMuxer = segmentMuxer;
        this.standardCrf = standardCrf;
        this.greatestCrf = greatestCrf;
    }

    /**
     * Chooses an encoder of those that this FFmpeg has.
     *
     * @param wanted a codec ({@code h265}) or an encoder ({@code libx265}) by its name; null for whichever suits the container
     * @throws IOException with a line that names those there are, if the wanted one is unknown, missing or does not suit
     */
    static VideoCodec choose(Ffmpeg ffmpeg, Container container, @Nullable String wanted) throws IOException {
        if (container.isAnimation()) {
            if (wanted != null) {
                throw new IOException("a codec (" + wanted + ") cannot be chosen for animations");
            }
            return FFV1;
        }
        List<VideoCodec> suitable = Arrays.stream(values())
                .filter(codec -> codec.suits(container) && ffmpeg.hasEncoder(codec.encoder))
                .toList();
        List<VideoCodec> chosen = suitable.stream()
                .filter(codec -> wanted == null || codec.isCalled(wanted))
                .toList();
        if (chosen.isEmpty()) {
            String there = suitable.stream().map(codec -> codec.name).distinct().collect(Collectors.joining(", "));
            throw new IOException((wanted == null ? "no encoder" : "no encoder for " + wanted) + " that suits ."
                    + container.name().toLowerCase(Locale.ROOT) + " files in this ffmpeg"
                    + (there.isEmpty() ? "" : "; there are " + there));
        }
        return chosen.get(0);
    }

    private boolean isCalled(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return encoder.equals(lower)
                || name.equals(lower)
                || (name.equals("h265") && lower.equals("hevc"))
                || (name.equals("h264") && lower.equals("avc"));
    }

    private boolean suits(Container container) {
        return switch (container) {
            case WEBM -> this == VP9 || this == SVT_AV1 || this == AOM_AV1;
            case MOV -> this == H264 || this == OPENH264 || this == H265 || this == MPEG4;
            default -> this != FFV1;
        };
    }

    /** The encoder's name. */
    String encoder() {
        return encoder;
    }

    /** The container for pieces of a film. */
    String segmentMuxer() {
        return segmentMuxer;
    }

    /** Whether both sides of a frame must be even, since a sample of color stands for four. */
    boolean needsEvenSides() {
        return this != FFV1;
    }

    /** @throws IOException if there is no such quality */
    void check(OptionalInt crf) throws IOException {
        if (crf.isPresent() && (standardCrf < 0 || crf.getAsInt() < 0 || crf.getAsInt() > greatestCrf)) {
            throw new IOException(
                    standardCrf < 0
                            ? encoder + " has no quality setting (crf)"
                            : "a quality (crf) of " + crf.getAsInt() + ": " + encoder + " has 0 to " + greatestCrf);
        }
    }

    /** The encoder's options for a film of that size and rate. */
    List<String> options(OptionalInt crf, int samples, Rational rate, Rational timeBase, boolean alpha) {
        String quality = Integer.toString(crf.orElse(standardCrf));
        List<String> options = new ArrayList<>(List.of("-c:v", encoder));
        switch (this) {
            case H264 ->
                // The rate goes into the headers, which must be the same in all pieces.
                options.addAll(List.of("-preset", "medium", "-crf", quality, "-x264-params", "fps=" + rate));
            case H265 ->
                options.addAll(List.of(
                        "-preset", "medium", "-crf", quality, "-tag:v", "hvc1", "-x265-params", "log-level=error"));
            case VP9 ->
                options.addAll(
                        List.of("-crf", quality, "-b:v", "0", "-deadline", "good", "-cpu-used", "4", "-row-mt", "1"));
            case SVT_AV1 -> options.addAll(List.of("-crf", quality, "-preset", "8"));
            case AOM_AV1 -> options.addAll(List.of("-crf", quality, "-b:v", "0", "-cpu-used", "6", "-row-mt", "1"));
            case MPEG4 -> options.addAll(List.of("-q:v", Integer.toString(Math.max(1, crf.orElse(standardCrf)))));
            case OPENH264 ->
                options.addAll(List.of("-b:v", Long.toString((long) (samples * rate.toDouble() * BITS_PER_SAMPLE))));
            case FFV1 -> options.addAll(List.of("-level", "3", "-coder", "1", "-g", "1"));
        }
        options.addAll(List.of("-pix_fmt", pixelFormat(alpha), "-enc_time_base", encoderClock(timeBase)));
        return options;
    }

    private String pixelFormat(boolean alpha) {
        if (this == FFV1) {
            return alpha ? "bgra" : "bgr0";
        }
        return "yuv420p";
    }

    private String encoderClock(Rational timeBase) {
        boolean tooFine = this == MPEG4 && timeBase.denominator() > MPEG4_TICKS;
        return tooFine ? "1:60000" : "-1"; // -1 is the clock of the frames
    }
}
