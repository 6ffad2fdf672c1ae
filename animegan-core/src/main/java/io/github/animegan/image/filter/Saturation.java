package io.github.animegan.image.filter;

import io.github.animegan.image.Luma;
import io.github.animegan.image.Samples;

/** Colors drawn towards their luma or away from it: {@code c = Y + factor * (c - Y)}. */
public final class Saturation implements PixelFilter {
    private final float factor;

    /** With factor 0 all is gray, with 1 nothing changes. */
    public Saturation(double factor) {
        this.factor = (float) factor;
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        ParallelRows.run(width, height, (first, end) -> {
            for (int i = first * width; i < end * width; i++) {
                int pixel = argb[i];
                float luma = Luma.thousandfold(pixel) * 0.001f;
                argb[i] = Samples.withColors(
                        pixel,
                        luma + factor * ((pixel >> 16 & 0xff) - luma),
                        luma + factor * ((pixel >> 8 & 0xff) - luma),
                        luma + factor * ((pixel & 0xff) - luma));
            }
        });
    }
}
