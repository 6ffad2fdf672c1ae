package io.github.animegan.engine.kernel.vector.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnBlocksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32, 64})
    void everyChannel_isInOneBlock_andNoVectorIsWasted(int vectors) {
        ColumnBlocks blocks = ColumnBlocks.of(vectors * Simd.LENGTH);

        int channels = 0;
        int columns = 0;
        for (int block = 0; block < blocks.count(); block++) {
            assertThat(blocks.first(block)).isEqualTo(channels);
            for (int i = 0; i < blocks.channels(block); i++) {
                assertThat(blocks.blockOf(channels + i)).isEqualTo(block);
            }
            channels += blocks.channels(block);
            columns += blocks.columns(block);
        }

        assertThat(channels).isEqualTo(vectors * Simd.LENGTH);
        assertThat(columns).isEqualTo(blocks.columns()).isEqualTo(channels);
    }

    @Test
    void channelsThatAreNoWholeVector_getOne() {
        ColumnBlocks blocks = ColumnBlocks.of(Simd.LENGTH / 2);

        assertThat(blocks.count()).isEqualTo(1);
        assertThat(blocks.channels(0)).isEqualTo(Simd.LENGTH / 2);
        assertThat(blocks.columns(0)).isEqualTo(Simd.LENGTH).isEqualTo(blocks.columns());
    }
}
