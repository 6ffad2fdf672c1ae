package io.github.animegan.image.io.webp;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Samples;
import io.github.animegan.image.io.codec.PixelRowSink;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.math.Ints;
import java.io.IOException;

/**
 * Interpolates the chrominance of a lossy picture, which is stored for blocks of 2x2 pixels, as libwebp and all browsers do: a pixel
 * takes 9, 3, 3 and 1 sixteenths of the four blocks nearest to it. TwelveMonkeys' reader repeats a block's for its four pixels, which
 * is off by up to 56 levels at edges of colors. What the reader's colors hide of the chrominance is little: it is the mean of a
 * block's pixels without those that the range of colors cut off.
 */
final class SmoothChroma implements PixelSource {
    private final PixelSource blocky;

    /** @param blocky a source that repeats the chrominance of a block for its pixels */
    SmoothChroma(PixelSource blocky) {
        this.blocky = blocky;
    }

    @Override
    public ImageSize size() {
        return blocky.size();
    }

    @Override
    public long workingBytes() {
        return blocky.workingBytes();
    }

    @Override
    public void readInto(PixelRowSink rows) throws IOException {
        blocky.readInto(new Interpolation(size(), rows));
    }

    @Override
    public void close() {
        blocky.close();
    }

    /** Two rows of pixels and the chrominance of their blocks, in the units of eight-bit samples. */
    private static final class BlockRow {
        final int[][] pixels;
        final float[] u;
        final float[] v;

        BlockRow(int width) {
            pixels = new int[2][width];
            u = new float[Ints.ceilDiv(width, 2)];
            v = new float[u.length];
        }

        /** Finds out the chrominance of a row of blocks, of which so many rows of pixels are there. */
        void measure(int rows) {
            for (int block = 0; block < u.length; block++) {
                int end = Math.min(2 * block + 2, pixels[0].length);
                if (!measure(block, rows, end, true)) {
                    measure(block, rows, end, false);
                }
            }
        }

        /** BT.601 in the range from 16 to 240, as VP8 has it. False if all pixels of the block are at an end of the range. */
        private boolean measure(int block, int rows, int end, boolean onlyInside) {
            float blueness = 0;
            float redness = 0;
            int count = 0;
            for (int y = 0; y < rows; y++) {
                for (int x = 2 * block; x < end; x++) {
                    int red = pixels[y][x] >> 16 & 0xff;
                    int green = pixels[y][x] >> 8 & 0xff;
                    int blue = pixels[y][x] & 0xff;
                    if (!onlyInside || (isInside(red) && isInside(green) && isInside(blue))) {
                        blueness += -0.14822f * red - 0.29099f * green + 0.43922f * blue;
                        redness += 0.43922f * red - 0.36779f * green - 0.07143f * blue;
                        count++;
                    }
                }
            }
            if (count == 0) {
                return false;
            }
            u[block] = Math.round(blueness / count);
            v[block] = Math.round(redness / count);
            return true;
        }

        private static boolean isInside(int sample) {
            return sample > 0 && sample < 255;
        }
    }

    /** Keeps a row of blocks until the next one is known. */
    private static final class Interpolation implements PixelRowSink {
        private final ImageSize size;
        private final PixelRowSink rows;
        private BlockRow above;
        private BlockRow current;
        private BlockRow below;
        private int y;

        Interpolation(ImageSize size, PixelRowSink rows) {
            this.size = size;
            this.rows = rows;
            above = new BlockRow(size.width());
            current = new BlockRow(size.width());
            below = new BlockRow(size.width());
        }

        @Override
        public void accept(int[] row) {
            System.arraycopy(row, 0, below.pixels[y % 2], 0, size.width());
            y++;
            boolean isLast = y == size.height();
            if (y % 2 == 1 && !isLast) {
                return;
            }
            int count = 2 - y % 2;
            below.measure(count);
            int block = (y - 1) / 2;
            if (block > 0) {
                emit(block == 1 ? current : above, below, 2);
            }
            BlockRow free = above;
            above = current;
            current = below;
            below = free;
            if (isLast) {
                emit(block == 0 ? current : above, current, count);
            }
        }

        /** Gives the current blocks' rows, interpolated with the blocks above and below them. */
        private void emit(BlockRow upper, BlockRow lower, int count) {
            for (int i = 0; i < count; i++) {
                smooth(current.pixels[i], i == 0 ? upper : lower);
                rows.accept(current.pixels[i]);
            }
        }

        private void smooth(int[] pixels, BlockRow neighbor) {
            int last = current.u.length - 1;
            for (int x = 0; x < size.width(); x++) {
                int block = x / 2;
                int beside = x % 2 == 0 ? Math.max(0, block - 1) : Math.min(last, block + 1);
                float blueness = change(current.u, neighbor.u, block, beside);
                float redness = change(current.v, neighbor.v, block, beside);
                if (blueness == 0 && redness == 0) {
                    continue;
                }
                if (isPartlyCutOff(pixels[x])) {
                    pixels[x] = ofWholeSample(pixels[x], current.u[block], current.v[block], blueness, redness);
                } else {
                    pixels[x] = (pixels[x] & 0xff000000)
                            | Samples.clamp((pixels[x] >> 16 & 0xff) + 1.596f * redness) << 16
                            | Samples.clamp((pixels[x] >> 8 & 0xff) - 0.813f * redness - 0.391f * blueness) << 8
                            | Samples.clamp((pixels[x] & 0xff) + 2.018f * blueness);
                }
            }
        }

        private static boolean isPartlyCutOff(int pixel) {
            boolean red = BlockRow.isInside(pixel >> 16 & 0xff);
            boolean green = BlockRow.isInside(pixel >> 8 & 0xff);
            boolean blue = BlockRow.isInside(pixel & 0xff);
            return (red || green || blue) && !(red && green && blue);
        }

        /** Of a color that was cut off, the luminance comes from a sample that was not, and all three from that. */
        private static int ofWholeSample(int pixel, float u, float v, float blueness, float redness) {
            int red = pixel >> 16 & 0xff;
            int green = pixel >> 8 & 0xff;
            int blue = pixel & 0xff;
            float gray;
            if (BlockRow.isInside(green)) {
                gray = green + 0.813f * v + 0.391f * u;
            } else if (BlockRow.isInside(red)) {
                gray = red - 1.596f * v;
            } else {
                gray = blue - 2.018f * u;
            }
            return (pixel & 0xff000000)
                    | Samples.clamp(gray + 1.596f * (v + redness)) << 16
                    | Samples.clamp(gray - 0.813f * (v + redness) - 0.391f * (u + blueness)) << 8
                    | Samples.clamp(gray + 2.018f * (u + blueness));
        }

        private static float change(float[] here, float[] neighbor, int block, int beside) {
            return (3 * neighbor[block] + 3 * here[beside] + neighbor[beside] - 7 * here[block]) / 16;
        }
    }
}
