package io.github.animegan.image.io.webp;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import java.io.IOException;

/**
 * The pixels of a lossy picture, equal to libwebp's in every bit. TwelveMonkeys' reader repeats the chrominance of 2x2 pixels, which is
 * off by up to 56 levels at edges of colors; of it comes the alpha alone.
 */
final class LossyPixels implements PixelSource {
    private static final int COLORS = 0xffffff;

    private final byte[] frame;
    private final PixelSource alpha;
    private final boolean hasAlpha;

    /**
     * The pixels of a frame of VP8.
     *
     * @param alpha a source of the same picture, closed with this one
     * @param hasAlpha whether pixels have that alpha, or none
     */
    LossyPixels(byte[] frame, PixelSource alpha, boolean hasAlpha) {
        this.frame = frame;
        this.alpha = alpha;
        this.hasAlpha = hasAlpha;
    }

    @Override
    public ImageSize size() {
        return alpha.size();
    }

    /** Three planes of whole blocks, two of which have a quarter of the samples. */
    @Override
    public long workingBytes() {
        long planes = (size().width() + 21L) * (size().height() + 17L) * 3 / 2;
        return planes + (hasAlpha ? alpha.workingBytes() : 0);
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        Vp8Header header = new Vp8Header(frame);
        Vp8Colors colors = new Vp8Colors(new Vp8Frame(header).decode(), size().width(), size().height());
        if (!hasAlpha) {
            int[] row = new int[size().width()];
            for (int y = 0; y < size().height(); y++) {
                colors.read(y, row);
                rows.accept(row);
            }
            return;
        }
        int[] colored = new int[size().width()];
        alpha.readInto(new PixelRowSink() {
            private int y;

            @Override
            public void accept(int[] row) {
                colors.read(y++, colored);
                for (int x = 0; x < row.length; x++) {
                    row[x] = (row[x] & ~COLORS) | (colored[x] & COLORS);
                }
                rows.accept(row);
            }
        });
    }

    @Override
    public void close() {
        alpha.close();
    }
}
