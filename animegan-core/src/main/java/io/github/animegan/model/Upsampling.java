package io.github.animegan.model;

/**
 * Where bilinear up-sampling samples its source. It belongs to the weights, not to a user's taste: weights only look
 * right with the mode they were trained with.
 */
public enum Upsampling {
    /** Corner pixels meet: {@code src = dst * (in - 1) / (out - 1)}. Weights trained in PyTorch by animegan2-pytorch. */
    ALIGN_CORNERS,
    /** Pixel areas meet: {@code src = (dst + 0.5) * in / out - 0.5}, not below 0. */
    HALF_PIXEL,
    /** TensorFlow 1: {@code src = dst * in / out}. Weights converted from TensorFlow checkpoints. */
    TF1_LEGACY
}
