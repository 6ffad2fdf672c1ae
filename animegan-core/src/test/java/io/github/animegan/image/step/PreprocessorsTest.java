package io.github.animegan.image.step;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.meanDifference;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.resample.Resampling;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorsTest {
    @ParameterizedTest
    @CsvSource({
        "500, 333, 450, 450, 299",
        "333, 500, 450, 299, 450",
        "100, 50, 450, 450, 225",
        "1000, 1, 450, 450, 1",
        "7, 7, 3, 3, 3"
    })
    void scaleTo_cutsTheOtherSideOffToAWholeNumber(int width, int height, int longest, int newWidth, int newHeight) {
        Prepared prepared = Preprocessors.scaleTo(longest).prepare(noise(width, height));
        assertThat(Images.sizeOf(prepared.image())).isEqualTo(new ImageSize(newWidth, newHeight));
        assertThat(Images.sizeOf(prepared.undo(prepared.image()))).isEqualTo(new ImageSize(width, height));
    }

    @Test
    void fitWithin_neverEnlarges() {
        BufferedImage image = noise(40, 30);
        assertThat(Preprocessors.fitWithin(40).prepare(image).image()).isSameAs(image);
        assertThat(Preprocessors.fitWithin(500).prepare(image).image()).isSameAs(image);
        assertThat(Images.sizeOf(Preprocessors.fitWithin(20).prepare(image).image()))
                .isEqualTo(new ImageSize(20, 15));
    }

    @Test
    void withoutUndo_keepsThePreparedSize() {
        Preprocessor small = Preprocessors.fitWithin(20).withoutUndo().then(Preprocessors.padToMultipleOf(16));
        Prepared prepared = small.prepare(noise(40, 30));
        assertThat(Images.sizeOf(prepared.image())).isEqualTo(new ImageSize(32, 16));
        assertThat(Images.sizeOf(prepared.undo(prepared.image()))).isEqualTo(new ImageSize(20, 15));
    }

    @Test
    void padToMultipleOf_reflectsWithoutRepeatingTheEdge() {
        BufferedImage image = noise(5, 3);
        BufferedImage padded = Preprocessors.padToMultipleOf(4).prepare(image).image();
        assertThat(Images.sizeOf(padded)).isEqualTo(new ImageSize(8, 4));
        int[] columns = {0, 1, 2, 3, 4, 3, 2, 1};
        int[] rows = {0, 1, 2, 1};
        assertSource(padded, image, columns, rows);
    }

    @Test
    void padToMultipleOf_aPictureSmallerThanThePadding_reflectsAgainAndAgain() {
        BufferedImage image = noise(3, 1);
        BufferedImage padded = Preprocessors.padToMultipleOf(10).prepare(image).image();
        int[] columns = {0, 1, 2, 1, 0, 1, 2, 1, 0, 1};
        assertSource(padded, image, columns, new int[10]);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "31, 17", "32, 64", "33, 65", "2, 200"})
    void padToMultipleOf_isUndoneExactly(int width, int height) {
        BufferedImage image = noise(width, height);
        Prepared prepared = Preprocessors.padToMultipleOf(32).prepare(image);
        assertThat(prepared.image().getWidth() % 32).isZero();
        assertThat(prepared.image().getHeight() % 32).isZero();
        assertSame(prepared.undo(prepared.image()), image);
    }

    @Test
    void padToMultipleOf_undoOfASmallerResult_givesWhatThereIs() {
        Prepared prepared = Preprocessors.padToMultipleOf(8).prepare(noise(15, 15));
        assertThat(Images.sizeOf(prepared.undo(noise(12, 16)))).isEqualTo(new ImageSize(12, 15));
    }

    @Test
    void padToSquare_centersAndIsUndoneExactly() {
        BufferedImage image = noise(5, 2, BufferedImage.TYPE_INT_ARGB);
        for (Border border : List.of(Border.reflect(), Border.edge(), Border.color(Color.PINK))) {
            Prepared prepared = Preprocessors.padToSquare(border).prepare(image);
            assertThat(Images.sizeOf(prepared.image())).isEqualTo(new ImageSize(5, 5));
            assertSame(prepared.image().getSubimage(0, 1, 5, 2), image);
            assertSame(prepared.undo(prepared.image()), image);
        }
        BufferedImage pink = Preprocessors.padToSquare(Border.color(Color.PINK))
                .prepare(image)
                .image();
        assertThat(pink.getRGB(0, 0)).isEqualTo(Color.PINK.getRGB());
        assertThat(pink.getRGB(4, 4)).isEqualTo(Color.PINK.getRGB());
        BufferedImage edge =
                Preprocessors.padToSquare(Border.edge()).prepare(image).image();
        assertThat(edge.getRGB(3, 4)).isEqualTo(image.getRGB(3, 1));
    }

    @Test
    void centerCropSquare_staysASquare() {
        BufferedImage image = noise(9, 4);
        Prepared prepared = Preprocessors.centerCropSquare().prepare(image);
        assertSame(prepared.image(), image.getSubimage(2, 0, 4, 4));
        assertThat(Images.sizeOf(prepared.undo(prepared.image()))).isEqualTo(new ImageSize(4, 4));
    }

    @Test
    void then_undoesInOppositeOrder() {
        List<String> order = new ArrayList<>();
        Preprocessor a = image -> new Prepared(image, result -> log(order, "undo a", result));
        Preprocessor b = image -> new Prepared(image, result -> log(order, "undo b", result));
        Preprocessor c = image -> new Prepared(image, result -> log(order, "undo c", result));
        BufferedImage image = noise(2, 2);
        a.then(b).then(c).prepare(image).undo(image);
        assertThat(order).containsExactly("undo c", "undo b", "undo a");
    }

    @Test
    void then_allStepsTogether_giveThePhotosSize() {
        Preprocessor all =
                Preprocessors.fitWithin(100).then(Preprocessors.padToSquare()).then(Preprocessors.padToMultipleOf(32));
        BufferedImage image = Resampling.BICUBIC.resize(noise(10, 7), new ImageSize(211, 150));
        Prepared prepared = all.prepare(image);
        assertThat(Images.sizeOf(prepared.image())).isEqualTo(new ImageSize(128, 128));
        assertThat(meanDifference(prepared.undo(prepared.image()), image)).isLessThan(2);
    }

    @Test
    void undo_mayPasteBackIntoTheOriginal() {
        Preprocessor middle = image -> new Prepared(image.getSubimage(1, 1, 2, 2), stylized -> {
            Pixels whole = Images.pixelsOf(image);
            whole.argb[5] = stylized.getRGB(0, 0);
            return Images.toImage(whole);
        });
        BufferedImage image = noise(4, 4);
        BufferedImage result = middle.prepare(image).undo(plain(2, 2, 0xff00ff00));
        assertThat(result.getRGB(1, 1)).isEqualTo(0xff00ff00);
        assertThat(result.getRGB(3, 3)).isEqualTo(image.getRGB(3, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "fit-within(20)",
                "fit-within(20, lanczos)",
                "cap(20)",
                "scale-to(33)",
                "snap-to-multiple(8)",
                "pad-to-multiple(8)",
                "pad-to-square",
                "pad-to-square(#102030)",
                "center-crop-square",
                "center-crop(25, 9)",
                "clahe",
                "gray-world",
                "denoise",
                "without-undo(fit-within(20) + pad-to-multiple(16))",
                "pad-to-square + fit-within(20) + center-crop(30, 7) + pad-to-multiple(4)"
            })
    void preparedSize_isThatOfThePreparedPicture(String text) {
        Preprocessor step = Preprocessors.parse(text);
        for (ImageSize size : List.of(new ImageSize(40, 30), new ImageSize(7, 50), new ImageSize(16, 16))) {
            BufferedImage prepared =
                    step.prepare(noise(size.width(), size.height())).image();
            assertThat(step.preparedSize(size)).as(text + " of " + size).isEqualTo(Images.sizeOf(prepared));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cap(20), 20",
        "without-undo(fit-within(20)), 20",
        "without-undo(scale-to(20)), 20",
        "cap(20) + clahe + cap(10), 20",
        "none + cap(20), 20",
        "fit-within(20), 0",
        "scale-to(20), 0",
        "without-undo(center-crop(20; 20)), 0",
        "clahe + cap(20), 0",
        "pad-to-square + cap(20), 0"
    })
    void targetSize_isThatOfAFirstReductionThatStays(String text, int expected) {
        assertThat(Preprocessors.parse(text.replace(';', ',')).targetSize())
                .isEqualTo(expected == 0 ? OptionalInt.empty() : OptionalInt.of(expected));
    }

    @Test
    void none_changesNothing() {
        BufferedImage image = noise(3, 3);
        Prepared prepared = Preprocessors.none().prepare(image);
        assertThat(prepared.undo(prepared.image())).isSameAs(image);
    }

    @Test
    void nonsense_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Preprocessors.fitWithin(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Preprocessors.scaleTo(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preprocessors.padToMultipleOf(0))
                .withMessage("the multiple must be positive, not 0");
    }

    private static BufferedImage log(List<String> order, String what, BufferedImage image) {
        order.add(what);
        return image;
    }

    private static void assertSource(BufferedImage padded, BufferedImage source, int[] columns, int[] rows) {
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                assertThat(padded.getRGB(x, y)).as("(%d, %d)", x, y).isEqualTo(source.getRGB(columns[x], rows[y]));
            }
        }
    }

    /** A detail is a view of its own: later steps prepare it as well, and each is undone before the two become one again. */
    @Test
    void severalViews_arePreparedByLaterStepsAndAssembled() {
        BufferedImage photo = noise(40, 30);
        Preprocessor detail = image -> new Prepared(List.of(image, image.getSubimage(8, 6, 10, 12)), stylized -> {
            BufferedImage whole = stylized.get(0);
            assertThat(Images.sizeOf(whole)).isEqualTo(new ImageSize(40, 30));
            assertThat(Images.sizeOf(stylized.get(1))).isEqualTo(new ImageSize(10, 12));
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 10; x++) {
                    whole.setRGB(8 + x, 6 + y, stylized.get(1).getRGB(x, y));
                }
            }
            return whole;
        });
        Prepared prepared = detail.then(Preprocessors.padToMultipleOf(16)).prepare(photo);
        assertThat(prepared.views())
                .extracting(Images::sizeOf)
                .containsExactly(new ImageSize(48, 32), new ImageSize(16, 16));
        BufferedImage gray = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        BufferedImage result = prepared.undo(List.of(gray, prepared.views().get(1)));
        assertThat(Images.sizeOf(result)).isEqualTo(new ImageSize(40, 30));
        assertThat(result.getRGB(7, 6) & 0xffffff).isZero();
        assertThat(result.getRGB(8, 6)).isEqualTo(photo.getRGB(8, 6));
        assertThat(result.getRGB(17, 17)).isEqualTo(photo.getRGB(17, 17));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared.undo(gray))
                .withMessageContaining("1 pictures of 2");
    }
}
