package io.github.animegan.image.io.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.image.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chrominance between its rows, on JDKs whose own libjpeg repeats them: three quarters of the nearer row, one of the next. */
class TallChromaTest {
    private static final int LUMINANCE = 120;
    private static final int[] BLUES = {100, 100, 140, 140, 90, 90};
    private static final int[] REDS = {180, 180, 120, 120, 60, 60};
    /** By hand: (3 * near + far + 1 or 2) / 4, rounded down; the first and last rows have no further neighbor. */
    private static final int[] BLUES_BETWEEN = {100, 110, 130, 128, 102, 90};

    private static final int[] REDS_BETWEEN = {180, 165, 135, 105, 75, 60};

    private final List<int[]> handedOn = new ArrayList<>();

    private void convert(int height, boolean blue, boolean red) {
        TallChroma chroma = new TallChroma(new ImageSize(3, height), blue, red, row -> handedOn.add(row.clone()));
        int[] row = new int[3];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, (LUMINANCE + y) << 16 | BLUES[y] << 8 | REDS[y]);
            row[1] = (LUMINANCE + 60) << 16 | 128 << 8 | 128;
            chroma.accept(row);
        }
    }

    private void assertRow(int y, int cb, int cr) {
        int[] row = handedOn.get(y);
        int light = LUMINANCE + y;
        assertColor(
                row[0],
                light + 1.402 * (cr - 128),
                light - 0.344136 * (cb - 128) - 0.714136 * (cr - 128),
                light + 1.772 * (cb - 128));
        assertThat(row[1]).as("gray of row %d", y).isEqualTo(0xffb4b4b4);
        assertThat(row[2]).as("row %d", y).isEqualTo(row[0]);
    }

    private static void assertColor(int pixel, double... expected) {
        assertThat(pixel >>> 24).isEqualTo(255);
        for (int i = 0; i < 3; i++) {
            double level = Math.max(0, Math.min(255, expected[i]));
            assertThat((double) (pixel >> (16 - 8 * i) & 0xff))
                    .as("channel %d", i)
                    .isCloseTo(level, within(0.52));
        }
    }

    @Test
    void bothAreInterpolated() {
        convert(6, true, true);
        assertThat(handedOn).hasSize(6);
        for (int y = 0; y < 6; y++) {
            assertRow(y, BLUES_BETWEEN[y], REDS_BETWEEN[y]);
        }
    }

    @Test
    void oneOfThem_leavesTheOtherAsItIs() {
        convert(6, true, false);
        for (int y = 0; y < 6; y++) {
            assertRow(y, BLUES_BETWEEN[y], REDS[y]);
        }
        handedOn.clear();
        convert(6, false, true);
        for (int y = 0; y < 6; y++) {
            assertRow(y, BLUES[y], REDS_BETWEEN[y]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyRow_isHandedOnOnce(int height) {
        convert(height, true, true);
        assertThat(handedOn).hasSize(height);
        assertRow(0, BLUES_BETWEEN[0], REDS_BETWEEN[0]);
        if (height % 2 == 1) {
            assertRow(
                    height - 1,
                    height == 1 ? 100 : BLUES_BETWEEN[height - 1],
                    height == 1 ? 180 : REDS_BETWEEN[height - 1]);
        }
    }
}
