package io.github.animegan.image.io.codec;

import javax.imageio.IIOException;

/**
 * A file of a kind that is not read, although nothing seems to be wrong with it. The message names the kind and does not name
 * the file.
 */
public final class UnsupportedImageException extends IIOException {
    private static final long serialVersionUID = 1;

    /** @param kind what the file is, such as {@code a TIFF compressed by Zstandard} */
    public UnsupportedImageException(String kind) {
        super(kind);
    }
}
