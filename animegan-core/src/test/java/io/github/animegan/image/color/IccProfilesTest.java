package io.github.animegan.image.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The curves of ICC profiles, by the formulas of ICC.1:2022, 10.6 and 10.18; and profiles that do not fit a picture. */
class IccProfilesTest {
    @Test
    void sampledCurves() {
        requireCurve(sampled(), x -> x);
        requireCurve(sampled(2 * 256), x -> x * x);
        requireCurve(sampled(0, 65535), x -> x);
        requireCurve(sampled(0, 13107, 65535), x -> x < 0.5 ? 0.4 * x : 0.2 + 1.6 * (x - 0.5));
    }

    @Test
    void parametricCurves() {
        requireCurve(parametric(0, 2.5), x -> Math.pow(x, 2.5));
        requireCurve(parametric(1, 2, 1.25, -0.25), x -> x < 0.2 ? 0 : Math.pow(1.25 * x - 0.25, 2));
        requireCurve(parametric(2, 2, 0.5, -0.25, 0.125), x -> x < 0.5 ? 0.125 : Math.pow(0.5 * x - 0.25, 2) + 0.125);
        DoubleUnaryOperator srgb = x -> x < 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
        requireCurve(parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), srgb);
        requireCurve(
                parametric(4, 2, 0.5, 0, 0.25, 0.5, 0.125, 0.0625),
                x -> x < 0.5 ? 0.25 * x + 0.0625 : 0.25 * x * x + 0.125);
    }

    @Test
    void lightOutsideOfTheUnitRange_isCutOff() {
        requireCurve(parametric(4, 1, 2, 0, 1, 0.5, 0, -0.25), x -> x < 0.5 ? Math.max(0, x - 0.25) : 1);
    }

    @Test
    void damagedCurves_areNone() {
        assertThat(ToneCurve.of(null)).isEmpty();
        assertThat(ToneCurve.of(Arrays.copyOf(sampled(), 11))).isEmpty();
        assertThat(ToneCurve.of("text........".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        for (int count : new int[] {-1, 3, Integer.MAX_VALUE}) {
            byte[] tooShort = sampled(0, 65535);
            ByteBuffer.wrap(tooShort).putInt(8, count);
            assertThat(ToneCurve.of(tooShort)).as("%d points", count).isEmpty();
        }
        assertThat(ToneCurve.of(parametric(5, 1, 2, 3, 4, 5, 6, 7)))
                .as("an unknown kind")
                .isEmpty();
        assertThat(ToneCurve.of(parametric(3, 2.4, 1))).as("too few parameters").isEmpty();
        assertThat(ToneCurve.of(parametric(4, 0.5, -1, 0, 0, 0, 0, 0)))
                .as("roots of negative numbers")
                .isEmpty();
    }

    @Test
    void profilesForOtherPictures_areRefused() {
        ICC_Profile gray = ICC_Profile.getInstance(ColorSpace.CS_GRAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IccConversion.of(gray, 3))
                .withMessage("it is for 1 components, the picture has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IccConversion.of(gray, 2))
                .withMessage("no pictures have 2 components");
        assertThatIllegalArgumentException().isThrownBy(() -> IccConversion.of(new byte[128], 3));
    }

    private static void requireCurve(byte[] tag, DoubleUnaryOperator expected) {
        Optional<DoubleUnaryOperator> curve = ToneCurve.of(tag);
        for (int sample = 0; sample < 256; sample++) {
            double light = expected.applyAsDouble(sample / 255.0);
            assertThat(curve.orElseThrow().applyAsDouble(sample / 255.0))
                    .as("sample %d", sample)
                    .isCloseTo(light, within(1e-4)); // parameters have sixteen bits behind the point
        }
    }

    private static byte[] sampled(int... points) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 2 * points.length)
                .put("curv\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(points.length);
        for (int point : points) {
            tag.putShort((short) point);
        }
        return tag.array();
    }

    private static byte[] parametric(int kind, double... parameters) {
        ByteBuffer tag = ByteBuffer.allocate(12 + 4 * parameters.length)
                .put("para\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) kind)
                .putShort((short) 0);
        for (double parameter : parameters) {
            tag.putInt((int) Math.round(parameter * 65536));
        }
        return tag.array();
    }
}
