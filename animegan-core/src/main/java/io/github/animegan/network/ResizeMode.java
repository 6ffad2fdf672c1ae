package io.github.animegan.network;

/**
 * Where a resizing samples its source along one axis, whose place {@code dst} of {@code out} is computed from {@code in}
 * places. All but {@link #NEAREST} interpolate linearly between the two nearest pixels; places outside the map count as its
 * border pixels.
 */
public enum ResizeMode {
    /** Corner pixels meet: {@code src = dst * (in - 1) / (out - 1)}. */
    ALIGN_CORNERS,
    /** Pixel areas meet: {@code src = (dst + 0.5) * in / out - 0.5}. */
    HALF_PIXEL,
    /** TensorFlow 1, ONNX's {@code asymmetric}: {@code src = dst * in / out}. */
    ASYMMETRIC,
    /** The source pixel {@code floor(dst * in / out)}, as PyTorch's {@code nearest}. */
    NEAREST
}
