package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
    private static final List<FacePoint> POINTS =
            List.of(new FacePoint(3, 4), new FacePoint(11, 5), new FacePoint(7, 9), new FacePoint(4, 14));

    @Test
    void fit_findsTheTransformThatWasApplied() {
        SimilarityTransform applied = new SimilarityTransform(-1.2, 0.7, 30, -4);

        SimilarityTransform found = SimilarityTransform.fit(
                POINTS, POINTS.stream().map(applied::apply).toList());

        assertThat(found.a()).isCloseTo(-1.2, within(1e-12));
        assertThat(found.b()).isCloseTo(0.7, within(1e-12));
        assertThat(found.c()).isCloseTo(30, within(1e-11));
        assertThat(found.d()).isCloseTo(-4, within(1e-11));
    }

    @Test
    void fit_leavesNoBetterTransformNearby() {
        List<FacePoint> target =
                List.of(new FacePoint(0, 1), new FacePoint(5, 0), new FacePoint(3, 4), new FacePoint(-1, 6));
        SimilarityTransform best = SimilarityTransform.fit(POINTS, target);
        double least = squares(best, target);

        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(squares(new SimilarityTransform(best.a() + step, best.b(), best.c(), best.d()), target))
                    .isGreaterThan(least);
            assertThat(squares(new SimilarityTransform(best.a(), best.b() + step, best.c(), best.d()), target))
                    .isGreaterThan(least);
            assertThat(squares(new SimilarityTransform(best.a(), best.b(), best.c() + step, best.d()), target))
                    .isGreaterThan(least);
            assertThat(squares(new SimilarityTransform(best.a(), best.b(), best.c(), best.d() + step), target))
                    .isGreaterThan(least);
        }
    }

    private static double squares(SimilarityTransform transform, List<FacePoint> target) {
        double sum = 0;
        for (int i = 0; i < target.size(); i++) {
            double distance = transform.apply(POINTS.get(i)).distance(target.get(i));
            sum += distance * distance;
        }
        return sum;
    }

    @Test
    void inverse_leadsBack() {
        SimilarityTransform there = new SimilarityTransform(0.3, -2.1, 100, 7);

        FacePoint back = there.inverse().apply(there.apply(new FacePoint(12, -8)));

        assertThat(back.distance(new FacePoint(12, -8))).isLessThan(1e-12);
    }

    @Test
    void scaleAndDegrees_areThoseOfTheTurn() {
        SimilarityTransform quarter = new SimilarityTransform(0, 2, 0, 0);

        assertThat(quarter.scale()).isEqualTo(2);
        assertThat(quarter.degrees()).isEqualTo(90);
        assertThat(quarter.apply(new FacePoint(1, 0))).isEqualTo(new FacePoint(0, 2)); // Clockwise, as y goes down.
    }

    @Test
    void fit_refusesPointsThatTellNothing() {
        FacePoint one = new FacePoint(1, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> SimilarityTransform.fit(List.of(one), List.of(one)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityTransform.fit(List.of(one, one), List.of(one, new FacePoint(2, 2))));
    }
}
