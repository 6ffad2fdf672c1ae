package io.github.animegan.engine.plan;

import io.github.animegan.engine.program.Operand;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operand's map looks like when it is read.
 *
 * @param source the stored map
 * @param resized after resizing
 * @param padded after padding, too
 * @param rows where resized rows lie in the source; null if it is not resized
 * @param columns where resized columns lie in the source; null if it is not resized
 */
public record Extent(
        MapSize source,
        MapSize resized,
        MapSize padded,
        @Nullable Interpolation rows,
        @Nullable Interpolation columns) {
    /** Stands for a row of zeros. */
    public static final int NO_ROW = -1;

    static Extent of(Operand operand, MapSize source, List<MapSize> nodes) {
        MapSize resized = source;
        Interpolation rows = null;
        Interpolation columns = null;
        Operand.Resizing resizing = operand.resizing();
        if (resizing != null) {
            resized = nodes.get(resizing.node());
            rows = Interpolation.of(resizing.mode(), source.height(), resized.height());
            columns = Interpolation.of(resizing.mode(), source.width(), resized.width());
        }
        Padding padding = operand.padding();
        MapSize padded = padding == null
                ? resized
                : new MapSize(
                        resized.height() + padding.top() + padding.bottom(),
                        resized.width() + padding.left() + padding.right());
        return new Extent(source, resized, padded, rows, columns);
    }

    /** The row of the resized source that a row of the padded one shows; {@link #NO_ROW} where that is zero. */
    public int resizedRow(int paddedRow, @Nullable Padding padding) {
        int y = padding == null ? paddedRow : paddedRow - padding.top();
        if (y >= 0 && y < resized.height()) {
            return y;
        }
        if (padding == null || padding.mode() == PaddingMode.ZERO || paddedRow >= padded.height()) {
            return NO_ROW;
        }
        if (padding.mode() == PaddingMode.EDGE) {
            return y < 0 ? 0 : resized.height() - 1;
        }
        return y < 0 ? -y : 2 * (resized.height() - 1) - y;
    }

    /** The first of the stored map's rows that a row of the resized one is made of. */
    int firstRow(int resizedRow) {
        return rows == null ? resizedRow : rows.first()[resizedRow];
    }

    /** The last of the stored map's rows that a row of the resized one is made of. */
    int lastRow(int resizedRow) {
        return rows == null ? resizedRow : rows.second()[resizedRow];
    }
}
