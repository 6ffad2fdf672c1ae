package io.github.animegan.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void median_ofOddCount_isTheMiddle() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
        assertThat(Statistics.median(List.of(3.0))).isEqualTo(3);
    }

    @Test
    void median_ofEvenCount_isBetween() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(4.5);
    }

    @Test
    void quantile_interpolates() {
        List<Double> values = List.of(0.0, 10.0, 20.0, 30.0);
        assertThat(Statistics.quantile(values, 0)).isZero();
        assertThat(Statistics.quantile(values, 0.25)).isCloseTo(7.5, within(1e-12));
        assertThat(Statistics.quantile(values, 1)).isEqualTo(30);
    }

    @Test
    void median_ofNothing_throws() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }
}
