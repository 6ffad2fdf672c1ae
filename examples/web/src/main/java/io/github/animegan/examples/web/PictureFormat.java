package io.github.animegan.examples.web;

import io.github.animegan.image.io.PhotoWriter;

/** The formats that pictures are answered in. */
enum PictureFormat {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    WEBP("image/webp", "webp");

    private final String mediaType;
    private final String suffix;

    PictureFormat(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    String mediaType() {
        return mediaType;
    }

    String suffix() {
        return suffix;
    }

    PhotoWriter writer() {
        return switch (this) {
            case PNG -> PhotoWriter.png();
            case JPEG -> PhotoWriter.jpeg(0.92);
            case WEBP -> PhotoWriter.webp(0.85);
        };
    }
}
