package io.github.animegan.image.color;

/** Takes colors of 16 bits a sample to sRGB: 8 bits of light, say, would have too few levels in the shadows. */
@FunctionalInterface
public interface DeepConversion {
    /**
     * The sRGB color, {@code 0x00RRGGBB}, of three samples in [0, 65535]; of grays all three are the same.
     */
    int color(int red, int green, int blue);
}
