package io.github.animegan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against what PyTorch says: the pixels at which the gradient of an output pixel is not zero. */
class ReceptiveFieldTest {
    @Test
    void pointwiseLayers_seeTheirOwnPixel() {
        assertThat(ReceptiveField.of(List.of(new Relu(0), convolution(1, 1, 1), new Layer.Tanh())))
                .contains(new ReceptiveField(0, 0, 0, 0));
    }

    @Test
    void windowPaddedAllRound_seesAsFarToEitherSide() {
        assertThat(ReceptiveField.of(List.of(Padding.reflect(3), convolution(7, 7, 1))))
                .contains(new ReceptiveField(3, 3, 3, 3));
    }

    @Test
    void rowsAndColumns_areToldApart() {
        assertThat(ReceptiveField.of(List.of(new Padding(Layer.Border.ZERO, 0, 2, 1, 3), convolution(3, 5, 1))))
                .contains(new ReceptiveField(0, 2, 1, 3));
    }

    @Test
    void downAndUp_seeFarthestFromThePixelInBetween() {
        List<Layer> layers = List.of(Padding.reflect(1), convolution(3, 3, 2), transposed(4, 2, 1, 0));
        assertThat(ReceptiveField.of(layers)).contains(new ReceptiveField(3, 2, 3, 2));
        List<Layer> three = List.of(Padding.reflect(1), convolution(3, 3, 3), transposed(5, 3, 1, 0));
        assertThat(ReceptiveField.of(three)).contains(new ReceptiveField(4, 2, 4, 2));
    }

    @Test
    void residual_seesAtLeastItsOwnPixel() {
        Layer below = new Residual(List.of(new Padding(Layer.Border.ZERO, 0, 2, 0, 2), convolution(3, 3, 1)));
        assertThat(ReceptiveField.of(List.of(below, below))).contains(new ReceptiveField(0, 4, 0, 4));
    }

    @Test
    void layerThatDependsOnTheWholePicture_leavesNone() {
        Layer norm = new InstanceNorm(1e-5, null, null);
        assertThat(ReceptiveField.of(List.of(norm))).isEmpty();
        assertThat(ReceptiveField.of(List.of(new Residual(List.of(convolution(1, 1, 1), norm)))))
                .isEmpty();
        assertThat(ReceptiveField.of(List.of(new Upsample(Upsampling.ALIGN_CORNERS, 1))))
                .isEmpty();
    }

    private static Layer convolution(int kernelHeight, int kernelWidth, int stride) {
        return new Convolution(Tensor.zeros(3, 3, kernelHeight, kernelWidth), null, stride, 1);
    }

    private static Layer transposed(int kernelSize, int stride, int padding, int outputPadding) {
        return new TransposedConvolution(
                Tensor.zeros(3, 3, kernelSize, kernelSize), null, stride, padding, outputPadding);
    }
}
