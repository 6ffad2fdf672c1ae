package io.github.animegan.examples.web;

import io.github.animegan.StyleSettings;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.step.Recipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client wants of a picture.
 *
 * @param style its name
 * @param recipe steps before and after the generator, as {@link Recipe#parse} reads them
 * @param size the longest side; larger photos are reduced to it
 * @param strength from 0, the photo, to 1, the anime picture
 * @param faces which faces are drawn by themselves
 */
record PictureOptions(String style, String recipe, int size, double strength, FacePolicy faces, PictureFormat format) {
    static final Set<String> FIELDS = Set.of("style", "recipe", "size", "strength", "faces", "format");
    static final int LEAST_SIZE = 32;

    private static final int LONGEST_VALUE = 100;

    /**
     * Reads options that came as fields.
     *
     * @param styles what there is here
     * @throws Problem naming the field that is wrong, and what it may be
     */
    static PictureOptions of(Map<String, String> fields, Styles styles, int maxSide) {
        fields.forEach((key, value) -> {
            if (!FIELDS.contains(key)) {
                throw wrong(
                        key,
                        "there is no such field; there are photo, "
                                + FIELDS.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (value.length() > LONGEST_VALUE) {
                throw wrong(key, "longer than " + LONGEST_VALUE + " characters");
            }
        });
        String style = fields.getOrDefault("style", styles.standard());
        if (!styles.has(style)) {
            throw wrong("style", "no such style; /v1/styles lists them");
        }
        return new PictureOptions(
                style,
                recipe(fields.getOrDefault("recipe", "none")),
                size(fields.getOrDefault("size", "original"), maxSide),
                strength(fields.getOrDefault("strength", "1")),
                faces(fields.getOrDefault("faces", "off"), styles),
                format(fields.getOrDefault("format", "png")));
    }

    private static String recipe(String name) {
        try {
            Recipe.parse(name);
            return name;
        } catch (IllegalArgumentException e) {
            throw wrong("recipe", String.valueOf(e.getMessage()));
        }
    }

    private static int size(String text, int maxSide) {
        if (text.equals("original")) {
            return maxSide;
        }
        try {
            int size = Integer.parseInt(text);
            if (size >= LEAST_SIZE && size <= maxSide) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("size", "must be 'original' or a longest side from " + LEAST_SIZE + " to " + maxSide + " pixels");
    }

    private static double strength(String text) {
        try {
            double strength = Double.parseDouble(text);
            if (strength >= 0 && strength <= 1) {
                return strength;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("strength", "must be a number from 0 to 1");
    }

    private static FacePolicy faces(String text, Styles styles) {
        FacePolicy policy = Arrays.stream(FacePolicy.values())
                .filter(each -> name(each).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("faces", "must be off, auto, all or only"));
        if (!styles.faces().contains(policy)) {
            throw Problem.badRequest(
                            "no-face-weights",
                            "faces: nothing finds faces on this server; 'animegan fetch mtcnn' on its machine gets what does, or"
                                    + " its option --face-weights names a folder that has it")
                    .with("field", "faces");
        }
        return policy;
    }

    /** As clients write it. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static PictureFormat format(String text) {
        String name = text.equals("jpg") ? "jpeg" : text;
        return Arrays.stream(PictureFormat.values())
                .filter(format -> name(format).equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("format", "must be png, jpeg or webp"));
    }

    private static Problem wrong(String field, String why) {
        String shown = field.length() > 40 ? field.substring(0, 40) + "..." : field;
        return Problem.badRequest("bad-option", shown + ": " + why).with("field", shown);
    }

    /** What of it a generator does: all but the size, to which the photo is reduced before, the strength and the format. */
    StyleSettings settings() {
        Recipe steps = Recipe.parse(recipe);
        return StyleSettings.of(style)
                .withBefore(text(steps.before().description()))
                .withAfter(text(steps.after().description()))
                .withFaces(faces);
    }

    private static String text(Optional<String> description) {
        return description.orElseThrow(() -> new AssertionError("steps of recipes describe themselves"));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("style", style);
        map.put("recipe", recipe);
        map.put("size", size);
        map.put("strength", strength);
        map.put("faces", name(faces));
        map.put("format", name(format));
        return map;
    }
}
