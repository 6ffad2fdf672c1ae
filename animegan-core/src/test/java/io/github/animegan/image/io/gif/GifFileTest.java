package io.github.animegan.image.io.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.PixelSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the first picture is, and how many there are; the files are written here byte by byte. */
class GifFileTest {
    private static final String SCREEN = "474946383961 0400 0300";
    /** Two colors of the whole file: red and green. */
    private static final String PALETTE = "80 0000 ff0000 00ff00";
    /** One pixel of the first color, at column 2 of row 1. */
    private static final String PIXEL = "2c 0200 0100 0100 0100 00 02 02 4401 00";
    /** The same with four colors of its own, of which the first is blue. */
    private static final String PIXEL_WITH_COLORS =
            "2c 0200 0100 0100 0100 81 0000ff 000000 000000 000000 02 02 4401 00";

    private static final String DELAY = "21 f9 04 00 6400 00 00";
    private static final String COMMENT = "21 fe 03 616263 02 6465 00";
    private static final String END = "3b";

    private static byte[] bytes(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    private static GifFile gif(String... parts) throws EOFException {
        return new GifFile(bytes(parts));
    }

    private static List<int[]> rows(GifFile gif) throws IOException {
        List<int[]> rows = new ArrayList<>();
        try (PixelSource source = gif.source()) {
            assertThat(source.size()).isEqualTo(new ImageSize(4, 3));
            source.readInto(row -> rows.add(row.clone()));
        }
        return rows;
    }

    @Test
    void thePicture_isAtItsPlaceOnTheScreen() throws IOException {
        for (String between : List.of("", DELAY, COMMENT, DELAY + COMMENT + DELAY)) {
            List<int[]> rows = rows(gif(SCREEN, PALETTE, between, PIXEL, END));
            assertThat(rows).hasSize(3);
            assertThat(rows.get(1)).as(between).containsExactly(0, 0, 0xffff0000, 0);
            assertThat(rows.get(0)).containsOnly(0);
            assertThat(rows.get(2)).containsOnly(0);
        }
        assertThat(rows(gif(SCREEN, "00 0000", PIXEL_WITH_COLORS, END)).get(1)).containsExactly(0, 0, 0xff0000ff, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 3b", "2, PIXEL", "3, PIXEL DELAY COMMENT COLORS", "3, DELAY COLORS COMMENT PIXEL", "1, DELAY"})
    void picturesAreCounted(int count, String following) throws IOException {
        String more = following
                .replace("PIXEL", PIXEL)
                .replace("COLORS", PIXEL_WITH_COLORS)
                .replace("DELAY", DELAY)
                .replace("COMMENT", COMMENT);
        assertThat(gif(SCREEN, PALETTE, DELAY, PIXEL, more, END).metadata().frames())
                .isEqualTo(count);
        assertThat(gif(SCREEN, PALETTE, DELAY, PIXEL_WITH_COLORS, more, END)
                        .metadata()
                        .frames())
                .isEqualTo(count);
    }

    @Test
    void whatIsCutOff_isNotCounted() throws IOException {
        byte[] three = bytes(SCREEN, PALETTE, PIXEL, PIXEL, PIXEL);
        assertThat(new GifFile(three).metadata().frames()).isBetween(2, 3);
        for (int cut = 1; cut < bytes(PIXEL).length; cut++) {
            int frames = new GifFile(Arrays.copyOf(three, three.length - cut))
                    .metadata()
                    .frames();
            assertThat(frames).as("without the last %d bytes", cut).isEqualTo(2);
        }
        byte[] one = bytes(SCREEN, PALETTE, PIXEL);
        assertThat(new GifFile(Arrays.copyOf(one, one.length - 3)).metadata().frames())
                .isEqualTo(1);
    }

    @Test
    void withoutAPicture_itIsNoGif() {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> gif(SCREEN, PALETTE, COMMENT, END))
                .withMessage("it has no picture");
        byte[] whole = bytes(SCREEN, PALETTE, COMMENT, PIXEL);
        int start = whole.length - bytes(PIXEL).length;
        for (int length = 0; length < start + 5; length++) {
            int end = length;
            assertThatThrownBy(() -> new GifFile(Arrays.copyOf(whole, end)))
                    .as("the first %d bytes", length)
                    .isInstanceOf(EOFException.class)
                    .hasMessage("it ends before its first picture");
        }
    }
}
