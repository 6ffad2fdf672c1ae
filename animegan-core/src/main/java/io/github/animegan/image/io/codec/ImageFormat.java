package io.github.animegan.image.io.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of files, told apart by their first bytes. */
public enum ImageFormat {
    JPEG("JPEG", Reading.BUILT_IN, "\u00ff\u00d8\u00ff"),
    PNG("PNG", Reading.BUILT_IN, "\u0089PNG\r\n\u001a\n"),
    GIF("GIF", Reading.BUILT_IN, "GIF8"),
    BMP("BMP", Reading.BUILT_IN, "BM"),
    WEBP("WEBP", Reading.BUILT_IN, "RIFF.{4}WEBP"),
    TIFF("TIFF", Reading.BUILT_IN, "II[*+]\0|MM\0[*+]"),
    AVIF("AVIF", Reading.CONVERTED, ".{4}ftyp(avi[fs]|(mif1|miaf|msf1).{4}(.{4})*?avi[fs])"),
    HEIC("HEIC", Reading.CONVERTED, ".{4}ftyp(hei[cxms]|mif1|miaf)"),
    HEIC_SEQUENCE("HEIC sequence", Reading.CONVERTED, ".{4}ftyp(hev[cxms]|msf1)"),
    JPEG_XL("JPEG XL", Reading.CONVERTED, "\u00ff\n|\0\0\0\fJXL \r\n\u0087\n"),
    JPEG_2000("JPEG 2000", Reading.NAMED, "\0\0\0\fjP  |\u00ffO\u00ffQ"),
    JPEG_XR("JPEG XR", Reading.NAMED, "II\u00bc"),
    PHOTOSHOP("Photoshop", Reading.NAMED, "8BPS"),
    OPEN_EXR("OpenEXR", Reading.NAMED, "v/1\u0001"),
    CAMERA_RAW("raw camera", Reading.NAMED, ".{4}ftypcrx|FUJIFILMCCD-RAW"),
    SVG("SVG", Reading.NAMED, "(<\\?xml.*)?<svg"),
    PDF("PDF", Reading.NAMED, "%PDF-"),
    VIDEO("video", Reading.NAMED, ".{4}ftyp|RIFF.{4}AVI |\u001aE\u00df\u00a3");

    /** How many bytes of a file are needed to tell its format. */
    public static final int HEAD_LENGTH = 64;

    /** Who decodes files of a format. */
    private enum Reading {
        BUILT_IN,
        /** A registered ImageIO reader, or a program of the system. */
        CONVERTED,
        /** None: it is only named. */
        NAMED
    }

    private final String title;
    private final Reading reading;
    private final Pattern start;

    ImageFormat(String title, Reading reading, String start) {
        this.title = title;
        this.reading = reading;
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    /** The format of a file that begins with these bytes; empty if it is none of these. */
    public static Optional<ImageFormat> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD_LENGTH), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.start.matcher(text).lookingAt())
                .findFirst();
    }

    /** Whether files of this format are never read, only recognized. */
    public boolean isOnlyNamed() {
        return reading == Reading.NAMED;
    }

    /** The name under which ImageIO knows the JDK's readers for it. */
    public String imageIoName() {
        return title.toLowerCase(Locale.ROOT);
    }

    /** The name that people know. */
    @Override
    public String toString() {
        return title;
    }
}
