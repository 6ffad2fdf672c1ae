package io.github.animegan.image.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class FlatteningTest {
    private static final int SIDE = 160; // above what one thread does alone

    private static int[] gray(IntUnaryOperator sample) {
        int[] argb = new int[SIDE * SIDE];
        Arrays.setAll(argb, i -> 0xff000000 | (sample.applyAsInt(i) * 0x010101));
        return argb;
    }

    private static int[] flattened(int[] argb) {
        int[] result = argb.clone();
        new Flattening(20).apply(result, SIDE, SIDE);
        return result;
    }

    private static double spread(int[] argb) {
        double mean = Arrays.stream(argb).map(pixel -> pixel & 0xff).average().orElseThrow();
        return Math.sqrt(Arrays.stream(argb)
                .mapToDouble(pixel -> ((pixel & 0xff) - mean) * ((pixel & 0xff) - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void faintNoise_isMoreThanHalved() {
        Random random = new Random(1);
        int[] noisy = gray(i -> 120 + random.nextInt(7));
        assertThat(spread(flattened(noisy))).isLessThan(spread(noisy) / 2);
    }

    @Test
    void oneColor_andEdgesAboveTheLevels_stay() {
        int[] edge = gray(i -> i % SIDE < SIDE / 2 ? 60 : 80);
        assertThat(flattened(edge)).isEqualTo(edge);
        int[] alpha = new int[SIDE * SIDE];
        Arrays.fill(alpha, 0x40123456);
        assertThat(flattened(alpha)).isEqualTo(alpha);
    }

    @Test
    void mean_isThatOfTheFormula() {
        int[] line = new int[SIDE * SIDE];
        Arrays.fill(line, 0xff000000);
        line[80 * SIDE + 80] = 0xff0a0a0a; // weight of 10 levels of 20: 256 - 64 = 192
        int[] flat = flattened(line);
        int rows = Math.round(10 - 4 * 192 * 10f / (256 + 4 * 192));
        int expected = Math.round(rows - 4 * rows * weight(rows) / (256f + 4 * weight(rows)));
        assertThat(flat[80 * SIDE + 80] & 0xff).isEqualTo(expected);
        assertThat(flat[80 * SIDE + 83] & 0xff).isZero();
    }

    private static float weight(int difference) {
        return 256 - 256 * difference * difference / 400;
    }

    @Test
    void smallPictures_haveNoNeighborsOutside() {
        int[] pixel = {0xff102030};
        new Flattening(20).apply(pixel, 1, 1);
        assertThat(pixel).containsExactly(0xff102030);
    }
}
