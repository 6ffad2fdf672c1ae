package io.github.animegan.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.math.Ints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows divided among threads. */
class BandsTest {
    private static void assertWhole(Bands bands, int rows, int tile) {
        assertThat(bands.from(0)).isZero();
        assertThat(bands.to(bands.count() - 1)).isEqualTo(rows);
        for (int band = 0; band < bands.count(); band++) {
            assertThat(bands.to(band)).as("%s's band %d", bands, band).isGreaterThan(bands.from(band));
            assertThat(bands.from(band) % tile).isZero();
            if (band > 0) {
                assertThat(bands.from(band)).isEqualTo(bands.to(band - 1));
            }
        }
    }

    @Test
    void asEqualAsCanBe_inMultiplesOfFour() {
        for (int rows : new int[] {1, 2, 7, 60, 101, 1080}) {
            for (int tile : new int[] {1, 2, 4}) {
                for (int atMost : new int[] {1, 3, 8, 100, 2000}) {
                    Bands bands = Bands.of(rows, tile, atMost);
                    assertWhole(bands, rows, tile);
                    int tiles = Ints.ceilDiv(rows, tile);
                    assertThat(bands.count() <= 2 || bands.count() % 4 == 0 || bands.count() == tiles)
                            .as("%d bands of %d rows", bands.count(), rows)
                            .isTrue();
                    for (int band = 0; band + 1 < bands.count(); band++) {
                        int height = bands.to(band) - bands.from(band);
                        assertThat(height).isLessThanOrEqualTo(Math.max(tile, atMost));
                        assertThat(height / tile).isBetween(tiles / bands.count(), tiles / bands.count() + 1);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 1, 100, 2", "100, 1, 50, 2", "100, 1, 49, 4", "100, 2, 20, 8", "1, 4, 9, 1", "9, 4, 1, 3"})
    void manyOfThem(int rows, int tile, int atMost, int count) {
        assertThat(Bands.of(rows, tile, atMost).count()).isEqualTo(count);
    }

    @Test
    void ofTheSameHeight_butForTheLast() {
        for (int rows : new int[] {1, 2, 7, 60, 101}) {
            for (int tile : new int[] {1, 2, 4}) {
                for (int each : new int[] {1, 3, 8, 100}) {
                    Bands bands = Bands.equal(rows, tile, each);
                    assertWhole(bands, rows, tile);
                    int height = Math.max(tile, each / tile * tile);
                    for (int band = 0; band + 1 < bands.count(); band++) {
                        assertThat(bands.to(band) - bands.from(band)).isEqualTo(height);
                    }
                }
            }
        }
    }
}
