package io.github.animegan.model;

/** The order of the colour channels in a picture's tensor. */
public enum ChannelOrder {
    /** Red, green, blue: most networks. */
    RGB,
    /** Blue, green, red: networks trained on pictures read by OpenCV. */
    BGR
}
