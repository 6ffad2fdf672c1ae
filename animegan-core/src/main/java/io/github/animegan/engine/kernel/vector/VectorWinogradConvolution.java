package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.PanelKernel.ROWS;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution in Winograd's domain: tiles of the input are transformed, multiplied with the transformed weights as one small
 * matrix product for each point of a tile over the channels, and transformed back. A few dozen tiles at a time, so that what
 * lies between the three is still in the cache.
 *
 * <p>A strided convolution is one of stride 1 over more channels, the phases of its input, and a transposed one is one to more
 * channels, the phases of its output. Taps are shared out among phases; a phase that gets fewer has fewer points, and the products
 * at the others are left out.
 *
 * <p>Source: as {@link VectorWinogradTransform}; for strides J. Yepez, S.-B. Ko, "Stride 2 1-D, 2-D, and 3-D Winograd for
 * Convolutional Neural Networks", 2020.
 */
final class VectorWinogradConvolution implements ConvolutionKernel {
    private static final Object PANELS = new Object();
    private static final Object PRODUCTS = new Object();
    private static final float[] NO_BIAS = new float[ColumnBlocks.MOST];

    /** Keeps the panels from falling on the same cache sets. */
    private static final int PANEL_GAP = 16;
    /**
     * Transformed tiles should stay below this: little more than a core's second-level cache, for the more of them there
     * are, the less often weights are read from the third.
     */
    private static final int PANEL_FLOATS = 400_000;

    private static final int MOST_TILES = 4 * ROWS;

    private final VectorWinogradLayer layer;
    private final TileReader reader;
    private final int points;
    private final int chunk;
    private final int productStride;
    private final ColumnBlocks blocks;
    /** For each phase of the output: {@code [output block][point][phase of the input, lane][column]}. */
    private final List<float[]> weights = new ArrayList<>();

    private final float[] bias;

    /** @param bias one value an output channel; not kept */
    VectorWinogradConvolution(VectorWinogradLayer layer, float[] bias) {
        this.layer = layer;
        this.points = layer.points();
        int rowFloats = layer.rowFloats();
        int most = PANEL_FLOATS / (points * points * rowFloats) / ROWS * ROWS;
        this.chunk = Math.max(ROWS, Math.min(MOST_TILES, most));
        int panelStride = chunk * rowFloats + PANEL_GAP;
        this.reader = new TileReader(layer, panelStride);
        this.productStride = chunk * ColumnBlocks.MOST + PANEL_GAP;
        this.blocks = ColumnBlocks.of(layer.outputLanes());
        this.bias = Arrays.copyOf(bias, blocks.columns());
        for (int output = 0; output < layer.outputs().size(); output++) {
            weights.add(layer.packedWeights(output));
        }
    }

    @Override
    public int tile() {
        return layer.outputs().get(0).horizontal().outputs();
    }

    @Override
    public int bandRows(int height, int width) {
        return layer.bandRows(width);
    }

    @Override
    public long weightBytes() {
        return Float.BYTES * weights.stream().mapToLong(each -> each.length).sum();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        List<TileWriter> writers = new ArrayList<>();
        for (VectorWinogradPhase phase : layer.outputs()) {
            writers.add(new TileWriter(
                    phase, phase.of(output), phase.rows(rows), phase.columns(width), points, productStride, bias));
        }
        // No phase has more rows or columns than the first.
        int tilesWide = tiles(writers.get(0).width());
        int tiles = tilesWide * tiles(writers.get(0).rows());
        float[] panels = scratch.floats(PANELS, points * points * reader.panelStride());
        float[] products = scratch.floats(PRODUCTS, points * points * productStride);
        for (int first = 0; first < tiles; first += chunk) {
            int last = Math.min(tiles, first + chunk);
            reader.read(input, first, last, tilesWide, panels, scratch);
            for (int i = 0; i < writers.size(); i++) {
                for (int block = 0; block < blocks.count(); block++) {
                    multiply(panels, i, block, products, last - first);
                    writers.get(i).write(products, first, last, tilesWide, blocks, block, scratch);
                }
            }
        }
    }

    private int tiles(int side) {
        return (side + tile() - 1) / tile();
    }

    private void multiply(float[] panels, int output, int block, float[] products, int tiles) {
        VectorWinogradPhase phase = layer.outputs().get(output);
        float[] weight = weights.get(output);
        int lanes = layer.inputLanes();
        int columns = blocks.columns(block);
        int b = blocks.first(block) * (weight.length / blocks.columns());
        for (int i = 0; i < phase.vertical().inputs(); i++) {
            for (int j = 0; j < phase.horizontal().inputs(); j++) {
                int place = i * points + j;
                int length = layer.inputsWith(i) * layer.inputsWith(j) * lanes;
                for (int tile = 0; tile < tiles; tile += ROWS) {
                    PanelKernel.multiply(
                            Math.min(ROWS, tiles - tile),
                            columns,
                            length,
                            panels,
                            place * reader.panelStride() + tile * layer.rowFloats(),
                            layer.rowFloats(),
                            weight,
                            b,
                            NO_BIAS,
                            0,
                            products,
                            place * productStride + tile * columns,
                            columns);
                }
                b += length * columns;
            }
        }
    }
}
