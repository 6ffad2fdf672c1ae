package io.github.animegan.engine;

import static io.github.animegan.engine.Operand.NONE;

import io.github.animegan.engine.Plan.Extent;
import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Padding;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operand row by row: evaluates its recipe while copying to a band. One for each step of a run; bands of the
 * step use it at the same time.
 *
 * @param affine the normalisation, or null if there is neither that nor an activation
 * @param residual the map to add
 * @param keep the map to store the value in by the way
 */
record Gather(
        Operand operand,
        Extent extent,
        FeatureMap source,
        @Nullable ChannelAffine affine,
        @Nullable FeatureMap residual,
        @Nullable FeatureMap keep,
        PixelKernel pixels) {
    private static final Object UPPER = new Object();
    private static final Object LOWER = new Object();
    private static final Object BLENDED = new Object();

    /**
     * What reads an operand in the maps of a run, by number.
     *
     * @param norm the normalisation to apply, if there is one
     */
    static Gather of(
            Operand operand, Extent extent, FeatureMap[] maps, @Nullable ChannelAffine norm, PixelKernel pixels) {
        FeatureMap source = maps[operand.map()];
        ChannelAffine affine = norm == null && operand.slope() != 1 ? identity(source.lanes()) : norm;
        FeatureMap residual = operand.residual() == NONE ? null : maps[operand.residual()];
        FeatureMap keep = operand.keep() == NONE ? null : maps[operand.keep()];
        return new Gather(operand, extent, source, affine, residual, keep, pixels);
    }

    private static ChannelAffine identity(int lanes) {
        float[] ones = new float[lanes];
        Arrays.fill(ones, 1);
        return ChannelAffine.of(ones, new float[lanes]);
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
        UpsampledRow upsampled = new UpsampledRow(scratch);
        for (int i = 0; i < rows; i++) {
            int to = offset + i * rowStride;
            int y = firstRow + i - top;
            int row = extent.sourceRow(firstRow + i, padding);
            if (row == Extent.NO_ROW) {
                Arrays.fill(band, to, to + rowStride, 0);
                continue;
            }
            int left = padding == null ? 0 : padding.left() * source.lanes();
            if (operand.upsample() == null) {
                evaluate(row, band, to + left, scratch);
            } else {
                upsampled.write(row, band, to + left);
            }
            if (keep != null && row == y && firstRow + i < keepUntil) {
                System.arraycopy(band, to + left, keep.data(), keep.row(y), keep.rowStride());
            }
            fillSides(band, to, rowStride, padding);
        }
    }

    private void fillSides(float[] band, int row, int rowStride, @Nullable Padding padding) {
        int lanes = source.lanes();
        int width = extent.resized().width();
        int left = padding == null ? 0 : padding.left();
        int filled = left + width;
        if (padding != null && padding.border() == Border.REFLECT) {
            for (int i = 1; i <= padding.left(); i++) {
                System.arraycopy(band, row + (left + i) * lanes, band, row + (left - i) * lanes, lanes);
            }
            for (int i = 1; i <= padding.right(); i++) {
                int last = left + width - 1;
                System.arraycopy(band, row + (last - i) * lanes, band, row + (last + i) * lanes, lanes);
            }
            filled += padding.right();
        } else {
            Arrays.fill(band, row, row + left * lanes, 0);
        }
        Arrays.fill(band, row + filled * lanes, row + rowStride, 0);
    }

    /** Writes one row of the source's value, before up-sampling. */
    private void evaluate(int y, float[] target, int offset, Scratch scratch) {
        int from = source.row(y);
        int count = source.rowStride();
        if (affine != null) {
            pixels.normalize(source.data(), from, target, offset, source.width(), affine, operand.slope(), scratch);
        } else {
            System.arraycopy(source.data(), from, target, offset, count);
        }
        if (residual != null) {
            pixels.add(residual.data(), residual.row(y), target, offset, count, scratch);
        }
        if (operand.tanh()) {
            pixels.tanh(target, offset, count, scratch);
        }
    }

    /** Interpolates rows, and remembers the two source rows it last evaluated, for the next row mostly needs them, too. */
    private final class UpsampledRow {
        private final Scratch scratch;
        private float[] upper;
        private float[] lower;
        private final float[] blended;
        private int upperRow = Extent.NO_ROW;
        private int lowerRow = Extent.NO_ROW;

        UpsampledRow(Scratch scratch) {
            this.scratch = scratch;
            int length = operand.upsample() == null ? 0 : source.rowStride();
            this.upper = scratch.floats(UPPER, length);
            this.lower = scratch.floats(LOWER, length);
            this.blended = scratch.floats(BLENDED, length);
        }

        void write(int y, float[] band, int offset) {
            Interpolation rows = Objects.requireNonNull(extent.rows());
            Interpolation columns = Objects.requireNonNull(extent.columns());
            load(rows.first()[y], rows.second()[y]);
            pixels.interpolate(upper, 0, lower, 0, rows.fraction()[y], blended, 0, source.rowStride(), scratch);
            int lanes = source.lanes();
            for (int x = 0; x < extent.resized().width(); x++) {
                pixels.interpolate(
                        blended,
                        columns.first()[x] * lanes,
                        blended,
                        columns.second()[x] * lanes,
                        columns.fraction()[x],
                        band,
                        offset + x * lanes,
                        lanes,
                        scratch);
            }
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
                evaluate(first, upper, 0, scratch);
                upperRow = first;
            }
            if (second != lowerRow) {
                evaluate(second, lower, 0, scratch);
                lowerRow = second;
            }
        }
    }
}
