package io.github.animegan.image.io.bmp;

import io.github.animegan.image.PixelRows;

/** Pixels of 16, 24 or 32 bits, of which masks say where red, green, blue and alpha are. */
final class BmpSamples {
    private final byte[] file;
    private final int bytes;
    private final int[] masks;
    private final int[] shifts = new int[4];
    private final int[] greatest = new int[4];
    private final boolean hasAlpha;

    BmpSamples(BmpFile bmp, long rowBytes) {
        this.file = bmp.bytes();
        this.bytes = bmp.bits() / 8;
        this.masks = bmp.masks();
        for (int i = 0; i < 4; i++) {
            shifts[i] = masks[i] == 0 ? 0 : Integer.numberOfTrailingZeros(masks[i]);
            greatest[i] = masks[i] >>> shifts[i];
        }
        this.hasAlpha = masks[3] != 0 && isAnythingVisible(bmp, rowBytes);
    }

    /** Some writers leave the room for alpha at 0 throughout: nobody means a picture of which nothing can be seen. */
    private boolean isAnythingVisible(BmpFile bmp, long rowBytes) {
        for (int y = 0; y < bmp.size().height(); y++) {
            int start = (int) (bmp.pixelsStart() + y * rowBytes);
            for (int x = 0; x < bmp.size().width(); x++) {
                if ((pixel(start + x * bytes) & masks[3]) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    void unpack(int start, int[] row) {
        for (int x = 0; x < row.length; x++) {
            int pixel = pixel(start + x * bytes);
            int alpha = hasAlpha ? sample(pixel, 3) << 24 : PixelRows.OPAQUE;
            row[x] = alpha | sample(pixel, 0) << 16 | sample(pixel, 1) << 8 | sample(pixel, 2);
        }
    }

    private int pixel(int position) {
        int pixel = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            pixel = pixel << 8 | (file[position + i] & 0xff);
        }
        return pixel;
    }

    private int sample(int pixel, int channel) {
        long most = greatest[channel] & 0xffffffffL;
        long value = (pixel & masks[channel] & 0xffffffffL) >>> shifts[channel];
        return most == 0 ? 0 : (int) ((value * 255 + most / 2) / most);
    }
}
