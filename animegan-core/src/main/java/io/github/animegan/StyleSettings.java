package io.github.animegan;

import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.MemoryPolicy;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that changes a picture besides its photo, as a value: equal settings give equal pictures on the same backend. For whatever keeps,
 * sends or compares them: servers, caches, jobs of a cluster, notes of what was done. Immutable, and printed as {@link #parse} reads it:
 *
 * <pre>{@code
 * style=sora; before=cap(1280) + clahe(2, 8); after=glow(2, 0.8, 0.2); memory=reduce
 * }</pre>
 *
 * @param style the name of a style, or {@code sha256:} and the hash of its weights and their metadata, which only
 *     {@link AnimeGan#settings} makes
 * @param before the steps before the generator as they describe themselves, with all arguments
 * @param after the steps after the generator, likewise
 * @param memory what happens to photos that are too large
 * @param canvas the longer side of the canvas in pixels ({@link AnimeGanBuilder#canvas}), {@code photo} for the photo's own size, or
 *     {@code style} for the style's canvas
 * @param flatness how much drawings are flattened, in levels from 0 to 128 ({@link AnimeGanBuilder#flatness}), or {@code style} as the style has it
 * @param faces which faces are drawn by themselves; where it is not {@code OFF}, a generator needs what finds them, too ({@link
 *     AnimeGanBuilder#faces}). {@link AnimeGan#settings} has the detector among the steps instead, as it changes pictures
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // Error Prone does not know that classes may be excluded.
public record StyleSettings(
        String style,
        String before,
        String after,
        MemoryPolicy memory,
        String canvas,
        String flatness,
        FacePolicy faces)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** What {@code canvas} and {@code flatness} are unless set; not printed. */
    static final String OF_STYLE = "style";

    static final String OF_PHOTO = "photo";

    private static final List<String> KEYS =
            List.of("style", "before", "after", "memory", "canvas", "flatness", "faces");
    private static final Pattern CANVAS = Pattern.compile("style|photo|[1-9][0-9]{0,4}");
    private static final Pattern FLATNESS = Pattern.compile("style|0|[1-9][0-9]{0,2}");

    /** The highest flatness, in levels: half of the 255 that a color has. */
    static final int MOST_FLATNESS = 128;

    private static final int LONGEST_TEXT = 5000;
    private static final String NONE = "none";

    /**
     * Checks the parts.
     *
     * @param style the name of a style, or {@code sha256:} and the hash of its weights and their metadata, which only {@link
     *     AnimeGan#settings} makes
     * @param before the steps before the generator as they describe themselves, with all arguments
     * @param after the steps after the generator, likewise
     * @param memory what happens to photos that are too large
     * @param canvas the longer side of the canvas in pixels ({@link AnimeGanBuilder#canvas}), {@code photo} for the photo's own size, or
     *     {@code style} for the style's canvas
     * @param flatness how much drawings are flattened, in levels from 0 to 128 ({@link AnimeGanBuilder#flatness}), or {@code style} as the style has it
     * @param faces which faces are drawn by themselves; where it is not {@code OFF}, a generator needs what finds them, too ({@link
     *     AnimeGanBuilder#faces})
     * @throws IllegalArgumentException if a part is blank or has a semicolon, which keeps the parts of the text apart, or if the canvas or
     *     the flatness is no such number or word
     */
    public StyleSettings {
        requirePart("style", style);
        requirePart("before", before);
        requirePart("after", after);
        requireThat(CANVAS.matcher(canvas).matches(), "canvas", canvas, "style, photo or a number of pixels");
        requireThat(
                isFlatness(flatness), "flatness", flatness, "style or a number of levels from 0 to " + MOST_FLATNESS);
    }

    private static boolean isFlatness(String text) {
        return FLATNESS.matcher(text).matches() && (text.equals(OF_STYLE) || Integer.parseInt(text) <= MOST_FLATNESS);
    }

    private static void requireThat(boolean holds, String key, String text, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + wanted + ", not '" + text + "'");
        }
    }

    private static void requirePart(String key, String text) {
        if (text.isBlank() || text.contains(";")) {
            throw new IllegalArgumentException(
                    key + " must neither be blank nor have a semicolon, as in '" + text + "'");
        }
    }

    /**
     * {@return a style as it is: no steps, and photos that are too large are refused}
     *
     * @param style the name of a style
     */
    public static StyleSettings of(String style) {
        return new StyleSettings(style, NONE, NONE, MemoryPolicy.FAIL, OF_STYLE, OF_STYLE, FacePolicy.OFF);
    }

    /**
     * {@return these settings with other steps before the generator, whose text is kept as the steps describe themselves, however it was
     * written}
     *
     * @param steps as {@link Preprocessors#parse} reads them; {@code none} for none
     * @throws IllegalArgumentException if {@link Preprocessors#parse} cannot read them
     */
    public StyleSettings withBefore(String steps) {
        String text = Preprocessors.parse(steps).description().orElse(steps);
        return new StyleSettings(style, text, after, memory, canvas, flatness, faces);
    }

    /**
     * {@return these settings with other steps after the generator, likewise}
     *
     * @param steps as {@link Postprocessors#parse} reads them; {@code none} for none
     * @throws IllegalArgumentException if {@link Postprocessors#parse} cannot read them
     */
    public StyleSettings withAfter(String steps) {
        String text = Postprocessors.parse(steps).description().orElse(steps);
        return new StyleSettings(style, before, text, memory, canvas, flatness, faces);
    }

    /**
     * {@return these settings with another answer to photos that are too large}
     *
     * @param policy whether such photos fail, are reduced, or are computed in parts
     */
    public StyleSettings withMemory(MemoryPolicy policy) {
        return new StyleSettings(style, before, after, policy, canvas, flatness, faces);
    }

    /**
     * {@return these settings with a canvas: a number of pixels, {@code photo} or {@code style}}
     *
     * @param wanted from 1 to 99999 pixels of the longer side, {@code photo} for the photo's own size, or {@code style} for the style's
     *     canvas
     * @throws IllegalArgumentException if it is none of these
     */
    public StyleSettings withCanvas(String wanted) {
        return new StyleSettings(style, before, after, memory, wanted, flatness, faces);
    }

    /**
     * {@return these settings with a flatness: a number of levels or {@code style}}
     *
     * @param wanted from 0 to 128 levels of 255, or {@code style} for the style's flatness
     * @throws IllegalArgumentException if it is none of these
     */
    public StyleSettings withFlatness(String wanted) {
        return new StyleSettings(style, before, after, memory, canvas, wanted, faces);
    }

    /**
     * {@return these settings with another choice of the faces that are drawn by themselves}
     *
     * @param policy which faces; a generator of these settings then needs {@link AnimeGanBuilder#faces}, but for {@code OFF}
     */
    public StyleSettings withFaces(FacePolicy policy) {
        return new StyleSettings(style, before, after, memory, canvas, flatness, policy);
    }

    /**
     * Reads what {@link #toString} prints; only the style must be there, and the parts may come in any order.
     *
     * @param text parts such as {@code before=cap(1280)}, joined by semicolons
     * @return the settings, with {@code none}, {@code fail} and {@code style} for parts that are left out
     * @throws IllegalArgumentException naming the part that is wrong, and what it may be
     */
    public static StyleSettings parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "settings have at most " + LONGEST_TEXT + " characters, not " + text.length());
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (equals < 0 || !KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "'" + key + "' is no setting; write name=value; ... with " + String.join(", ", KEYS));
            }
            if (parts.put(key, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("'" + key + "' is set twice");
            }
        }
        if (!parts.containsKey("style")) {
            throw new IllegalArgumentException("'" + text + "' names no style");
        }
        return of(parts.get("style"))
                .withBefore(parts.getOrDefault("before", NONE))
                .withAfter(parts.getOrDefault("after", NONE))
                .withMemory(constant(
                        "memory", parts.getOrDefault("memory", name(MemoryPolicy.FAIL)), MemoryPolicy.values()))
                .withCanvas(parts.getOrDefault("canvas", OF_STYLE))
                .withFlatness(parts.getOrDefault("flatness", OF_STYLE))
                .withFaces(constant("faces", parts.getOrDefault("faces", name(FacePolicy.OFF)), FacePolicy.values()));
    }

    private static <E extends Enum<E>> E constant(String key, String name, E[] all) {
        return Arrays.stream(all)
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        key + " is one of " + Arrays.toString(all).toLowerCase(Locale.ROOT) + ", not '" + name + "'"));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "style=%s; before=%s; after=%s; memory=%s".formatted(style, before, after, name(memory))
                + printed("canvas", canvas)
                + printed("flatness", flatness)
                + (faces == FacePolicy.OFF ? "" : "; faces=" + name(faces));
    }

    private static String printed(String key, String value) {
        return value.equals(OF_STYLE) ? "" : "; " + key + "=" + value;
    }
}
