package io.github.animegan.examples.cli.option;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.image.step.SizePreset;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code --canvas} says: a number of pixels for the longer side, or the photo's own size.
 *
 * @param longestSide empty for the photo's size
 */
public record Canvas(OptionalInt longestSide) {
    /** Larger ones are asked for by mistake. */
    private static final int LARGEST = 16_384;

    /**
     * A size of the canvas, as it was written.
     *
     * @throws IllegalArgumentException if it is neither a number, nor a preset's name, nor {@code photo}
     */
    public static Canvas parse(String text) {
        if (text.equals("photo")) {
            return new Canvas(OptionalInt.empty());
        }
        return Stream.of(SizePreset.values())
                .filter(preset -> preset.name().toLowerCase(Locale.ROOT).equals(text))
                .map(preset -> new Canvas(OptionalInt.of(preset.longestSide())))
                .findFirst()
                .orElseGet(() -> ofPixels(text));
    }

    private static Canvas ofPixels(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int pixels = Integer.parseInt(text);
            if (pixels >= 1 && pixels <= LARGEST) {
                return new Canvas(OptionalInt.of(pixels));
            }
        }
        throw new IllegalArgumentException(
                "is a number from 1 to " + LARGEST + ", preview, medium, large, full or photo, not '" + text + "'");
    }

    public void configure(AnimeGanBuilder builder) {
        if (longestSide.isPresent()) {
            builder.canvas(longestSide.getAsInt());
        } else {
            builder.canvasOfPhoto();
        }
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return longestSide.isPresent() ? Integer.toString(longestSide.getAsInt()) : "photo";
    }
}
