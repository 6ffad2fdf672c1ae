package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.model.Upsampling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleSettingsTest {
    private static final StyleSettings SETTINGS = StyleSettings.of("mori")
            .withBefore("cap( 40 ),clahe")
            .withAfter("glow")
            .withMemory(MemoryPolicy.REDUCE);

    @Test
    void text_hasAllArgumentsAndIsReadBack() {
        assertThat(SETTINGS)
                .hasToString("style=mori; before=cap(40) + clahe(2, 8); after=" + SETTINGS.after() + "; memory=reduce");
        assertThat(SETTINGS.after()).startsWith("glow(");
        assertThat(StyleSettings.parse(SETTINGS.toString())).isEqualTo(SETTINGS);
        assertThat(StyleSettings.parse(" memory = frozen;style=sora"))
                .isEqualTo(StyleSettings.of("sora").withMemory(MemoryPolicy.FROZEN));
    }

    @Test
    void settings_areSerializable() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(SETTINGS);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(SETTINGS);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            before=cap(40)                | names no style
            style=sora; size=3            | 'size' is no setting; write name=value; ... with style, before, after, memory, canvas
            style=sora; before            | 'before' is no setting
            style=sora; style=mori        | 'style' is set twice
            style=; memory=fail           | style must neither be blank
            style=sora; memory=lots       | memory is one of [fail, reduce,
            style=sora; canvas=large      | canvas is style, photo or a number of pixels, not 'large'
            style=sora; flatness=-1       | flatness is style or a number of levels from 0 to 128, not '-1'
            style=sora; flatness=129      | flatness is style or a number of levels from 0 to 128, not '129'
            style=sora; faces=some        | faces is one of [auto, all, only, off], not 'some'
            style=sora; before=blur       | there is no preprocessor 'blur'; known: none, fit-within
            """)
    void wrongTexts_areToldWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StyleSettings.parse(text))
                .withMessageContaining(message);
    }

    @Test
    void ofAGenerator_tellApartWhatGivesOtherPictures() {
        String plain = settings(TinyGan.builder());
        assertThat(settings(TinyGan.builder().threads(1))).isEqualTo(plain);
        assertThat(settings(TinyGan.builder().postprocess(Postprocessors.glow())))
                .isNotEqualTo(plain);
        assertThat(settings(TinyGan.builder().memoryPolicy(MemoryPolicy.REDUCE)))
                .isNotEqualTo(plain);
        assertThat(settings(TinyGan.builder().upsampling(Upsampling.HALF_PIXEL)))
                .isNotEqualTo(plain);
        assertThat(plain).matches("style=sha256:[0-9a-f]{64}; before=none; after=none; memory=fail");
    }

    @Test
    void stepsWithoutDescription_haveNoSettings() {
        try (AnimeGan gan = TinyGan.builder()
                .preprocess(image -> Preprocessors.none().prepare(image))
                .build()) {
            assertThat(gan.settings()).isEmpty();
        }
    }

    @Test
    void generatorOfSettings_doesWhatTheySay() {
        try (AnimeGan expected = TinyGan.builder()
                        .preprocess(Preprocessors.cap(40).then(Preprocessors.clahe()))
                        .postprocess(Postprocessors.glow())
                        .memoryPolicy(MemoryPolicy.REDUCE)
                        .build();
                AnimeGan actual = AnimeGan.builder(TinyGan.weights(), SETTINGS)
                        .backend(Backend.PLAIN)
                        .build()) {
            assertThat(actual.settings()).isEqualTo(expected.settings());
            assertSame(actual.stylize(photo(1)), expected.stylize(photo(1)), "by settings");
        }
    }

    @Test
    void canvasAndFlatness_areSettingsOfTheirOwn() {
        StyleSettings drawn = StyleSettings.parse("style=sora; flatness=20; canvas=24");
        assertThat(drawn).hasToString("style=sora; before=none; after=none; memory=fail; canvas=24; flatness=20");
        assertThat(StyleSettings.parse(drawn.toString())).isEqualTo(drawn);
        assertThat(settings(TinyGan.builder().canvas(24).flatness(20))).endsWith("memory=fail; canvas=24; flatness=20");
        assertThat(settings(TinyGan.builder()
                        .canvas(24)
                        .flatness(20)
                        .canvasOfPhoto()
                        .flatness(0)))
                .isEqualTo(settings(TinyGan.builder()));
        try (AnimeGan expected = TinyGan.builder().canvas(24).flatness(20).build();
                AnimeGan actual = AnimeGan.builder(TinyGan.weights(), drawn)
                        .backend(Backend.PLAIN)
                        .build()) {
            assertThat(actual.settings()).isEqualTo(expected.settings());
            assertSame(actual.stylize(photo(1)), expected.stylize(photo(1)), "by settings");
        }
        assertThat(settings(TinyGan.builder().canvas(24))).isNotEqualTo(settings(TinyGan.builder()));
    }

    @Test
    void faces_needWhatFindsThem() {
        StyleSettings settings = StyleSettings.parse("style=sora; faces=auto");
        AnimeGanBuilder builder = AnimeGan.builder(TinyGan.weights(), settings).backend(Backend.PLAIN);

        assertThat(settings).hasToString("style=sora; before=none; after=none; memory=fail; faces=auto");
        assertThat(settings.withFaces(FacePolicy.OFF)).isEqualTo(StyleSettings.of("sora"));
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContaining("faces(FaceDrawing.of(detector, settings.faces()))");
        try (AnimeGan expected = TinyGan.builder().build();
                AnimeGan actual = builder.faces(FaceDrawing.of(picture -> List.of(), settings.faces()))
                        .build()) {
            assertSame(actual.stylize(photo(1)), expected.stylize(photo(1)), "no face found");
            assertThat(actual.settings()).isNotEqualTo(expected.settings());
        }
    }

    private static String settings(AnimeGanBuilder builder) {
        try (AnimeGan gan = builder.build()) {
            return gan.settings().orElseThrow().toString();
        }
    }
}
