package io.github.animegan.pipeline;

import io.github.animegan.image.ImageSize;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import java.util.List;

/**
 * The sizes that a generator cannot compute: it halves sides twice or more and mirrors what is left by several pixels. Photos of such a
 * size are continued by reflection to multiples of {@link #SIDE}, which every generator can.
 */
final class SmallestSize {
    static final int SIDE = 32;

    private SmallestSize() {}

    static boolean isBelow(ImageSize picture, Generator generator) {
        if (picture.shortestSide() >= SIDE) {
            return false;
        }
        ImageSize computed = picture.roundedUpTo(generator.format().sizeMultiple());
        try {
            generator.network().sizes(List.of(new MapSize(computed.height(), computed.width())));
            return false;
        } catch (IllegalArgumentException e) {
            return true; // An op has said that a map is too small for it.
        }
    }
}
