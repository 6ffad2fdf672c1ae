package io.github.animegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.network.NormStatistics.Moments;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormStatisticsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static NormStatistics of(double mean, double variance) {
        return new NormStatistics(List.of(new Moments(new double[] {mean}, new double[] {variance})));
    }

    private static void assertIs(NormStatistics statistics, double mean, double variance) {
        assertThat(statistics.get(0).mean()[0]).isCloseTo(mean, EXACT);
        assertThat(statistics.get(0).variance()[0]).isCloseTo(variance, EXACT);
    }

    @Test
    void extrapolate_goesOnStraightWithMeansAndByFactorsWithVariances() {
        NormStatistics small = of(1, 4);
        NormStatistics large = of(3, 6);
        assertIs(small.extrapolate(large, 1), 3, 6);
        assertIs(small.extrapolate(large, 1.5), 4, 6 * Math.sqrt(1.5));
        assertIs(small.extrapolate(large, 2), 5, 9);
    }

    @Test
    void extrapolate_staysBoundedAndPositive() {
        assertIs(of(0, 0).extrapolate(of(0, 2), 3), 0, 2);
        assertIs(of(0, 1e-9).extrapolate(of(0, 1), 1.5), 0, 2);
        assertIs(of(0, 1).extrapolate(of(0, 0), 2), 0, 0);
    }

    @Test
    void extrapolate_refusesOtherNetworks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0, 1).extrapolate(new NormStatistics(List.of()), 2))
                .withMessageContaining("1 normalizations");
    }
}
