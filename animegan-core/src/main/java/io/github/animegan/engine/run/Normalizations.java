package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.program.Norm;
import io.github.animegan.engine.program.Operand;
import io.github.animegan.engine.program.Program;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.network.NormStatistics.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of one run and what they make of its normalizations: given ones, or those of the run's own maps as they become
 * complete. Whoever reads one was told under a lock that it is there.
 */
final class Normalizations {
    private final Program program;
    private final @Nullable Moments[] moments;
    private final @Nullable ChannelAffine[] affines;

    Normalizations(Program program, @Nullable NormStatistics frozen) {
        this.program = program;
        this.moments = new Moments[program.statistics().size()];
        this.affines = new ChannelAffine[program.norms().size()];
        if (frozen != null) {
            for (int statistic = 0; statistic < moments.length; statistic++) {
                set(statistic, frozen.get(statistic));
            }
        }
    }

    /** Sets a statistic, and every normalization that has all its statistics now. */
    void set(int statistic, Moments its) {
        moments[statistic] = its;
        for (int number = 0; number < affines.length; number++) {
            Norm norm = program.norms().get(number);
            Moments content = moments[norm.content()];
            Moments style = norm.style() == Operand.NONE ? null : moments[norm.style()];
            boolean hasAll = content != null && (norm.style() == Operand.NONE || style != null);
            if (hasAll && (norm.content() == statistic || norm.style() == statistic)) {
                affines[number] = norm.affine(content, style);
            }
        }
    }

    ChannelAffine affine(int norm) {
        return Objects.requireNonNull(affines[norm]);
    }

    /** All of them, at the end of the run. */
    NormStatistics statistics() {
        List<Moments> all = new ArrayList<>();
        for (Moments each : moments) {
            all.add(Objects.requireNonNull(each));
        }
        return new NormStatistics(all);
    }
}
