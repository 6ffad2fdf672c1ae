package io.github.animegan.image.io.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PngFilterTest {
    /** 0 to 4 in turn: none, sub, up, average, Paeth. */
    @Test
    void everyFilter_isUndone() {
        Random random = new Random(5);
        byte[] above = new byte[63];
        byte[] row = new byte[63];
        random.nextBytes(above);
        random.nextBytes(row);
        for (int pixelLength : new int[] {1, 2, 3, 4, 6, 8}) {
            Arrays.fill(row, 0, pixelLength, (byte) 0);
            Arrays.fill(above, 0, pixelLength, (byte) 0);
            for (PngFilter filter : PngFilter.values()) {
                byte[] filtered = new byte[63];
                filter.encode(row, above, pixelLength, filtered);
                filter.decode(filtered, above, pixelLength);
                assertThat(filtered).as("%s of %d bytes", filter, pixelLength).isEqualTo(row);
            }
        }
    }
}
