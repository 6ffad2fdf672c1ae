package io.github.animegan.image.io;

import static io.github.animegan.image.io.UnreadableImageException.Reason.EMPTY;
import static io.github.animegan.image.io.UnreadableImageException.Reason.NOT_AN_IMAGE;
import static io.github.animegan.image.io.UnreadableImageException.Reason.UNSUPPORTED;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of picture files, told apart by their first bytes. Only those with an ImageIO name are read. */
enum ImageFormat {
    JPEG("jpeg", "\u00ff\u00d8\u00ff"),
    PNG("png", "\u0089PNG\r\n\u001a\n"),
    GIF("gif", "GIF8"),
    BMP("bmp", "BM"),
    WEBP("webp", "RIFF.{4}WEBP"),
    AVIF("", ".{4}ftypavif"),
    HEIC("", ".{4}ftyp(hei|hev|mif1)"),
    TIFF("tiff", "II\\*\0|MM\0\\*");

    /** How many bytes are needed to tell. */
    static final int HEAD_LENGTH = 16;

    private final String imageIoName;
    private final Pattern start;

    ImageFormat(String imageIoName, String start) {
        this.imageIoName = imageIoName;
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    static Optional<ImageFormat> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD_LENGTH), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.start.matcher(text).lookingAt())
                .findFirst();
    }

    /**
     * The format of a file that begins like this.
     *
     * @throws UnreadableImageException if it is empty, or none that is read
     */
    static ImageFormat require(byte[] head, String name) throws UnreadableImageException {
        if (head.length == 0) {
            throw new UnreadableImageException(name, EMPTY, "the file is empty");
        }
        ImageFormat format = of(head).orElseThrow(() -> new UnreadableImageException(
                name, NOT_AN_IMAGE, "not a picture (JPEG, PNG, WebP, GIF, BMP and TIFF are read)"));
        if (format.imageIoName.isEmpty()) {
            throw new UnreadableImageException(
                    name, UNSUPPORTED, format + " pictures cannot be read; convert it to JPEG or PNG first");
        }
        return format;
    }

    /** The name under which ImageIO knows readers for it. */
    String imageIoName() {
        return imageIoName;
    }
}
