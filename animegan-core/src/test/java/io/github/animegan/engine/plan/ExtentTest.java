package io.github.animegan.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which row of a map of four rows a row of the padded one shows. */
class ExtentTest {
    private static Extent padded(Padding padding) {
        MapSize source = new MapSize(4, 6);
        MapSize size = new MapSize(4 + padding.top() + padding.bottom(), 6 + padding.left() + padding.right());
        return new Extent(source, source, size, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "REFLECT, 3 2 1 0 1 2 3 2 1 -1",
        "EDGE, 0 0 0 0 1 2 3 3 3 -1",
        "ZERO, -1 -1 -1 0 1 2 3 -1 -1 -1",
    })
    void rows(PaddingMode mode, String expected) {
        Padding padding = new Padding(mode, 3, 2, 0, 1);
        Extent extent = padded(padding);
        String[] rows = expected.split(" ", -1);
        for (int y = 0; y < rows.length; y++) {
            assertThat(extent.resizedRow(y, padding)).as("row %d", y).isEqualTo(Integer.parseInt(rows[y]));
        }
    }

    @Test
    void withoutPadding() {
        MapSize size = new MapSize(4, 6);
        Extent extent = new Extent(size, size, size, null, null);
        assertThat(extent.resizedRow(0, null)).isZero();
        assertThat(extent.resizedRow(3, null)).isEqualTo(3);
        assertThat(extent.resizedRow(4, null))
                .as("a tile's rows beyond the end")
                .isEqualTo(Extent.NO_ROW);
        assertThat(extent.firstRow(2)).isEqualTo(2);
        assertThat(extent.lastRow(2)).isEqualTo(2);
    }

    @Test
    void aResizedRow_isMadeOfTwo() {
        Interpolation rows = Interpolation.of(ResizeMode.HALF_PIXEL, 4, 8);
        Extent extent = new Extent(new MapSize(4, 6), new MapSize(8, 12), new MapSize(8, 12), rows, null);
        assertThat(extent.firstRow(3)).isEqualTo(1);
        assertThat(extent.lastRow(3)).isEqualTo(2);
        assertThat(extent.lastRow(7)).isEqualTo(3);
    }
}
