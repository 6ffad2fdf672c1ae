package io.github.animegan.image.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "fit-within(512)",
                "scale-to(450)",
                "pad-to-multiple(32)",
                "pad-to-square(reflect)",
                "pad-to-square(edge)",
                "pad-to-square(#ff8000)",
                "center-crop-square",
                "fit-within(512, lanczos)",
                "cap(2048)",
                "snap-to-multiple(32)",
                "center-crop(640, 480)",
                "clahe(2.5, 8)",
                "gray-world",
                "bilateral(5, 25, 5)",
                "without-undo(fit-within(512) + pad-to-square(edge))",
                "fit-within(512) + pad-to-multiple(32)"
            })
    void preprocessors_printAsTheyAreRead(String text) {
        Preprocessor steps = Preprocessors.parse(text);
        assertThat(steps.description()).contains(text);
        assertThat(steps).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "strength(0.8)",
                "strength(1)",
                "grade",
                "glow(2, 0.8, 0.3)",
                "bilateral(9, 75, 75)",
                "white-balance(0.5)",
                "unsharp(2, 0.4)",
                "match-brightness",
                "saturation(1.25)",
                "contrast(0.9)",
                "side-by-side",
                "strength(0.5) + strength(0.25)"
            })
    void postprocessors_printAsTheyAreRead(String text) {
        Postprocessor steps = Postprocessors.parse(text);
        assertThat(steps.description()).contains(text);
        assertThat(steps).hasToString(text);
    }

    @Test
    void factories_describeThemselves() {
        assertThat(Preprocessors.fitWithin(512)
                        .then(Preprocessors.padToSquare())
                        .description())
                .contains("fit-within(512) + pad-to-square(reflect)");
        assertThat(Preprocessors.padToSquare(Border.color(Color.PINK)).description())
                .contains("pad-to-square(#ffafaf)");
        assertThat(Postprocessors.strength(1).description()).contains("strength(1)");
    }

    @Test
    void commas_spaces_andDefaults_areReadToo() {
        assertThat(Preprocessors.parse(" fit-within( 512 ) ,pad-to-square ").description())
                .contains("fit-within(512) + pad-to-square(reflect)");
        assertThat(Preprocessors.parse("without-undo(fit-within(512), center-crop-square)")
                        .description())
                .contains("without-undo(fit-within(512) + center-crop-square)");
    }

    @Test
    void stepsWithoutArguments_printTheirDefaults() {
        assertThat(Preprocessors.parse("fit-within(medium) + cap + clahe + bilateral + pad-to-square"))
                .hasToString(
                        "fit-within(512) + cap(2048) + clahe(2, 8) + bilateral(5, 25, 5) + pad-to-square(reflect)");
        assertThat(Preprocessors.fitWithin(SizePreset.FULL)
                        .then(Preprocessors.cap())
                        .then(Preprocessors.clahe())
                        .then(Preprocessors.denoise()))
                .hasToString("fit-within(1080) + cap(2048) + clahe(2, 8) + bilateral(5, 25, 5)");
        assertThat(Preprocessors.parse("denoise")).hasToString("bilateral(5, 25, 5)");
        assertThat(Postprocessors.glow()
                        .then(Postprocessors.bilateral())
                        .then(Postprocessors.whiteBalance())
                        .then(Postprocessors.unsharpMask()))
                .hasToString(Postprocessors.parse("glow + bilateral + white-balance + unsharp")
                        .toString());
        assertThat(Postprocessors.parse("glow + bilateral + white-balance + unsharp(3)"))
                .hasToString("glow(2, 0.8, 0.3) + bilateral(9, 75, 75) + white-balance(0.5) + unsharp(3, 0.4)");
    }

    @Test
    void recipes_composeAndPrintThemselves() {
        assertThat(Recipe.parse("none")).isEqualTo(Recipe.NONE).hasToString("before: none; after: none");
        assertThat(Recipe.parse("shinkai")).hasToString("before: none; after: grade + glow(2, 0.8, 0.3)");
        assertThat(Recipe.parse("portrait"))
                .hasToString("before: none; after: bilateral(9, 75, 75) + white-balance(0.5) + unsharp(2, 0.4)");
        Recipe small = new Recipe(Preprocessors.fitWithin(512), Postprocessors.none());
        assertThat(small.then(Recipe.parse("shinkai, none")))
                .hasToString("before: fit-within(512); after: grade + glow(2, 0.8, 0.3)");
        assertThat(new Recipe(Prepared::withoutUndo, Postprocessors.none()))
                .hasToString("before: not described; after: none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse("ghibli"))
                .withMessage("there is no recipe 'ghibli'; known: none, shinkai, portrait");
    }

    @Test
    void none_vanishesInChains() {
        assertThat(Preprocessors.none().then(Preprocessors.scaleTo(8)).description())
                .contains("scale-to(8)");
        assertThat(Postprocessors.strength(0.5).then(Postprocessors.none()).description())
                .contains("strength(0.5)");
    }

    @Test
    void lambdas_haveNoDescriptionUnlessGivenOne() {
        Preprocessor lambda = Prepared::withoutUndo;
        assertThat(lambda.description()).isEmpty();
        assertThat(lambda.withoutUndo().description()).isEmpty();
        assertThat(Preprocessors.scaleTo(8).then(lambda).description()).isEmpty();
        assertThat(Preprocessors.scaleTo(8)
                        .then(Preprocessors.named("mine", lambda))
                        .description())
                .contains("scale-to(8) + mine");
        Postprocessor after = (stylized, original) -> original;
        assertThat(after.then(Postprocessors.strength(0.5)).description()).isEmpty();
        assertThat(Postprocessors.named("the photo", after).description()).contains("the photo");
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.named(" ", after));
    }

    @Test
    void unknownStep_isNamedBesideTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preprocessors.parse("fit-within(512), clahee"))
                .withMessageContainingAll("no preprocessor 'clahee'", "fit-within(longest-side", "pad-to-square(");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Postprocessors.parse("fit-within(512)"))
                .withMessageContainingAll("no postprocessor 'fit-within'", "strength(factor)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Postprocessors.parse(""))
                .withMessageContaining("no postprocessor ''");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fit-within; the longest-side is missing",
                "fit-within(big); longest-side is a whole number, not 'big'",
                "fit-within(0); fit-within(0): the longest side must be positive, not 0",
                "fit-within(512; lacks a closing parenthesis",
                "fit-within(8, nearest); resampling is one of [bicubic, lanczos], not 'nearest'",
                "clahe(0, 8); the clip limit must be in [0.1, 100], not 0",
                "none(1); 1 arguments where at most 0 go",
                "pad-to-square(blue); not 'blue'",
                "without-undo; the step... is missing"
            })
    void wrongArguments_areNamed(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preprocessors.parse(text))
                .withMessageContaining(message);
    }

    @Test
    void endlessText_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Preprocessors.parse("without-undo(".repeat(100_000)));
    }
}
