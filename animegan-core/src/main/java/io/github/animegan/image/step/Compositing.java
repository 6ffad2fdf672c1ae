package io.github.animegan.image.step;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Luma;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.resample.Resampling;
import java.awt.image.BufferedImage;

/** Steps that make one picture of two. */
final class Compositing {
    private Compositing() {}

    /** {@code original + strength * (stylized - original)}, with the stylized picture's alpha. */
    static BufferedImage mix(BufferedImage original, BufferedImage stylized, float strength) {
        Pixels result = Images.pixelsOf(stylized);
        PixelRows originals = ImageRows.of(Resampling.BICUBIC.resize(original, Images.sizeOf(stylized)));
        int[] row = new int[result.width];
        for (int y = 0, i = 0; y < result.height; y++) {
            originals.read(y, row);
            for (int x = 0; x < result.width; x++, i++) {
                result.argb[i] = mix(row[x], result.argb[i], strength);
            }
        }
        return Images.toImage(result);
    }

    /** {@code original + strength * (stylized - original)}, where the strength of each pixel is the luma of a mask. */
    static BufferedImage mix(BufferedImage original, BufferedImage stylized, BufferedImage mask) {
        Pixels result = Images.pixelsOf(stylized);
        ImageSize size = Images.sizeOf(stylized);
        PixelRows originals = ImageRows.of(Resampling.BICUBIC.resize(original, size));
        PixelRows strengths = ImageRows.of(Resampling.BICUBIC.resize(mask, size));
        int[] row = new int[result.width];
        int[] strength = new int[result.width];
        for (int y = 0, i = 0; y < result.height; y++) {
            originals.read(y, row);
            strengths.read(y, strength);
            for (int x = 0; x < result.width; x++, i++) {
                result.argb[i] = mix(row[x], result.argb[i], Luma.thousandfold(strength[x]) / 255_000f);
            }
        }
        return Images.toImage(result);
    }

    private static int mix(int original, int stylized, float strength) {
        return (stylized & 0xff000000)
                | mix(original, stylized, strength, 16)
                | mix(original, stylized, strength, 8)
                | mix(original, stylized, strength, 0);
    }

    private static int mix(int original, int stylized, float strength, int shift) {
        int from = original >> shift & 0xff;
        int to = stylized >> shift & 0xff;
        return (int) (from + strength * (to - from) + 0.5f) << shift;
    }

    /** Source-over. */
    static BufferedImage overlay(BufferedImage image, BufferedImage mark, Corner corner, int margin, float opacity) {
        Pixels result = Images.pixelsOf(image);
        int width = Math.max(1, (int) Math.min(mark.getWidth(), result.width - 2L * margin));
        int height = Math.max(1, (int) Math.min(mark.getHeight(), result.height - 2L * margin));
        ImageSize room = new ImageSize(width, height);
        Pixels reduced = Images.pixelsOf(
                Resampling.BICUBIC.resize(mark, Images.sizeOf(mark).within(room)));
        int left = corner.left(reduced.width, result.width, margin);
        int top = corner.top(reduced.height, result.height, margin);
        for (int y = Math.max(0, -top); y < Math.min(reduced.height, result.height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(reduced.width, result.width - left); x++) {
                int i = (y + top) * result.width + x + left;
                result.argb[i] = over(reduced.argb[y * reduced.width + x], result.argb[i], opacity);
            }
        }
        return Images.toImage(result);
    }

    private static int over(int upper, int lower, float opacity) {
        float upperAlpha = (upper >>> 24) * opacity / 255;
        float lowerAlpha = (lower >>> 24) * (1 - upperAlpha) / 255;
        float alpha = upperAlpha + lowerAlpha;
        return alpha == 0
                ? lower
                : (int) (255 * alpha + 0.5f) << 24 | (mix(lower, upper, upperAlpha / alpha) & 0xffffff);
    }

    static BufferedImage sideBySide(BufferedImage stylized, BufferedImage original) {
        ImageSize size = Images.sizeOf(stylized);
        Pixels left = Images.pixelsOf(Resampling.BICUBIC.resize(original, size));
        Pixels right = Images.pixelsOf(stylized);
        int width = Math.multiplyExact(2, size.width());
        Pixels both = new Pixels(new ImageSize(width, size.height()), left.hasAlpha || right.hasAlpha);
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(left.argb, y * size.width(), both.argb, y * width, size.width());
            System.arraycopy(right.argb, y * size.width(), both.argb, y * width + size.width(), size.width());
        }
        return Images.toImage(both);
    }
}
