package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.run.FeatureMap.Form;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a map in an array, whole or as many as are held, and in a file. */
class FeatureMapTest {
    private static final int HEIGHT = 5;
    private static final Form FORM = new Form(HEIGHT, 2, 3, 4);
    private static final int OFFSET = 100;

    private final Scratch scratch = new Scratch();
    private final TemporaryFile file = TemporaryFile.create(1000);
    private final float[] array = new float[1000];

    @AfterEach
    void close() {
        scratch.close();
        file.close();
    }

    private FeatureMap map(boolean inFile) {
        return inFile ? new FileMap(file, OFFSET, FORM) : new ArrayMap(array, OFFSET, FORM, HEIGHT);
    }

    private static float[] row(int y) {
        float[] row = new float[8];
        Arrays.fill(row, y + 0.5f);
        return row;
    }

    private static float[] read(PixelView view) {
        return Arrays.copyOfRange(view.data(), view.at(0, 0), view.at(0, 0) + 8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsComeBack_inAnyOrder(boolean inFile) {
        FeatureMap map = map(inFile);
        for (int y : new int[] {3, 0, 4, 1, 2}) {
            float[] padded = new float[10];
            System.arraycopy(row(y), 0, padded, 1, 8);
            map.setRow(y, padded, 1, scratch);
        }
        for (int y = 0; y < HEIGHT; y++) {
            assertThat(read(map.row(y, "key", scratch))).containsExactly(row(y));
            float[] target = new float[11];
            map.copyRow(y, target, 2, scratch);
            assertThat(Arrays.copyOfRange(target, 2, 10)).containsExactly(row(y));
            assertThat(target[1] + target[10]).isZero();
        }
        assertThat(map.from(0).isPresent()).as("in memory one after another").isEqualTo(!inFile);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neighboringRows_areComputedAndStored(boolean inFile) {
        FeatureMap map = map(inFile);
        PixelView band = map.open(2, 3, scratch);
        for (int y = 0; y < 3; y++) {
            System.arraycopy(row(2 + y), 0, band.data(), band.at(y, 0), 8);
        }
        map.store(2, 3, band, scratch);
        for (int y = 2; y < 5; y++) {
            assertThat(read(map.row(y, "key", scratch))).containsExactly(row(y));
        }
    }

    @Test
    void inAnArray_itBeginsAtItsOffset() {
        map(false).setRow(1, row(1), 0, scratch);
        assertThat(Arrays.copyOfRange(array, OFFSET + 8, OFFSET + 16)).containsExactly(row(1));
        assertThat(array[OFFSET + 7] + array[OFFSET + 16]).isZero();
    }

    @Test
    void whereTwoRowsAreHeld_aNewOneTakesThePlaceOfTheOldest() {
        FeatureMap map = new ArrayMap(array, OFFSET, FORM, 2);
        for (int y = 0; y < HEIGHT; y++) {
            map.setRow(y, row(y), 0, scratch);
            assertThat(read(map.row(y, "key", scratch))).containsExactly(row(y));
            if (y > 0) {
                assertThat(read(map.row(y - 1, "key", scratch))).containsExactly(row(y - 1));
            }
        }
        assertThat(array[OFFSET + 16]).as("behind the two").isZero();
        assertThat(map.from(0)).isEmpty();
    }

    @Test
    void theForm() {
        FeatureMap map = map(false);
        assertThat(map.height()).isEqualTo(5);
        assertThat(map.width()).isEqualTo(2);
        assertThat(map.channels()).isEqualTo(3);
        assertThat(map.rowStride()).isEqualTo(8);
        assertThat(map.isPixel()).isFalse();
        assertThat(new ArrayMap(array, 0, new Form(1, 1, 3, 4), 1).isPixel()).isTrue();
        assertThat(new ArrayMap(array, 0, new Form(1, 2, 3, 4), 1).isPixel()).isFalse();
        assertThat(new ArrayMap(array, 0, new Form(2, 1, 3, 4), 1).isPixel()).isFalse();
    }
}
