package io.github.animegan.engine;

import static io.github.animegan.engine.Operand.NONE;

import io.github.animegan.engine.Plan.Extent;
import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.engine.kernel.PixelKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of a program over one picture. */
final class Run {
    private final Plan plan;
    private final Program program;
    private final Workspace workspace;
    private final List<ConvolutionKernel> kernels;
    private final PixelKernel pixels;
    private final Workers workers;
    private final @Nullable NormStatistics frozen;
    private final RowSource source;
    private final RowSink sink;
    private final FeatureMap[] maps;
    private final NormStatistics.@Nullable Moments[] moments;
    private final @Nullable ChannelAffine[] affines;

    /**
     * @param frozen the statistics to normalise by, or null to take the picture's own
     */
    Run(
            Plan plan,
            Workspace workspace,
            List<ConvolutionKernel> kernels,
            PixelKernel pixels,
            Workers workers,
            RowSource source,
            RowSink sink,
            @Nullable NormStatistics frozen) {
        this.plan = plan;
        this.program = plan.program();
        this.workspace = workspace;
        this.kernels = kernels;
        this.pixels = pixels;
        this.workers = workers;
        this.source = source;
        this.sink = sink;
        this.frozen = frozen;
        this.maps = new FeatureMap[program.channels().size()];
        this.moments = new NormStatistics.Moments[program.norms().size()];
        this.affines = new ChannelAffine[program.norms().size()];
        for (int map = 0; map < maps.length; map++) {
            maps[map] = FeatureMap.whole(
                    workspace.buffer(plan.slot(map)),
                    plan.size(map),
                    Lanes.of(program.channels().get(map)));
        }
    }

    /** Runs all steps, unless the observer throws, and returns the statistics by which it normalised. */
    NormStatistics execute(RunObserver observer) {
        int steps = program.steps().size();
        for (int i = 0; i < steps; i++) {
            observer.atStep(i, steps);
            if (i == 0) {
                read(maps[Program.PICTURE]);
            }
            execute(i, program.steps().get(i));
        }
        write(maps[program.result()]);
        List<NormStatistics.Moments> used = new ArrayList<>();
        for (NormStatistics.Moments each : moments) {
            used.add(Objects.requireNonNull(each));
        }
        return new NormStatistics(used);
    }

    private void read(FeatureMap picture) {
        for (int y = 0; y < picture.height(); y++) {
            source.read(y, picture.data(), picture.row(y));
        }
    }

    private void write(FeatureMap result) {
        for (int y = 0; y < result.height(); y++) {
            sink.write(y, result.data(), result.row(y));
        }
    }

    private void execute(int index, Step step) {
        FeatureMap output = maps[step.output()];
        RowBands rows = RowBands.of(step, plan.size(step.output()), kernels);
        BandRun bands = new BandRun(rows, gather(step.input(), plan.extent(index)), output, kernels);
        List<Integer> norms = normsOf(step.output());
        MomentSums sums =
                norms.isEmpty() || frozen != null ? null : workspace.sums(index, channels(step.output()), rows.count());
        workers.forEach(rows.count(), (band, scratch) -> {
            bands.run(band, scratch);
            if (sums != null) {
                int until = Math.min(output.height(), rows.to(band) * step.scale());
                sums.add(band, output, rows.from(band) * step.scale(), until, pixels, scratch);
            }
        });
        for (int norm : norms) {
            setMoments(norm, sums);
        }
    }

    private Gather gather(Operand operand, Extent extent) {
        ChannelAffine norm = operand.norm() == NONE ? null : affines[operand.norm()];
        return Gather.of(operand, extent, maps, norm, pixels);
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
