package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertMatchesReference;
import static io.github.animegan.engine.Layer.op;
import static io.github.animegan.engine.Layer.resize;

import io.github.animegan.Seed;
import io.github.animegan.network.Op.GroupNorm;
import io.github.animegan.network.Op.InstanceNorm;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Relu;
import io.github.animegan.network.Op.Tanh;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each layer by itself, and layers whose place in a network is the ordinary one. */
class EngineLayersTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(1).random());

    @ParameterizedTest
    @EnumSource
    void noLayers_giveThePicture(TestBackends backend) {
        assertMatchesReference(backend.kernels(), layers.picture(7, 13));
    }

    @ParameterizedTest
    @EnumSource
    void reflectionPadding_ofOddSides_mirrorsWithoutTheBorder(TestBackends backend) {
        assertMatchesReference(backend.kernels(), layers.picture(7, 13), op(Padding.reflect(3)));
        assertMatchesReference(backend.kernels(), layers.picture(2, 3), op(Padding.reflect(1)));
        assertMatchesReference(
                backend.kernels(), layers.picture(31, 5), op(new Padding(PaddingMode.REFLECT, 0, 1, 0, 1)));
        assertMatchesReference(
                backend.kernels(), layers.picture(8, 9), op(new Padding(PaddingMode.REFLECT, 4, 0, 2, 7)));
        assertMatchesReference(
                backend.kernels(), layers.picture(2, 9), op(new Padding(PaddingMode.REFLECT, 1, 0, 0, 8)));
    }

    @ParameterizedTest
    @EnumSource
    void zeroPadding_ofEachSideByItself_isZero(TestBackends backend) {
        assertMatchesReference(backend.kernels(), layers.picture(1, 1), op(Padding.zero(1)));
        assertMatchesReference(backend.kernels(), layers.picture(3, 5), op(new Padding(PaddingMode.ZERO, 1, 2, 3, 4)));
        assertMatchesReference(
                backend.kernels(), layers.picture(33, 2), op(new Padding(PaddingMode.ZERO, 40, 0, 0, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void convolution_ofAnyWindowAndStride_readsThePictureItself(TestBackends backend) {
        for (int kernelSize = 1; kernelSize <= 7; kernelSize++) {
            for (int stride = 1; stride <= 3; stride++) {
                assertMatchesReference(
                        backend.kernels(), layers.picture(14, 19), layers.convolution(3, 16, kernelSize, stride));
            }
        }
        assertMatchesReference(backend.kernels(), layers.picture(9, 40), layers.convolution(3, 5, 1, 4, 1));
        assertMatchesReference(backend.kernels(), layers.picture(40, 9), layers.convolution(3, 5, 5, 2, 2));
    }

    @ParameterizedTest
    @EnumSource
    void convolution_afterPadding_seesTheBorder(TestBackends backend) {
        for (int[] size : new int[][] {{4, 4}, {7, 13}, {33, 18}, {5, 207}}) {
            Tensor picture = layers.picture(size[0], size[1]);
            assertMatchesReference(
                    backend.kernels(),
                    picture,
                    op(Padding.reflect(3)),
                    layers.convolution(3, 17, 7, 1),
                    op(new Tanh()),
                    op(Padding.zero(1)),
                    layers.convolution(17, 3, 3, 1));
            assertMatchesReference(
                    backend.kernels(),
                    picture,
                    op(new Padding(PaddingMode.REFLECT, 0, 1, 0, 1)),
                    layers.convolution(3, 16, 3, 2));
            assertMatchesReference(backend.kernels(), picture, op(Padding.zero(1)), layers.convolution(3, 32, 3, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void depthwiseConvolution_keepsChannelsApart(TestBackends backend) {
        assertMatchesReference(backend.kernels(), layers.picture(9, 11), layers.depthwise(3, 3, 1));
        assertMatchesReference(
                backend.kernels(),
                layers.picture(9, 11),
                layers.convolution(3, 17, 1, 1),
                op(Padding.reflect(1)),
                layers.depthwise(17, 3, 2),
                layers.convolution(17, 3, 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void transposedConvolution_ofAnyWindowStrideAndPadding_isTheTransposedSum(TestBackends backend) {
        for (int kernelSize = 3; kernelSize <= 5; kernelSize++) {
            for (int stride = 2; stride <= 3; stride++) {
                for (int padding = 0; padding <= 1; padding++) {
                    for (int outputPadding = 0; outputPadding <= 1; outputPadding++) {
                        for (int[] size : new int[][] {{1, 2}, {7, 13}, {18, 5}}) {
                            assertMatchesReference(
                                    backend.kernels(),
                                    layers.picture(size[0], size[1]),
                                    layers.transposed(3, 5, kernelSize, stride, padding, outputPadding));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void transposedConvolution_ofAWindowAsLargeAsItsStride_putsTilesSideBySide(TestBackends backend) {
        assertMatchesReference(backend.kernels(), layers.picture(5, 7), layers.transposed(3, 5, 2, 2, 0, 0));
        assertMatchesReference(backend.kernels(), layers.picture(5, 7), layers.transposed(3, 5, 3, 3, 1, 2));
    }

    @ParameterizedTest
    @EnumSource
    void transposedConvolution_ofStrideOne_growsByItsWindow(TestBackends backend) {
        for (int padding = 0; padding <= 2; padding++) {
            assertMatchesReference(backend.kernels(), layers.picture(5, 7), layers.transposed(3, 5, 3, 1, padding, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void transposedConvolution_ofANormalizedMap_readsItWithItsNorm(TestBackends backend) {
        assertMatchesReference(
                backend.kernels(),
                layers.picture(17, 12),
                layers.convolution(3, 32, 3, 1),
                layers.instanceNorm(32),
                op(new Relu(0)),
                layers.transposed(32, 17, 3, 2, 1, 1),
                layers.instanceNorm(17),
                op(new Relu(0)),
                layers.convolution(17, 3, 3, 1));
    }

    @ParameterizedTest
    @EnumSource
    void norm_ofOneTwoOrAllGroups_takesTheWholeMapsStatistics(TestBackends backend) {
        Tensor picture = layers.picture(19, 23);
        for (int groups : new int[] {1, 2, 48}) {
            assertMatchesReference(
                    backend.kernels(), picture, layers.convolution(3, 48, 3, 1), layers.groupNorm(groups, 48));
        }
        assertMatchesReference(
                backend.kernels(), picture, layers.convolution(3, 5, 3, 1), op(new InstanceNorm(1e-5, null, null)));
        assertMatchesReference(
                backend.kernels(),
                picture,
                layers.convolution(3, 5, 3, 1),
                op(new InstanceNorm(1e-9, null, layers.noise(1, 5))));
        assertMatchesReference(backend.kernels(), picture, layers.convolution(3, 5, 3, 1), layers.instanceNorm(5));
        assertMatchesReference(
                backend.kernels(),
                picture,
                layers.convolution(3, 6, 3, 1),
                op(new GroupNorm(3, 0.1, layers.noise(1, 6), layers.noise(1, 6))));
    }

    /** A large mean, a small deviation: one pass with squares would lose everything. */
    @ParameterizedTest
    @EnumSource
    void norm_ofAMapFarFromZero_doesNotCancel(TestBackends backend) {
        Tensor picture = layers.picture(40, 50);
        for (int i = 0; i < picture.data().length; i++) {
            picture.data()[i] = 100 + Math.round(picture.data()[i] * 8) / 8f;
        }
        assertMatchesReference(backend.kernels(), picture, op(new InstanceNorm(1e-5, null, null)), op(new Tanh()));
    }

    @ParameterizedTest
    @EnumSource
    void norm_ofAConstantMap_isItsShift(TestBackends backend) {
        Tensor picture = Tensor.zeros(1, 20, 30, 3);
        Arrays.fill(picture.data(), 0.7f);
        assertMatchesReference(backend.kernels(), picture, layers.instanceNorm(3));
    }

    @ParameterizedTest
    @EnumSource
    void activations_alone(TestBackends backend) {
        Tensor picture = layers.picture(5, 7);
        assertMatchesReference(backend.kernels(), picture, op(new Relu(0)));
        assertMatchesReference(backend.kernels(), picture, op(new Relu(0.2f)));
        assertMatchesReference(backend.kernels(), picture, op(new Tanh()));
    }

    @ParameterizedTest
    @EnumSource
    void upsample_ofEachMode_samplesWhereItSays(TestBackends backend) {
        for (ResizeMode mode : ResizeMode.values()) {
            for (int[] size : new int[][] {{8, 12}, {13, 31}, {7, 2}, {40, 3}}) {
                Tensor picture = layers.picture(size[0], size[1]);
                assertMatchesReference(
                        backend.kernels(),
                        picture,
                        op(new Padding(PaddingMode.REFLECT, 0, 1, 0, 1)),
                        layers.convolution(3, 16, 3, 2),
                        resize(mode, 1));
                assertMatchesReference(backend.kernels(), picture, resize(mode, 2));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void residual_ofAStoredMap_addsIt(TestBackends backend) {
        assertMatchesReference(
                backend.kernels(),
                layers.picture(17, 9),
                layers.convolution(3, 16, 3, 1),
                Layer.residual(List.of(op(Padding.reflect(1)), layers.convolution(16, 16, 3, 1))));
    }
}
