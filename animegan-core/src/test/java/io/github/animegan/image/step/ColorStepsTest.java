package io.github.animegan.image.step;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all steps that change colors, and what goldens do not show. */
class ColorStepsTest {
    private static final List<ImageSize> SIZES = List.of(
            new ImageSize(1, 1),
            new ImageSize(1, 5),
            new ImageSize(7, 1),
            new ImageSize(2, 2),
            new ImageSize(33, 17),
            new ImageSize(127, 131));

    static Stream<Postprocessor> steps() {
        Stream<Postprocessor> after = Stream.of(
                        "grade",
                        "glow(2, 0.8, 0.3)",
                        "glow(50, 0, 1)",
                        "bilateral(9, 75, 75)",
                        "bilateral(31, 0.1, 0.1)",
                        "white-balance(1)",
                        "unsharp(2, 0.4)",
                        "unsharp(0.1, 10)",
                        "match-brightness",
                        "saturation(0)",
                        "contrast(10)",
                        "strength(0.5)")
                .map(Postprocessors::parse);
        Stream<Postprocessor> before = Stream.of("clahe(2, 8)", "clahe(100, 64)", "gray-world", "bilateral(1, 9, 9)")
                .map(text -> Postprocessors.named(
                        text,
                        (stylized, original) ->
                                Preprocessors.parse(text).prepare(stylized).image()));
        return Stream.concat(after, before);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everySize_keepsSizeAlphaAndInput(Postprocessor step) {
        for (ImageSize size : SIZES) {
            for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
                BufferedImage image = noise(size.width(), size.height(), type);
                BufferedImage copy = Images.toImage(Images.pixelsOf(image));
                BufferedImage result = step.apply(image, noise(3, 4));
                assertSame(image, copy);
                assertThat(Images.sizeOf(result)).isEqualTo(size);
                assertThat(result.getColorModel().hasAlpha())
                        .isEqualTo(image.getColorModel().hasAlpha());
                assertSame(plainAlpha(result), plainAlpha(image));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyNumberOfThreads_givesTheSameBytes(Postprocessor step) throws Exception {
        BufferedImage image = noise(300, 211, BufferedImage.TYPE_INT_ARGB);
        Callable<BufferedImage> task = () -> step.apply(image, image);
        ForkJoinPool single = new ForkJoinPool(1);
        ForkJoinPool several = new ForkJoinPool(5);
        try {
            assertSame(single.submit(task).get(), several.submit(task).get());
        } finally {
            single.shutdown();
            several.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void onePlainColor_staysOnePlainColor(Postprocessor step) {
        BufferedImage result = step.apply(plain(40, 30, 0xff406080), plain(40, 30, 0xff406080));
        assertSame(result, plain(40, 30, result.getRGB(0, 0)));
    }

    @Test
    void invisiblePixels_doNotBleedIntoWhatIsSeen() {
        BufferedImage image = plain(40, 20, 0xff808080);
        image.setRGB(0, 0, 20, 20, plain(20, 20, 0x00ffffff).getRGB(0, 0, 20, 20, null, 0, 20), 0, 20);
        for (String text : List.of("bilateral(9, 1000, 75)", "unsharp(3, 1)", "glow(3, 0.5, 1)")) {
            BufferedImage result = Postprocessors.parse(text).apply(image, image);
            BufferedImage seen = result.getSubimage(20, 0, 20, 20);
            assertClose(seen, plain(20, 20, seen.getRGB(19, 10)), 1);
        }
    }

    @Test
    void means_areOfWhatIsVisible() {
        BufferedImage image = plain(20, 20, 0xff404040);
        image.setRGB(0, 0, 10, 20, plain(10, 20, 0x00ff0000).getRGB(0, 0, 10, 20, null, 0, 10), 0, 10);
        BufferedImage seen = plain(10, 20, 0xff404040);
        assertSame(Preprocessors.grayWorld().prepare(image).image().getSubimage(10, 0, 10, 20), seen);
        assertClose(Postprocessors.whiteBalance(1).apply(image, image).getSubimage(10, 0, 10, 20), seen, 1);
        BufferedImage bright = Postprocessors.matchBrightness().apply(image, plain(1, 1, 0xff808080));
        assertSame(bright.getSubimage(10, 0, 10, 20), plain(10, 20, 0xff808080));
    }

    @Test
    void nothingVisible_orBlack_staysAsItIs() {
        BufferedImage black = plain(4, 4, 0xff000000);
        assertSame(Postprocessors.matchBrightness().apply(black, plain(4, 4, 0xffffffff)), black);
        assertSame(Preprocessors.grayWorld().prepare(black).image(), black);
        BufferedImage invisible = plain(4, 4, 0x00808080);
        assertSame(Postprocessors.whiteBalance().apply(invisible, invisible), invisible);
        assertSame(Preprocessors.grayWorld().prepare(invisible).image(), invisible);
    }

    @Test
    void grade_keepsBlackAndWhite_andLightensBlue() {
        Postprocessor grade = Postprocessors.shinkaiGrade();
        assertSame(grade.apply(plain(1, 1, 0xff000000), plain(1, 1, 0)), plain(1, 1, 0xff000000));
        assertSame(grade.apply(plain(1, 1, 0xffffffff), plain(1, 1, 0)), plain(1, 1, 0xffffffff));
        Color gray =
                new Color(grade.apply(plain(1, 1, 0xff808080), plain(1, 1, 0)).getRGB(0, 0));
        assertThat(List.of(gray.getRed(), gray.getGreen(), gray.getBlue())).containsExactly(128, 137, 145);
    }

    @Test
    void strengthMask_isCopiedAndScaled() {
        BufferedImage mask = plain(2, 2, 0xff000000);
        mask.setRGB(0, 0, 0x00ffffff);
        mask.setRGB(0, 1, 0xffffffff);
        Postprocessor masked = Postprocessors.strength(mask);
        mask.setRGB(0, 0, 0xff000000);
        BufferedImage result = masked.apply(plain(20, 20, 0xffffffff), plain(5, 5, 0xff000000));
        assertThat(result.getRGB(1, 10)).isEqualTo(0xffffffff);
        assertThat(result.getRGB(18, 10)).isEqualTo(0xff000000);
        assertThat(masked.description()).isEmpty();
    }

    @Test
    void watermark_largerThanThePicture_isReduced() {
        Postprocessor mark = Postprocessors.watermark(plain(100, 50, 0xffff0000), Corner.TOP_LEFT, 2, 1);
        BufferedImage result = mark.apply(plain(14, 14, 0xff0000ff), plain(1, 1, 0));
        assertSame(result.getSubimage(2, 2, 10, 5), plain(10, 5, 0xffff0000));
        assertThat(result.getRGB(1, 3)).isEqualTo(0xff0000ff);
        assertThat(result.getRGB(3, 7)).isEqualTo(0xff0000ff);
        for (Corner corner : Corner.values()) {
            Postprocessor far = Postprocessors.watermark(plain(3, 3, 0xffff0000), corner, 1000, 1);
            assertSame(far.apply(plain(2, 1, 0xff0000ff), plain(1, 1, 0)), plain(2, 1, 0xff0000ff));
        }
    }

    @Test
    void watermark_onTransparentPicture_isSeen() {
        Postprocessor mark = Postprocessors.watermark(plain(1, 1, 0x80ff0000), Corner.BOTTOM_RIGHT, 0, 0.5);
        BufferedImage result = mark.apply(plain(1, 1, 0x0000ff00), plain(1, 1, 0));
        assertThat(result.getRGB(0, 0)).isEqualTo(0x40ff0000);
    }

    @Test
    void paint_worksOnACopy() {
        BufferedImage image = plain(6, 4, 0xff0000ff);
        BufferedImage painted = Postprocessors.paint((graphics, size) -> {
                    graphics.setColor(Color.RED);
                    graphics.fillRect(size.width() - 2, 0, 2, size.height());
                })
                .apply(image, image);
        assertSame(image, plain(6, 4, 0xff0000ff));
        assertThat(painted.getRGB(5, 3)).isEqualTo(0xffff0000);
        assertThat(painted.getRGB(3, 3)).isEqualTo(0xff0000ff);
    }

    @Test
    void sideBySide_scalesTheOriginal_andHasAlphaIfOneHas() {
        BufferedImage both = Postprocessors.sideBySide().apply(plain(4, 3, 0x40ff0000), noise(9, 9));
        assertThat(Images.sizeOf(both)).isEqualTo(new ImageSize(8, 3));
        assertThat(both.getRGB(4, 0)).isEqualTo(0x40ff0000);
        assertThat(both.getRGB(3, 2) >>> 24).isEqualTo(255);
    }

    @Test
    void nonsense_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Postprocessors.unsharpMask(0, 1))
                .withMessage("the sigma must be in [0.1, 50], not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.glow(2, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.glow(2, 0.5, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.bilateral(33, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.saturation(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.whiteBalance(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Preprocessors.clahe(2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Preprocessors.centerCrop(0, 5));
    }

    /** The alpha as gray. */
    private static BufferedImage plainAlpha(BufferedImage image) {
        Pixels pixels = Images.pixelsOf(image);
        for (int i = 0; i < pixels.argb.length; i++) {
            pixels.argb[i] = 0xff000000 | (pixels.argb[i] >>> 24) * 0x010101;
        }
        return Images.toImage(pixels);
    }
}
