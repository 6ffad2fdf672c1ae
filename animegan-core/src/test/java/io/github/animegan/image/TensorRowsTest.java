package io.github.animegan.image;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorRowsTest {
    private static final int OFFSET = 5;

    @ParameterizedTest
    @CsvSource({"24,12,4", "23,13,4", "1,1,8", "2,3,8", "7,5,1"})
    void rows_areThoseOfThePaddedPicturesTensor(int width, int height, int multiple) {
        BufferedImage image = noise(width, height);
        Tensor expected = ImageTensors.toTensor(
                Preprocessors.padToMultipleOf(multiple).prepare(image).image(), ChannelOrder.BGR);
        TensorRows rows = ImageTensors.rowsOf(image, PictureFormat.signed(ChannelOrder.BGR, multiple));
        assertThat(new int[] {1, rows.height(), rows.width(), 3})
                .isEqualTo(expected.shape().toArray());
        int length = rows.width() * 3;
        for (int y = 0; y < rows.height(); y++) {
            float[] row = new float[OFFSET + length];
            rows.read(y, row, OFFSET);
            assertThat(Arrays.copyOfRange(row, OFFSET, row.length))
                    .as("row %d", y)
                    .isEqualTo(Arrays.copyOfRange(expected.data(), y * length, (y + 1) * length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writtenRows_areThePictureWithoutItsPadding(ChannelOrder order) {
        BufferedImage image = noise(23, 13);
        TensorRows rows = ImageTensors.rowsOf(image, PictureFormat.signed(order, 4));
        float[] row = new float[OFFSET + rows.width() * 3];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row, OFFSET);
            rows.write(y, row, OFFSET);
        }
        assertSame(Images.toImage(rows.result()), image);
    }

    @ParameterizedTest
    @EnumSource
    void notANumber_isRefusedWithItsPlace(ChannelOrder order) {
        TensorRows rows = ImageTensors.rowsOf(noise(4, 4), PictureFormat.signed(order, 4));
        float[] row = new float[12];
        row[7] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.write(2, row, 0))
                .withMessageContaining("row 2, column 2, channel 1");
    }
}
