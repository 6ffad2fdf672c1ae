package io.github.animegan.image.io.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.PixelRowSink;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a JDK whose reader set rows in another way would meet. */
class RowRasterTest {
    private static final ComponentColorModel GRAY = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);

    private final List<Integer> levels = new ArrayList<>();
    private final PixelRowSink firstLevels = row -> levels.add(row[0] & 0xff);

    @Test
    void onlyTheLastPass_isHandedOn() throws EOFException {
        RowRaster raster = new RowRaster(GRAY, new ImageSize(2, 3), 2, firstLevels);
        for (int i = 0; i < 6; i++) {
            raster.setRect(0, i % 3, row(2, 10 * i));
        }
        raster.requireComplete();
        assertThat(levels).containsExactly(30, 40, 50);
    }

    @Test
    void missingRows_areNoticed() {
        RowRaster raster = new RowRaster(GRAY, new ImageSize(2, 3), 1, firstLevels);
        raster.setRect(0, 0, row(2, 7));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(raster::requireComplete)
                .withMessage("only 1 of 3 rows");
    }

    @Test
    void otherOrders_areNoticed() {
        assertRefused(0, 2, row(2, 7));
        assertRefused(1, 1, row(2, 7));
        assertRefused(0, 1, row(1, 7));
    }

    private void assertRefused(int x, int y, WritableRaster second) {
        RowRaster raster = new RowRaster(GRAY, new ImageSize(2, 3), 1, firstLevels);
        raster.setRect(0, 0, row(2, 7));
        assertThatIllegalStateException()
                .isThrownBy(() -> raster.setRect(x, y, second))
                .withMessageContaining("another order");
    }

    private static WritableRaster row(int width, int level) {
        WritableRaster row = GRAY.createCompatibleWritableRaster(width, 1);
        for (int x = 0; x < width; x++) {
            row.setSample(x, 0, 0, level);
        }
        return row;
    }
}
