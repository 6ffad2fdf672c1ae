package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.engine.kernel.Scratch;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemporaryFileTest {
    @Test
    void rows_comeBackFromWhereTheyWerePut() {
        try (TemporaryFile file = TemporaryFile.create(400_000);
                Scratch scratch = new Scratch()) {
            float[] values = new float[200_001]; // more than a piece
            for (int i = 0; i < values.length; i++) {
                values[i] = i / 3f;
            }
            file.write(100_000, values, 1, 200_000, scratch);
            file.write(7, values, 0, 3, scratch);
            float[] read = new float[200_000];
            file.read(100_000, read, 0, 200_000, scratch);
            assertThat(read).isEqualTo(Arrays.copyOfRange(values, 1, 200_001));
            file.read(8, read, 5, 2, scratch);
            assertThat(Arrays.copyOfRange(read, 5, 7)).containsExactly(1 / 3f, 2 / 3f);
        }
    }

    @Test
    void fileThatNoDiskHasRoomFor_isRefusedBeforeAnythingIsWritten() {
        assertThat(TemporaryFile.isWorthwhile(1L << 60)).isFalse();
        assertThatThrownBy(() -> TemporaryFile.create(1L << 58))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(TemporaryFile.folder().toString())
                .hasMessageContaining("MB are needed and")
                .hasMessageContaining("-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void closedFile_failsWithTheFolder() {
        TemporaryFile file = TemporaryFile.create(100);
        file.close();
        try (Scratch scratch = new Scratch()) {
            assertThatThrownBy(() -> file.read(0, new float[10], 0, 10, scratch))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("temporary file in " + TemporaryFile.folder());
        }
    }
}
