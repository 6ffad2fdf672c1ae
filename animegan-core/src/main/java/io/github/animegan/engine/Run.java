package io.github.animegan.engine;

import static io.github.animegan.engine.Operand.NONE;

import io.github.animegan.engine.Plan.Extent;
import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of a program over one picture. */
final class Run {
    private static final Object BAND = new Object();
    private static final int STORE_BAND_ROWS = 16;

    private final Plan plan;
    private final Program program;
    private final Workspace workspace;
    private final List<ConvolutionKernel> kernels;
    private final PixelKernel pixels;
    private final Workers workers;
    private final @Nullable NormStatistics frozen;
    private final FeatureMap[] maps;
    private final NormStatistics.@Nullable Moments[] moments;
    private final @Nullable ChannelAffine[] affines;

    /**
     * @param picture height x width x 3
     * @param result as long as the program's result has values
     * @param frozen the statistics to normalise by, or null to take the picture's own
     */
    Run(
            Plan plan,
            Workspace workspace,
            List<ConvolutionKernel> kernels,
            PixelKernel pixels,
            Workers workers,
            float[] picture,
            float[] result,
            @Nullable NormStatistics frozen) {
        this.plan = plan;
        this.program = plan.program();
        this.workspace = workspace;
        this.kernels = kernels;
        this.pixels = pixels;
        this.workers = workers;
        this.frozen = frozen;
        this.maps = new FeatureMap[program.channels().size()];
        this.moments = new NormStatistics.Moments[program.norms().size()];
        this.affines = new ChannelAffine[program.norms().size()];
        for (int map = 0; map < maps.length; map++) {
            float[] data;
            if (map == Program.PICTURE) {
                data = picture;
            } else {
                data = map == program.result() ? result : workspace.buffer(plan.slot(map));
            }
            Size size = plan.size(map);
            maps[map] = new FeatureMap(
                    data,
                    size.height(),
                    size.width(),
                    Lanes.of(program.channels().get(map)));
        }
    }

    /** Runs all steps, unless the observer throws, and returns the statistics by which it normalised. */
    NormStatistics execute(RunObserver observer) {
        int steps = program.steps().size();
        for (int i = 0; i < steps; i++) {
            observer.atStep(i, steps);
            execute(i, program.steps().get(i));
        }
        List<NormStatistics.Moments> used = new ArrayList<>();
        for (NormStatistics.Moments each : moments) {
            used.add(Objects.requireNonNull(each));
        }
        return new NormStatistics(used);
    }

    private void execute(int index, Step step) {
        FeatureMap output = maps[step.output()];
        Gather gather = gather(step.input(), plan.extent(index));
        int scale = step instanceof Step.Convolve convolve ? convolve.scale() : 1;
        int places = (output.height() + scale - 1) / scale;
        Bands bands = bands(step, places, (output.width() + scale - 1) / scale);
        List<Integer> norms = normsOf(step.output());
        MomentSums sums = norms.isEmpty() || frozen != null
                ? null
                : workspace.sums(index, channels(step.output()), bands.count());
        workers.forEach(bands.count(), (band, scratch) -> {
            int from = bands.from(band);
            int to = bands.to(band);
            int keepUntil = to == places ? Integer.MAX_VALUE : to;
            if (step instanceof Step.Convolve convolve) {
                convolve(convolve, gather, output, from, to, keepUntil, scratch);
            } else {
                gather.fill(from, to - from, output.data(), output.row(from), output.rowStride(), keepUntil, scratch);
            }
            if (sums != null) {
                sums.add(band, output, from * scale, Math.min(output.height(), to * scale), pixels, scratch);
            }
        });
        for (int norm : norms) {
            setMoments(norm, sums);
        }
    }

    private void convolve(
            Step.Convolve step, Gather gather, FeatureMap output, int from, int to, int keepUntil, Scratch scratch) {
        int scale = step.scale();
        PixelView band = band(step, gather, output, from, to, keepUntil, scratch);
        for (Step.Phase phase : step.phases()) {
            int lastRow = Math.min(output.height(), to * scale);
            int rows = (lastRow - from * scale - phase.outputRow() + scale - 1) / scale;
            int width = (output.width() - phase.outputColumn() + scale - 1) / scale;
            PixelView in = new PixelView(
                    band.data(), band.at(phase.inputRow(), phase.inputColumn()), band.rowStride(), band.pixelStride());
            kernel(phase)
                    .convolve(
                            in,
                            output.view(from * scale + phase.outputRow(), phase.outputColumn(), scale),
                            rows,
                            width,
                            scratch);
        }
    }

    /** The input of some output rows: the stored map itself where that will do, otherwise a copy of what it is to be. */
    private PixelView band(
            Step.Convolve step, Gather gather, FeatureMap output, int from, int to, int keepUntil, Scratch scratch) {
        int tile = tile(step);
        if (step.input().isPlain() && tile == 1) {
            return gather.source().view(from * step.stride(), 0, 1);
        }
        int lanes = gather.source().lanes();
        int places = (output.width() + step.scale() - 1) / step.scale();
        int rows =
                (roundUp(to - from, tile) - 1) * step.stride() + step.window().height();
        int width = Math.max(
                (roundUp(places, tile) - 1) * step.stride() + step.window().width(),
                gather.extent().padded().width());
        float[] data = scratch.floats(BAND, rows * width * lanes);
        gather.fill(from * step.stride(), rows, data, 0, width * lanes, keepUntil, scratch);
        return new PixelView(data, 0, width * lanes, lanes);
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    private Bands bands(Step step, int height, int width) {
        if (!(step instanceof Step.Convolve convolve)) {
            return Bands.of(height, 1, STORE_BAND_ROWS);
        }
        int rows = convolve.phases().stream()
                .mapToInt(phase -> kernel(phase).bandRows(height, width))
                .min()
                .orElseThrow();
        return Bands.of(height, tile(convolve), rows);
    }

    /** Divides bands so that no kernel computes a broken tile in the middle of a map. Asked for each band: no stream. */
    private int tile(Step.Convolve step) {
        int tile = 1;
        for (Step.Phase phase : step.phases()) {
            tile = Math.max(tile, kernel(phase).tile());
        }
        return tile;
    }

    private ConvolutionKernel kernel(Step.Phase phase) {
        return kernels.get(phase.convolution());
    }

    private Gather gather(Operand operand, Extent extent) {
        FeatureMap source = maps[operand.map()];
        ChannelAffine affine = null;
        if (operand.norm() != NONE) {
            affine = affines[operand.norm()];
        } else if (operand.slope() != 1) {
            affine = identity(source.lanes());
        }
        FeatureMap residual = operand.residual() == NONE ? null : maps[operand.residual()];
        FeatureMap keep = operand.keep() == NONE ? null : maps[operand.keep()];
        return new Gather(operand, extent, source, affine, residual, keep, pixels);
    }

    private static ChannelAffine identity(int lanes) {
        float[] ones = new float[lanes];
        Arrays.fill(ones, 1);
        return ChannelAffine.of(ones, new float[lanes]);
    }

    private List<Integer> normsOf(int map) {
        List<Integer> found = new ArrayList<>();
        for (int norm = 0; norm < program.norms().size(); norm++) {
            if (program.norms().get(norm).map() == map) {
                found.add(norm);
            }
        }
        return found;
    }

    private void setMoments(int number, @Nullable MomentSums sums) {
        Norm norm = program.norms().get(number);
        NormStatistics.Moments its = frozen != null
                ? frozen.get(number)
                : norm.group(Objects.requireNonNull(sums).join());
        moments[number] = its;
        affines[number] = norm.affine(its);
    }

    private int channels(int map) {
        return program.channels().get(map);
    }
}
