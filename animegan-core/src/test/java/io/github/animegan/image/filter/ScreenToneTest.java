package io.github.animegan.image.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScreenToneTest {
    private static final int SIDE = 200;

    private static int[] toned(int color) {
        int[] argb = new int[SIDE * SIDE];
        Arrays.fill(argb, color);
        new ScreenTone(25).apply(argb, SIDE, SIDE);
        return argb;
    }

    @Test
    void inkAndPaperStay() {
        assertThat(toned(0xff101010)).containsOnly(0xff101010);
        assertThat(toned(0x80f8f8f8)).containsOnly(0x80f8f8f8);
    }

    @Test
    void grayBecomesDots_darkerGrayLargerOnes() {
        double before = 0;
        for (int gray : new int[] {0x40, 0x80, 0xb0, 0xd0}) {
            int[] argb = toned(0xff000000 | gray * 0x010101);
            double mean =
                    Arrays.stream(argb).map(pixel -> pixel & 0xff).average().orElseThrow();
            assertThat(mean).as("mean of %x", gray).isGreaterThan(before).isCloseTo(gray, within(40.0));
            long paper =
                    Arrays.stream(argb).filter(pixel -> (pixel & 0xff) > 230).count();
            long ink = Arrays.stream(argb).filter(pixel -> (pixel & 0xff) < 60).count();
            assertThat(paper + ink).as("pixels that are ink or paper").isGreaterThan(SIDE * SIDE * 6 / 10);
            before = mean;
        }
    }

    @Test
    void colorsKeepTheirHue() {
        for (int pixel : toned(0xff903020)) {
            assertThat(pixel >> 16 & 0xff).isGreaterThan(pixel >> 8 & 0xff);
        }
    }
}
