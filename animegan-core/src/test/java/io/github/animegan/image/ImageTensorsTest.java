package io.github.animegan.image;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTensorsTest {
    @Test
    void toTensor_isNhwcInTheGivenChannelOrder() {
        BufferedImage image = plain(2, 1, 0xff00ff33);
        image.setRGB(1, 0, 0xffff0000);
        Tensor rgb = ImageTensors.toTensor(image, ChannelOrder.RGB);
        assertThat(rgb).isEqualTo(Tensor.of(Shape.of(1, 1, 2, 3), new float[] {-1, 1, 51 / 127.5f - 1, 1, -1, -1}));
        Tensor bgr = ImageTensors.toTensor(image, ChannelOrder.BGR);
        assertThat(bgr.data()).containsExactly(51 / 127.5f - 1, 1, -1, -1, -1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void toImage_ofToTensor_isTheSamePicture(ChannelOrder order) {
        BufferedImage image = noise(67, 41);
        assertSame(ImageTensors.toImage(ImageTensors.toTensor(image, order), order), image);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_USHORT_555_RGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void toTensor_everyTypeOfImage_agreesWithGetRgb(int type) {
        BufferedImage image = noise(13, 7, type);
        BufferedImage part = image.getSubimage(3, 2, 8, 4);
        BufferedImage viaTensor = ImageTensors.toImage(ImageTensors.toTensor(part, ChannelOrder.RGB), ChannelOrder.RGB);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(viaTensor.getRGB(x, y)).as("(%d, %d)", x, y).isEqualTo(part.getRGB(x, y) | 0xff000000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR_PRE})
    void toTensor_premultipliedColors_areDividedAgain(int type) {
        BufferedImage image = new BufferedImage(1, 1, type);
        image.setRGB(0, 0, 0x80c86432);
        float[] values = ImageTensors.toTensor(image, ChannelOrder.RGB).data();
        assertThat(values[0]).isCloseTo(200 / 127.5f - 1, within(2 / 127.5f));
        assertThat(values[2]).isCloseTo(50 / 127.5f - 1, within(2 / 127.5f));
    }

    @Test
    void toTensor_grays_keepTheirLevel() {
        BufferedImage eight = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        eight.getRaster().setSample(0, 0, 0, 128);
        BufferedImage sixteen = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        sixteen.getRaster().setSample(0, 0, 0, 128 * 257);
        BufferedImage grayWithAlpha = samples(ColorSpace.CS_GRAY, DataBuffer.TYPE_BYTE, true, 128, 255);
        BufferedImage sixteenWithAlpha = samples(ColorSpace.CS_GRAY, DataBuffer.TYPE_USHORT, true, 128 * 257, 65535);
        for (BufferedImage gray : new BufferedImage[] {eight, sixteen, grayWithAlpha, sixteenWithAlpha}) {
            assertThat(sample(gray)).isEqualTo(0x808080);
        }
    }

    @Test
    void toTensor_sixteenBitColors_areRounded() {
        BufferedImage image = samples(ColorSpace.CS_sRGB, DataBuffer.TYPE_USHORT, false, 257 * 200, 257 * 3 + 129, 128);
        assertThat(sample(image)).isEqualTo(0xc80400);
    }

    @Test
    void toTensor_anotherColorSpace_isConverted() {
        BufferedImage linear = samples(ColorSpace.CS_LINEAR_RGB, DataBuffer.TYPE_BYTE, false, 55, 55, 55);
        assertThat(sample(linear) & 0xff).isBetween(126, 130);
    }

    @Test
    void toImage_roundsAndClamps() {
        float[] values = {-7, 0.0039f, 5, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0};
        BufferedImage image = ImageTensors.toImage(Tensor.of(Shape.of(1, 1, 2, 3), values), ChannelOrder.RGB);
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff0080ff);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xff00ff80);
    }

    @Test
    void toImage_ofASize_isTheTopLeftPart() {
        BufferedImage image = noise(12, 8);
        Tensor tensor = ImageTensors.toTensor(image, ChannelOrder.BGR);
        assertSame(ImageTensors.toImage(tensor, ChannelOrder.BGR, new ImageSize(9, 5)), image.getSubimage(0, 0, 9, 5));
    }

    @Test
    void toImage_nan_isRefused() {
        Tensor tensor = Tensor.zeros(1, 2, 2, 3);
        tensor.data()[10] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageTensors.toImage(tensor, ChannelOrder.RGB))
                .withMessage("the tensor is NaN at row 1, column 1, channel 1");
    }

    @Test
    void toImage_notAPicture_isRefused() {
        ImageSize size = new ImageSize(3, 3);
        for (int[] shape : new int[][] {{1, 3, 8, 8}, {2, 8, 8, 3}, {8, 8, 3}, {1, 0, 4, 3}, {1, 2, 8, 3}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ImageTensors.toImage(Tensor.zeros(shape), ChannelOrder.RGB, size));
        }
    }

    private static int sample(BufferedImage image) {
        Tensor tensor = ImageTensors.toTensor(image, ChannelOrder.RGB);
        return ImageTensors.toImage(tensor, ChannelOrder.RGB).getRGB(0, 0) & 0xffffff;
    }

    private static BufferedImage samples(int colorSpace, int dataType, boolean alpha, int... samples) {
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(colorSpace),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                dataType);
        WritableRaster raster = Raster.createInterleavedRaster(dataType, 1, 1, samples.length, null);
        raster.setPixel(0, 0, samples);
        return new BufferedImage(colors, raster, false, null);
    }
}
