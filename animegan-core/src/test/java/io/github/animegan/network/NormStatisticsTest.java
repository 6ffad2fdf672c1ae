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
    void corrected_movesMeansAndScalesVariances() {
        assertIs(of(1, 4).corrected(of(3, 2), of(3.5, 3)), 1.5, 6);
        assertIs(of(1, 4).corrected(of(3, 2), of(3, 2)), 1, 4);
    }

    @Test
    void corrected_staysBoundedAndPositive() {
        assertIs(of(0, 2).corrected(of(0, 0), of(0, 1)), 0, 2);
        assertIs(of(0, 2).corrected(of(0, 1e-9), of(0, 1)), 0, 8);
        assertIs(of(0, 2).corrected(of(0, 1), of(0, 0)), 0, 0.5);
    }

    @Test
    void corrected_refusesOtherNetworks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0, 1).corrected(of(0, 1), new NormStatistics(List.of())))
                .withMessageContaining("1 normalizations");
    }
}
