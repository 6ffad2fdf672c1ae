package io.github.animegan.image.io.codec;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.DeepConversion;
import java.io.IOException;
import java.util.Optional;

/** The pixels of one file as they are stored: neither turned upright nor converted to sRGB. */
public interface PixelSource extends AutoCloseable {
    /** The size that the file's header claims; nothing of this size has been allocated yet. */
    ImageSize size();

    /** How much memory {@link #readInto} takes, besides what the sink does. */
    long workingBytes();

    /** Whether samples have more than 8 bits, all of which {@link #convertBy} can use. */
    default boolean isDeep() {
        return false;
    }

    /** Makes {@link #readInto} convert colors by all of their bits; only where samples are deep. */
    default void convertBy(DeepConversion conversion) {
        throw new IllegalStateException("samples of 8 bits have nothing more to give");
    }

    /**
     * Decodes the pixels: {@code 0xAARRGGBB}, or {@code 0xCCMMYYKK} where the file has four components.
     *
     * @throws IOException or any unchecked exception if the file is damaged
     */
    void readInto(PixelRowSink rows) throws IOException;

    /** What turned out to be wrong while {@link #readInto} gave all rows nevertheless. */
    default Optional<Damage> damage() {
        return Optional.empty();
    }

    @Override
    void close();
}
