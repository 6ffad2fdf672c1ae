package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.resample.Enlarger;
import io.github.animegan.image.resample.Resampling;
import java.awt.image.BufferedImage;

/** Preparations that change a picture's size, with their way back. */
final class Geometry {
    private Geometry() {}

    static Prepared resized(BufferedImage image, ImageSize target, Resampling resampling) {
        ImageSize size = Images.sizeOf(image);
        if (size.equals(target)) {
            return Prepared.withoutUndo(image);
        }
        return new Prepared(resampling.resize(image, target), stylized -> resampling.resize(stylized, size));
    }

    /** Another size to draw at; what was drawn is enlarged crisply. */
    static Prepared onCanvas(BufferedImage image, ImageSize canvas) {
        ImageSize size = Images.sizeOf(image);
        return new Prepared(Resampling.BICUBIC.resize(image, canvas), stylized -> Enlarger.resize(stylized, size));
    }

    static Prepared padded(BufferedImage image, ImageSize size, int left, int top, Border border) {
        ImageSize inner = Images.sizeOf(image);
        return size.equals(inner)
                ? Prepared.withoutUndo(image)
                : new Prepared(border.pad(image, size, left, top), stylized -> crop(stylized, left, top, inner));
    }

    /** The middle of the picture, of the given size. */
    static Prepared cropped(BufferedImage image, ImageSize size) {
        int left = (image.getWidth() - size.width()) / 2;
        int top = (image.getHeight() - size.height()) / 2;
        return Prepared.withoutUndo(crop(image, left, top, size));
    }

    /** A generator may give back a few pixels less than it got: what is missing cannot be cut out. */
    private static BufferedImage crop(BufferedImage image, int left, int top, ImageSize size) {
        int width = Math.min(size.width(), image.getWidth() - left);
        int height = Math.min(size.height(), image.getHeight() - top);
        if (width == image.getWidth() && height == image.getHeight()) {
            return image;
        }
        return Images.toImage(Images.pixelsOf(image).crop(left, top, new ImageSize(width, height)));
    }

    /** At least once the multiple. */
    static int roundDown(int value, int multiple) {
        return Math.max(multiple, value - value % multiple);
    }
}
