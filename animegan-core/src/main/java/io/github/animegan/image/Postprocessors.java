package io.github.animegan.image;

/** The built-in {@link Postprocessor}s. All are stateless and may be shared by threads. */
public final class Postprocessors {
    private Postprocessors() {}

    /**
     * Reads steps as they describe themselves: {@code strength(0.8) + unsharp(2, 0.4)}, where a comma may stand for the plus
     * sign.
     *
     * @throws IllegalArgumentException naming what is wrong, and the known steps if one is unknown
     */
    public static Postprocessor parse(String text) {
        return PostprocessorStep.TABLE.parse(text);
    }

    /**
     * The step with a description of the caller's: it must say all that the step does, since pictures of equal descriptions
     * are taken to be equal.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public static Postprocessor named(String text, Postprocessor step) {
        return new NamedPostprocessor(text, step);
    }

    /** Leaves the stylised picture alone. */
    public static Postprocessor none() {
        return PostprocessorStep.NONE.describe((stylized, original) -> stylized);
    }

    /**
     * How much of the style to apply: {@code result = original + strength * (stylised - original)}, from 0, the original's
     * colours, to 1, the stylised picture. An original of another size is scaled to the stylised picture's. Alpha stays
     * that of the stylised picture.
     *
     * @throws IllegalArgumentException if the strength is not in [0, 1]
     */
    public static Postprocessor strength(double strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be in [0, 1], not " + strength);
        }
        float weight = (float) strength;
        Postprocessor step = (stylized, original) -> {
            if (weight == 1) {
                return stylized;
            }
            Pixels result = Pixels.of(stylized);
            PixelRows originals = PixelRows.of(Bicubic.resize(original, ImageSize.of(stylized)));
            int[] row = new int[result.width];
            for (int y = 0, i = 0; y < result.height; y++) {
                originals.read(y, row);
                for (int x = 0; x < result.width; x++, i++) {
                    result.argb[i] = blend(row[x], result.argb[i], weight);
                }
            }
            return result.toImage();
        };
        return PostprocessorStep.STRENGTH.describe(step, strength);
    }

    private static int blend(int original, int stylized, float strength) {
        return (stylized & 0xff000000)
                | blend(original, stylized, strength, 16)
                | blend(original, stylized, strength, 8)
                | blend(original, stylized, strength, 0);
    }

    private static int blend(int original, int stylized, float strength, int shift) {
        int from = original >> shift & 0xff;
        int to = stylized >> shift & 0xff;
        return (int) (from + strength * (to - from) + 0.5f) << shift;
    }
}
