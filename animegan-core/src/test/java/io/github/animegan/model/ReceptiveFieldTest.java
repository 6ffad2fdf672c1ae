package io.github.animegan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ReceptiveField;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Tensor;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Against what PyTorch says: the pixels at which the gradient of an output pixel is not zero. */
class ReceptiveFieldTest {
    @Test
    void pointwiseOps_seeTheirOwnPixel() {
        assertThat(field(x -> convolution(x.relu(), 1, 1, 1).tanh())).contains(new ReceptiveField(0, 0, 0, 0));
    }

    @Test
    void windowPaddedAllRound_seesAsFarToEitherSide() {
        assertThat(field(x -> convolution(x.pad(Padding.reflect(3)), 7, 7, 1)))
                .contains(new ReceptiveField(3, 3, 3, 3));
    }

    @Test
    void rowsAndColumns_areToldApart() {
        assertThat(field(x -> convolution(x.pad(new Padding(PaddingMode.ZERO, 0, 2, 1, 3)), 3, 5, 1)))
                .contains(new ReceptiveField(0, 2, 1, 3));
    }

    @Test
    void downAndUp_seeFarthestFromThePixelInBetween() {
        assertThat(field(x -> transposed(convolution(x.pad(Padding.reflect(1)), 3, 3, 2), 4, 2, 1, 0)))
                .contains(new ReceptiveField(3, 2, 3, 2));
        assertThat(field(x -> transposed(convolution(x.pad(Padding.reflect(1)), 3, 3, 3), 5, 3, 1, 0)))
                .contains(new ReceptiveField(4, 2, 4, 2));
    }

    @Test
    void sumOfTwoBranches_seesAsFarAsTheFartherOne() {
        UnaryOperator<Value> below = x -> convolution(x.pad(new Padding(PaddingMode.ZERO, 0, 2, 0, 2)), 3, 3, 1)
                .plus(x);
        assertThat(field(x -> below.apply(below.apply(x)))).contains(new ReceptiveField(0, 4, 0, 4));
        assertThat(field(x -> x.pad(Padding.zero(1)).maxPool(3, 1, false).concat(x)))
                .contains(new ReceptiveField(1, 1, 1, 1));
    }

    @Test
    void opThatDependsOnTheWholePicture_leavesNone() {
        assertThat(field(x -> x.instanceNorm(1e-5))).isEmpty();
        assertThat(field(x ->
                        convolution(x, 1, 1, 1).groupNorm(1, 1e-5, null, null).plus(x)))
                .isEmpty();
        assertThat(field(x -> x.times(x.globalAveragePool()))).isEmpty();
        assertThat(field(x -> x.adaptiveInstanceNorm(convolution(x, 1, 1, 1), 1e-5)))
                .isEmpty();
    }

    @Test
    void normWithKnownStatistics_isLocal() {
        Network network =
                network(x -> convolution(x.pad(Padding.reflect(1)), 3, 3, 1).instanceNorm(1e-5));
        assertThat(network.receptiveField(false)).isEmpty();
        assertThat(network.receptiveField(true)).contains(new ReceptiveField(1, 1, 1, 1));
    }

    @Test
    void resizing_isLocalAndSeesAPixelOrTwoMore() {
        assertThat(field(x -> convolution(x.pad(Padding.reflect(1)), 3, 3, 2).resizeLike(x, ResizeMode.HALF_PIXEL))
                        .orElseThrow()
                        .reach())
                .isBetween(3, 5);
    }

    private static Optional<ReceptiveField> field(UnaryOperator<Value> definition) {
        return network(definition).receptiveField(false);
    }

    private static Network network(UnaryOperator<Value> definition) {
        NetworkBuilder network = new NetworkBuilder();
        return network.output("y", definition.apply(network.input("x", 3))).build();
    }

    private static Value convolution(Value x, int kernelHeight, int kernelWidth, int stride) {
        return x.conv(Tensor.zeros(3, 3, kernelHeight, kernelWidth), null, stride);
    }

    private static Value transposed(Value x, int kernelSize, int stride, int padding, int outputPadding) {
        return x.transposedConv(Tensor.zeros(3, 3, kernelSize, kernelSize), null, stride, padding, outputPadding);
    }
}
