package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import java.io.IOException;

/** The pixels of one file as they are stored: neither turned upright nor converted to sRGB. */
interface PixelSource extends AutoCloseable {
    /** From the header alone; nothing of this size has been allocated yet. */
    ImageSize size();

    /** How much memory {@link #readInto} takes for a pixel, besides what the sink does. */
    int bytesPerPixel();

    /**
     * Decodes the pixels: {@code 0xAARRGGBB}, or {@code 0xCCMMYYKK} where the file has four components.
     *
     * @throws IOException or any unchecked exception if the file is damaged
     */
    void readInto(RowSink rows) throws IOException;

    @Override
    void close();
}
