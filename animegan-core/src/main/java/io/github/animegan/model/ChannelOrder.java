package io.github.animegan.model;

/**
 * The order in which a generator was trained to see, and to give back, the three colour channels: a property of its
 * weights. The wrong one gives plausible pictures in wrong colours.
 */
public enum ChannelOrder {
    /** Red first: PyTorch, PIL and TensorFlow code; AnimeGANv2 and the CycleGAN form. */
    RGB,
    /** Blue first: OpenCV's order, kept by CartoonGAN's published weights. */
    BGR
}
