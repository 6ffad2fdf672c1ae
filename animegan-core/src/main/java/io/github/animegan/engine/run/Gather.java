package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.plan.Extent;
import io.github.animegan.engine.plan.Interpolation;
import io.github.animegan.engine.program.Operand;
import io.github.animegan.engine.program.Pointwise;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operand row by row: evaluates its recipe while copying to a band. One for each operand of each step of a run; bands
 * of the step use it at the same time.
 *
 * @param operand the recipe
 * @param extent what the operand looks like
 * @param maps all maps of the run, by number
 * @param keep the map to store the value in by the way, or null
 * @param normalizations the run's
 * @param pixels the backend's routines for pixels
 */
@SuppressWarnings("ArrayRecordComponent") // The run's own maps, never compared.
record Gather(
        Operand operand,
        Extent extent,
        FeatureMap[] maps,
        @Nullable FeatureMap keep,
        Normalizations normalizations,
        PixelKernel pixels) {
    private static final Object STORED = new Object();
    private static final Object OTHER = new Object();
    private static final Object UPPER = new Object();
    private static final Object LOWER = new Object();
    private static final Object BLENDED = new Object();

    /** The stored map. */
    FeatureMap source() {
        return maps[operand.map()];
    }

    /**
     * Writes rows of the padded value to a band.
     *
     * @param firstRow the first row, counted in the padded value
     * @param rows how many; those past the padded value become zero
     * @param offset where in the array the band starts
     * @param rowStride floats from one row of the band to the next; what a row does not fill becomes zero
     * @param keepUntil rows of the band before this one (counted like {@code firstRow}) are this band's to keep
     */
    void fill(int firstRow, int rows, float[] band, int offset, int rowStride, int keepUntil, Scratch scratch) {
        Padding padding = operand.padding();
        int top = padding == null ? 0 : padding.top();
        int stride = source().stride();
        ChangedRow row = new ChangedRow(operand.changes(), extent.source(), scratch);
        ResizedRow resized = new ResizedRow(row, scratch);
        ChangedRow later = new ChangedRow(operand.later(), extent.resized(), scratch);
        for (int i = 0; i < rows; i++) {
            int to = offset + i * rowStride;
            int y = extent.resizedRow(firstRow + i, padding);
            if (y == Extent.NO_ROW) {
                Arrays.fill(band, to, to + rowStride, 0);
                continue;
            }
            int left = padding == null ? 0 : padding.left() * stride;
            if (operand.resizing() == null) {
                row.evaluate(y, band, to + left);
            } else {
                resized.write(y, band, to + left);
                later.change(y, band, to + left);
            }
            boolean isInside = y == firstRow + i - top;
            if (keep != null && isInside && firstRow + i < keepUntil) {
                keep.setRow(y, band, to + left, scratch);
            }
            fillSides(band, to, rowStride, padding);
        }
    }

    private void fillSides(float[] band, int row, int rowStride, @Nullable Padding padding) {
        int stride = source().stride();
        int width = extent.resized().width();
        int left = padding == null ? 0 : padding.left();
        int filled = left + width;
        if (padding == null || padding.mode() == PaddingMode.ZERO) {
            Arrays.fill(band, row, row + left * stride, 0);
        } else {
            boolean mirrors = padding.mode() == PaddingMode.REFLECT;
            int last = left + width - 1;
            for (int i = 1; i <= padding.left(); i++) {
                copyPixel(band, row + (left + (mirrors ? i : 0)) * stride, row + (left - i) * stride, stride);
            }
            for (int i = 1; i <= padding.right(); i++) {
                copyPixel(band, row + (last - (mirrors ? i : 0)) * stride, row + (last + i) * stride, stride);
            }
            filled += padding.right();
        }
        Arrays.fill(band, row + filled * stride, row + rowStride, 0);
    }

    private static void copyPixel(float[] band, int from, int to, int stride) {
        System.arraycopy(band, from, band, to, stride);
    }

    /** Changes rows before resizing, or after it. */
    private final class ChangedRow implements Pointwise.Row {
        private final FeatureMap source = source();
        private final List<Pointwise> changes;
        private final MapSize size;
        private final Scratch scratch;
        private int y;

        ChangedRow(List<Pointwise> changes, MapSize size, Scratch scratch) {
            this.changes = changes;
            this.size = size;
            this.scratch = scratch;
        }

        /** Changes a row in place. */
        void change(int row, float[] values, int offset) {
            y = row;
            for (Pointwise change : changes) {
                change.apply(values, offset, values, offset, this);
            }
        }

        /** Changes a row of the stored map. */
        void evaluate(int row, float[] target, int offset) {
            y = row;
            if (changes.isEmpty()) {
                source.copyRow(row, target, offset, scratch);
                return;
            }
            PixelView stored = source.row(row, STORED, scratch);
            changes.get(0).apply(stored.data(), stored.offset(), target, offset, this);
            for (int i = 1; i < changes.size(); i++) {
                changes.get(i).apply(target, offset, target, offset, this);
            }
        }

        @Override
        public int width() {
            return size.width();
        }

        @Override
        public int stride() {
            return source.stride();
        }

        @Override
        public int channels() {
            return source.channels();
        }

        @Override
        public ChannelAffine affine(int norm) {
            return normalizations.affine(norm);
        }

        @Override
        public PixelView other(int map) {
            return maps[map].row(isOtherPixel(map) ? 0 : y, OTHER, scratch);
        }

        @Override
        public boolean isOtherPixel(int map) {
            return maps[map].isPixel() && !size.equals(MapSize.PIXEL);
        }

        @Override
        public PixelKernel pixels() {
            return pixels;
        }

        @Override
        public Scratch scratch() {
            return scratch;
        }
    }

    /** Interpolates rows, and remembers the two source rows it last evaluated, for the next row mostly needs them, too. */
    private final class ResizedRow {
        private final ChangedRow row;
        private final Scratch scratch;
        private final int length;
        private float[] upper;
        private float[] lower;
        private final float[] blended;
        private int upperRow = Extent.NO_ROW;
        private int lowerRow = Extent.NO_ROW;

        ResizedRow(ChangedRow row, Scratch scratch) {
            this.row = row;
            this.scratch = scratch;
            this.length = operand.resizing() == null ? 0 : source().rowStride();
            this.upper = scratch.floats(UPPER, length);
            this.lower = scratch.floats(LOWER, length);
            this.blended = scratch.floats(BLENDED, length);
        }

        void write(int y, float[] band, int offset) {
            Interpolation rows = Objects.requireNonNull(extent.rows());
            Interpolation columns = Objects.requireNonNull(extent.columns());
            load(rows.first()[y], rows.second()[y]);
            pixels.interpolate(upper, 0, lower, 0, rows.fraction()[y], blended, 0, length, scratch);
            pixels.interpolateColumns(
                    blended,
                    columns.first(),
                    columns.second(),
                    columns.fraction(),
                    band,
                    offset,
                    extent.resized().width(),
                    source().stride());
        }

        private void load(int first, int second) {
            if (first == lowerRow) {
                float[] swap = upper;
                upper = lower;
                lower = swap;
                upperRow = lowerRow;
                lowerRow = Extent.NO_ROW;
            }
            if (first != upperRow) {
                row.evaluate(first, upper, 0);
                upperRow = first;
            }
            if (second != lowerRow) {
                row.evaluate(second, lower, 0);
                lowerRow = second;
            }
        }
    }
}
