package io.github.animegan.image.io.webp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decoding a frame takes, which is asked for before memory is taken. */
class LossyPixelsTest {
    private static final long ALPHA_BYTES = 1_000_000_000_000L;

    private boolean closed;

    private LossyPixels pixels(int width, int height, boolean hasAlpha) {
        PixelSource alpha = new PixelSource() {
            @Override
            public ImageSize size() {
                return new ImageSize(width, height);
            }

            @Override
            public long workingBytes() {
                return ALPHA_BYTES;
            }

            @Override
            public void readInto(PixelRowSink rows) {}

            @Override
            public void close() {
                closed = true;
            }
        };
        return new LossyPixels(new byte[0], alpha, hasAlpha);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "640, 427", "16383, 16383"})
    void threePlanesOfWholeBlocks(int width, int height) {
        long blocks = (width + 15) / 16 * (long) ((height + 15) / 16);
        long planes = blocks * (256 + 64 + 64);
        long border = 3L * 32 * (width + height + 64);
        assertThat(pixels(width, height, false).workingBytes()).isBetween(planes * 9 / 10, planes + border);
        assertThat(pixels(width, height, true).workingBytes() - ALPHA_BYTES)
                .isEqualTo(pixels(width, height, false).workingBytes());
    }

    @Test
    void theAlpha_isClosedToo() {
        pixels(2, 2, false).close();
        assertThat(closed).isTrue();
    }
}
