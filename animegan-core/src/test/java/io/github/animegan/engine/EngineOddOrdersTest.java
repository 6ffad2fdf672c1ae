package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertMatchesReference;
import static io.github.animegan.engine.Layer.op;
import static io.github.animegan.engine.Layer.resize;

import io.github.animegan.Seed;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Relu;
import io.github.animegan.network.Op.Tanh;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers in orders that no known generator has: the compiler must not mix up what it does while reading. */
class EngineOddOrdersTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(2).random());
    private final Layer onlyAfter = op(new Padding(PaddingMode.REFLECT, 0, 1, 0, 1));

    @ParameterizedTest
    @EnumSource
    void normFirst_normalizesThePicture(TestBackends backend) {
        check(backend, layers.instanceNorm(3), layers.convolution(3, 16, 3, 1));
        check(backend, layers.groupNorm(1, 3), op(new Relu(0.2f)), op(new Relu(0)));
    }

    @ParameterizedTest
    @EnumSource
    void normTwice_takesStatisticsOfTheNormalized(TestBackends backend) {
        check(backend, layers.convolution(3, 6, 3, 1), layers.instanceNorm(6), layers.groupNorm(2, 6));
        check(backend, layers.convolution(3, 6, 3, 1), op(new Relu(0)), layers.groupNorm(3, 6), op(new Tanh()));
    }

    @ParameterizedTest
    @EnumSource
    void normOfPaddedOrUpsampled_takesStatisticsOfThat(TestBackends backend) {
        check(backend, layers.convolution(3, 5, 3, 1), op(Padding.zero(2)), layers.instanceNorm(5));
        check(backend, layers.convolution(3, 5, 3, 2), resize(ResizeMode.HALF_PIXEL, 1), layers.groupNorm(1, 5));
    }

    @ParameterizedTest
    @EnumSource
    void activationAfterPadding_appliesToTheBorder(TestBackends backend) {
        check(backend, op(Padding.reflect(2)), op(new Relu(0)), layers.convolution(3, 5, 3, 1));
        check(
                backend,
                layers.convolution(3, 5, 3, 1),
                op(Padding.zero(1)),
                op(new Tanh()),
                layers.convolution(5, 3, 3, 1));
    }

    @ParameterizedTest
    @EnumSource
    void tanhInTheMiddle_isFollowedByAnything(TestBackends backend) {
        check(backend, layers.convolution(3, 16, 3, 1), op(new Tanh()), layers.convolution(16, 3, 3, 1));
        check(backend, op(new Tanh()), op(new Tanh()), op(new Relu(0)), layers.instanceNorm(3));
        check(backend, op(new Tanh()), resize(ResizeMode.ASYMMETRIC, 2), layers.convolution(3, 5, 2, 1));
        check(backend, layers.convolution(3, 5, 3, 1), layers.instanceNorm(5), op(new Tanh()), op(new Relu(0.1f)));
    }

    @ParameterizedTest
    @EnumSource
    void paddingTwice_padsThePadded(TestBackends backend) {
        check(backend, op(Padding.reflect(2)), op(Padding.zero(1)), onlyAfter, layers.convolution(3, 5, 3, 1));
        check(backend, layers.convolution(3, 5, 3, 1), op(Padding.zero(1)), op(Padding.reflect(3)));
    }

    @ParameterizedTest
    @EnumSource
    void upsampleThenPadThenConvolve_padsTheLargerMap(TestBackends backend) {
        for (ResizeMode mode : ResizeMode.values()) {
            check(
                    backend,
                    onlyAfter,
                    layers.convolution(3, 17, 3, 2),
                    layers.groupNorm(1, 17),
                    op(new Relu(0.2f)),
                    resize(mode, 1),
                    op(Padding.reflect(1)),
                    layers.convolution(17, 3, 3, 1),
                    op(new Tanh()));
            check(backend, layers.convolution(3, 5, 3, 2), resize(mode, 3), resize(mode, 1));
            check(backend, op(Padding.zero(1)), resize(mode, 1), layers.convolution(3, 3, 1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void transposedConvolution_ofPaddedOrUpsampled_readsThat(TestBackends backend) {
        check(backend, op(Padding.reflect(1)), layers.transposed(3, 5, 3, 2, 1, 1));
        check(backend, resize(ResizeMode.ALIGN_CORNERS, 2), layers.transposed(3, 5, 4, 2, 1, 0));
        check(backend, layers.transposed(3, 5, 3, 2, 1, 1), op(Padding.zero(1)), layers.transposed(5, 3, 5, 3, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void activationAfterResidual_appliesToTheSum(TestBackends backend) {
        check(
                backend,
                layers.convolution(3, 5, 3, 1),
                residual(same(5)),
                op(new Relu(0)),
                layers.convolution(5, 3, 3, 1));
        check(backend, layers.convolution(3, 5, 3, 1), residual(same(5)), op(new Tanh()), layers.instanceNorm(5));
        check(backend, layers.convolution(3, 5, 3, 1), residual(same(5)), layers.instanceNorm(5), op(new Relu(0.2f)));
    }

    @ParameterizedTest
    @EnumSource
    void residual_ofARecipe_addsTheValueNotTheMap(TestBackends backend) {
        List<Layer> recipe = List.of(layers.convolution(3, 16, 3, 1), layers.instanceNorm(16), op(new Relu(0)));
        for (List<Layer> body : List.of(
                same(16),
                List.<Layer>of(layers.convolution(16, 16, 1, 1)),
                List.<Layer>of(op(new Tanh())),
                List.<Layer>of(layers.instanceNorm(16)),
                List.<Layer>of(op(new Relu(0.2f)), layers.convolution(16, 16, 1, 1)),
                List.<Layer>of(op(Padding.zero(2)), layers.depthwise(16, 5, 1)),
                List.<Layer>of(op(Padding.zero(1)), op(Padding.reflect(1)), layers.convolution(16, 16, 5, 1)),
                List.<Layer>of(onlyAfter, layers.convolution(16, 16, 3, 2), layers.transposed(16, 16, 4, 2, 1, 0)),
                List.<Layer>of(layers.transposed(16, 8, 2, 2, 0, 0), layers.convolution(8, 16, 2, 2)))) {
            check(backend, 16, 18, concat(recipe, residual(body)));
            check(backend, 16, 18, concat(recipe, residual(body), op(new Relu(0)), layers.convolution(16, 3, 3, 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void residual_ofThePicture_addsThePicture(TestBackends backend) {
        check(backend, residual(same(3)));
        check(backend, op(new Relu(0)), residual(same(3)));
        check(backend, residual(List.of(op(new Tanh()))), layers.convolution(3, 5, 3, 1));
        check(backend, residual(List.of(layers.instanceNorm(3))));
    }

    @ParameterizedTest
    @EnumSource
    void residual_withinResidual_addsBothInputs(TestBackends backend) {
        Layer inner = residual(same(6));
        check(backend, layers.convolution(3, 6, 3, 1), residual(List.of(inner)));
        check(backend, layers.convolution(3, 6, 3, 1), op(new Relu(0)), residual(List.of(inner, inner)));
        check(
                backend,
                layers.convolution(3, 6, 3, 1),
                layers.instanceNorm(6),
                residual(concat(same(6), inner, op(new Relu(0)), layers.convolution(6, 6, 1, 1))),
                inner);
    }

    @ParameterizedTest
    @EnumSource
    void residual_ofAnEmptyBody_doublesAStoredMap(TestBackends backend) {
        check(backend, layers.convolution(3, 5, 3, 1), residual(List.of()), layers.convolution(5, 3, 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void residual_ofPaddedOrUpsampled_addsThat(TestBackends backend) {
        check(backend, op(Padding.reflect(2)), residual(same(3)));
        check(backend, layers.convolution(3, 5, 3, 2), resize(ResizeMode.HALF_PIXEL, 1), residual(same(5)));
        check(backend, residual(List.of(layers.convolution(3, 3, 3, 2), resize(ResizeMode.ASYMMETRIC, 1))));
    }

    private List<Layer> same(int channels) {
        return List.of(
                op(Padding.reflect(1)), layers.convolution(channels, channels, 3, 1), layers.instanceNorm(channels));
    }

    private static Layer residual(List<Layer> body) {
        return Layer.residual(body);
    }

    private static List<Layer> concat(List<Layer> first, Layer... then) {
        return Stream.concat(first.stream(), Arrays.stream(then)).toList();
    }

    private void check(TestBackends backend, Layer... sequence) {
        check(backend, 17, 22, List.of(sequence));
    }

    private void check(TestBackends backend, int height, int width, List<Layer> sequence) {
        assertMatchesReference(backend.kernels(), layers.picture(height, width), sequence);
    }
}
