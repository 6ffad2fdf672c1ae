package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.memory.InsufficientMemoryException;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelStylizerTest {
    private static final StateDict WEIGHTS = StateDict.of(TinyStateDicts.local(4, 1, 1));

    private static Style style(int canvas, int flatness) {
        return new Style(
                "a",
                WEIGHTS,
                canvas == 0 ? OptionalInt.empty() : OptionalInt.of(canvas),
                flatness == 0 ? OptionalInt.empty() : OptionalInt.of(flatness));
    }

    /** Photos reduced, kept, enlarged by less and more than a doubling, and too small for the generator. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 48, 40",
        "0, 20, 33, 65",
        "96, 20, 48, 40",
        "96, 0, 110, 70",
        "64, 20, 300, 200",
        "40, 30, 97, 150",
        "0, 0, 1, 1",
        "0, 20, 5, 40",
        "16, 20, 70, 20"
    })
    void pictures_areThoseOfImages(int canvas, int flatness, int width, int height) {
        Style style = style(canvas, flatness);
        try (PixelStylizer pixels = PixelStylizer.of(style);
                AnimeGan images = AnimeGan.builder(style).warmUp(false).build()) {
            int seed = width * 1000 + height;
            for (int[] argb : List.of(noise(seed, width * height, true), noise(seed, width * height, false))) {
                boolean hasAlpha = Arrays.stream(argb).anyMatch(pixel -> pixel >>> 24 != 0xff);
                BufferedImage photo = new BufferedImage(
                        width, height, hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
                photo.setRGB(0, 0, width, height, argb, 0, width);
                int[] before = argb.clone();
                int[] expected = images.stylize(photo).getRGB(0, 0, width, height, null, 0, width);
                assertThat(pixels.stylize(argb, width, height)).isEqualTo(expected);
                assertThat(argb).as("the photo").isEqualTo(before);
            }
        }
    }

    /** With alpha a third of the pixels are invisible, a third opaque. */
    private static int[] noise(int seed, int count, boolean hasAlpha) {
        Random random = new Random(seed);
        int[] argb = new int[count];
        for (int i = 0; i < count; i++) {
            int pixel = random.nextInt();
            int alpha = new int[] {0, 255, pixel >>> 24}[random.nextInt(3)];
            argb[i] = (hasAlpha ? alpha << 24 : 0xff000000) | (pixel & 0xffffff);
        }
        return argb;
    }

    @Test
    void calls_haveProgressAndEnds() {
        PixelStylizer pixels = PixelStylizer.of(WEIGHTS);
        int[] argb = noise(1, 64 * 64, false);
        List<Progress> told = new ArrayList<>();
        pixels.stylize(argb, 64, 64, StylizeOptions.defaults().progress(told::add));
        assertThat(told).isNotEmpty().last().isEqualTo(new Progress(1, 1));
        CancellationToken token = new CancellationToken();
        token.cancel();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        pixels.stylize(argb, 64, 64, StylizeOptions.defaults().cancellation(token)));
        pixels.close();
        assertThatIllegalStateException().isThrownBy(() -> pixels.stylize(argb, 64, 64));
    }

    @Test
    void arraysOfAnotherSize_areRefused() {
        try (PixelStylizer pixels = PixelStylizer.of(WEIGHTS)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pixels.stylize(new int[12], 4, 4))
                    .withMessage("4x4 pixels do not lie in an array of 12");
            assertThatIllegalArgumentException().isThrownBy(() -> pixels.stylize(new int[0], 0, 4));
            assertThatIllegalArgumentException().isThrownBy(() -> pixels.stylize(new int[0], 1 << 16, 1 << 16));
        }
    }

    @Test
    void picturesTooLargeForTheMemory_areRefused() {
        Style style = style(1 << 16, 0);
        try (PixelStylizer pixels = PixelStylizer.of(style)) {
            assertThatExceptionOfType(InsufficientMemoryException.class)
                    .isThrownBy(() -> pixels.stylize(new int[64 * 64], 64, 64))
                    .withMessageContaining("64x64");
        }
    }

    @Test
    void programWithoutJavaDesktop_getsTheSamePicture() throws IOException, InterruptedException {
        String answer = ForkedJvm.run(
                WithoutDesktop.class,
                "--limit-modules",
                "java.base,java.logging,java.naming,java.xml,jdk.incubator.vector",
                "--add-modules",
                "jdk.incubator.vector");
        assertThat(answer).isEqualTo("no java.desktop, " + Arrays.hashCode(WithoutDesktop.picture()));
    }

    static final class WithoutDesktop {
        private WithoutDesktop() {}

        static int[] picture() {
            try (PixelStylizer pixels = PixelStylizer.of(style(96, 20))) {
                return pixels.stylize(noise(7, 150 * 100, true), 150, 100);
            }
        }

        public static void main(String[] args) {
            String desktop =
                    ModuleLayer.boot().findModule("java.desktop").isPresent() ? "java.desktop" : "no java.desktop";
            ForkedJvm.answer(desktop + ", " + Arrays.hashCode(picture()));
        }
    }
}
