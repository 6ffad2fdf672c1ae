package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepSyntax;
import io.github.animegan.image.step.text.StepTable;
import java.util.List;

/**
 * Steps before and after the generator under one name. Immutable; recipes compose with {@link #then}.
 *
 * @param before from the photo to what the generator sees
 * @param after from the stylized picture to the result
 */
public record Recipe(Preprocessor before, Postprocessor after) {
    /** Nothing before, nothing after. */
    public static final Recipe NONE = new Recipe(Preprocessors.none(), Postprocessors.none());

    /** Landscapes with bright skies: the Shinkai color grade, then glow. */
    public static final Recipe SHINKAI =
            new Recipe(Preprocessors.none(), Postprocessors.shinkaiGrade().then(Postprocessors.glow()));

    /** Faces: smooth skin, half of the color cast away, crisp eyes. */
    public static final Recipe PORTRAIT = new Recipe(
            Preprocessors.none(),
            Postprocessors.bilateral().then(Postprocessors.whiteBalance()).then(Postprocessors.unsharpMask()));

    private static final StepTable<Recipe> TABLE = new StepTable<>(
            "recipe", Recipe::then, List.of(row("none", NONE), row("shinkai", SHINKAI), row("portrait", PORTRAIT)));

    private static StepSyntax<Recipe> row(String name, Recipe recipe) {
        return new StepSyntax<>(name, List.of(), arguments -> recipe);
    }

    /**
     * {@return the recipe of that name, {@code none}, {@code shinkai} or {@code portrait}, or several joined by {@code +}}
     *
     * @param names one, or several joined by {@code +}
     * @throws IllegalArgumentException if a name is unknown, with the known ones
     */
    public static Recipe parse(String names) {
        return TABLE.parse(names);
    }

    /**
     * {@return this recipe's steps, then the next one's, before the generator and after it}
     *
     * @param next whose steps come after this one's, before the generator and after it
     */
    public Recipe then(Recipe next) {
        return new Recipe(before.then(next.before), after.then(next.after));
    }

    /** For example {@code before: none; after: grade + glow(2, 0.8, 0.3)}. */
    @Override
    public String toString() {
        return "before: " + before.description().orElse("not described") + "; after: "
                + after.description().orElse("not described");
    }
}
