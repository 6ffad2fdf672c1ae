package io.github.animegan.image.step;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;
import io.github.animegan.image.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** What surrounds a picture that is padded. Immutable. */
public final class Border {
    private static final int NOWHERE = -1;
    private static final Border REFLECT = new Border(Samples::reflect, Color.BLACK);
    private static final Border EDGE = new Border((i, size) -> Math.max(0, Math.min(size - 1, i)), Color.BLACK);

    /** Maps a coordinate, possibly outside, and the picture's size along that axis to a coordinate inside, or to NOWHERE. */
    private final IntBinaryOperator source;

    private final Color color;

    private Border(IntBinaryOperator source, Color color) {
        this.source = source;
        this.color = color;
    }

    /**
     * {@return the picture mirrored at its edges, the edge pixels not repeated: {@code c b | a b c | b a}} Mirrored again and again where
     * the padding is larger than the picture.
     */
    public static Border reflect() {
        return REFLECT;
    }

    /** {@return the edge pixels repeated: {@code a a | a b c | c c}} */
    public static Border edge() {
        return EDGE;
    }

    /**
     * {@return a border of one opaque color}
     *
     * @param color whose alpha is ignored
     */
    public static Border color(Color color) {
        return new Border((i, size) -> i >= 0 && i < size ? i : NOWHERE, color);
    }

    /** The border that a text describes, written as {@link #toString} writes it. */
    static Border parse(String text) {
        return switch (text) {
            case "reflect" -> REFLECT;
            case "edge" -> EDGE;
            default -> {
                if (!text.matches("#[0-9a-fA-F]{6}")) {
                    throw new IllegalArgumentException("a border is reflect, edge or #rrggbb, not '" + text + "'");
                }
                yield color(new Color(Integer.parseInt(text.substring(1), 16)));
            }
        };
    }

    /** The image with its top left corner at (left, top) of a larger one. */
    BufferedImage pad(BufferedImage image, ImageSize size, int left, int top) {
        Pixels inner = Images.pixelsOf(image);
        Pixels padded = new Pixels(size, inner.hasAlpha);
        int[] columns = new int[size.width()];
        Arrays.setAll(columns, x -> source.applyAsInt(x - left, inner.width));
        for (int y = 0; y < size.height(); y++) {
            int row = source.applyAsInt(y - top, inner.height);
            for (int x = 0; x < size.width(); x++) {
                padded.argb[y * size.width() + x] = row == NOWHERE || columns[x] == NOWHERE
                        ? PixelRows.OPAQUE | color.getRGB()
                        : inner.argb[row * inner.width + columns[x]];
            }
        }
        return Images.toImage(padded);
    }

    /** {@code reflect}, {@code edge} or a color as {@code #rrggbb}. */
    @Override
    public String toString() {
        if (this == REFLECT) {
            return "reflect";
        }
        return this == EDGE ? "edge" : "#%06x".formatted(color.getRGB() & 0xffffff);
    }
}
