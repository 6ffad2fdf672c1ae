package io.github.animegan.image.io.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of bytes behind a picture. */
class LeftOverTest {
    private static final int END = 1000;

    private static byte[] file(int length, Object... placesAndWords) {
        byte[] file = new byte[END + length];
        for (int i = 0; i < placesAndWords.length; i += 2) {
            byte[] word = ((String) placesAndWords[i + 1]).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(word, 0, file, (int) placesAndWords[i], word.length);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "64, 1 kB",
        "1999, 1 kB",
        "2000, 2 kB",
        "999999, 999 kB",
        "1000000, 1.0 MB",
        "3450000, 3.5 MB",
    })
    void theSizeOfAFilm(int length, String size) {
        byte[] file = file(length, END + 4, "ftypmp42");
        assertThat(LeftOver.describe(file, END)).contains("a motion photo; its film of " + size + " was not used");
    }

    @Test
    void aFilm_beginsFourBytesBeforeItsName() {
        assertThat(LeftOver.describe(file(5000, END + 1004, "ftypmp42"), END))
                .contains("a motion photo; its film of 4 kB was not used");
        assertThat(LeftOver.describe(file(5000, END, "ftypmp42"), END))
                .contains("a motion photo; its film of 5 kB was not used");
        assertThat(LeftOver.describe(file(64, END - 4, "ftyp"), END))
                .as("within the picture")
                .isEmpty();
        assertThat(LeftOver.describe(file(64, END + 60, "ftyp"), END))
                .as("at the very end")
                .isPresent();
    }

    @Test
    void lessThanSixtyFourBytes_arePadding() {
        assertThat(LeftOver.describe(file(63, END + 4, "ftypmp42"), END)).isEmpty();
        assertThat(LeftOver.describe(new byte[END], END)).isEmpty();
    }

    @Test
    void morePictures_andAGainMap() {
        String picture = "\u00ff\u00d8\u00ff";
        byte[] more = file(4000, END, picture);
        assertThat(LeftOver.describe(more, END)).contains("more pictures in the file, 4 kB; the first was taken");
        assertThat(LeftOver.describe(file(4000, END + 1500, picture), END))
                .contains("more pictures in the file, 2 kB; the first was taken");
        byte[] map = file(4000, END, picture, END + 3, "http://ns.adobe.com/hdr-gain-map/1.0/");
        assertThat(LeftOver.describe(map, END)).contains("its gain map for HDR screens was not used");
        byte[] before = file(4000, END + 100, "http://ns.adobe.com/hdr-gain-map/1.0/", END + 3000, picture);
        assertThat(LeftOver.describe(before, END))
                .as("words before the picture are none of its")
                .contains("more pictures in the file, 1 kB; the first was taken");
        byte[] film = file(4000, END, picture, END + 2004, "ftyp");
        assertThat(LeftOver.describe(film, END)).contains("a motion photo; its film of 2 kB was not used");
    }

    @Test
    void bytesOfNothingKnown_areNotMissed() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[END]);
        byte[] noise = new byte[5000];
        Arrays.fill(noise, (byte) 0xff);
        file.writeBytes(noise);
        assertThat(LeftOver.describe(file.toByteArray(), END)).isEmpty();
    }
}
