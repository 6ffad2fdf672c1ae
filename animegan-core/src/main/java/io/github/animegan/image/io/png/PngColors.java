package io.github.animegan.image.io.png;

import io.github.animegan.image.color.ColorConversion;
import io.github.animegan.image.color.RgbEncoding;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a PNG file says of its colors without a profile. Of several chunks the one that says most counts: cICP before a profile,
 * then sRGB, then gAMA with cHRM.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#color-chunk-precendence">PNG specification, third edition, 4.3</a>
 */
final class PngColors {
    private static final double UNITS = 100_000;

    private Optional<byte[]> codePoints = Optional.empty();
    private boolean isSrgb;
    private double exponent;
    private Optional<double[]> chromaticities = Optional.empty();

    /** Takes a chunk; one of a wrong length says nothing. */
    void read(String type, ByteBuffer content) {
        switch (type) {
            case "sRGB" -> isSrgb = true;
            case "cICP" -> {
                if (content.remaining() == 4) {
                    byte[] points = new byte[4];
                    content.get(points);
                    codePoints = Optional.of(points);
                }
            }
            case "gAMA" -> exponent = content.remaining() == 4 ? content.getInt() / UNITS : 0;
            default -> {
                if (content.remaining() == 32) {
                    double[] xy = new double[8];
                    for (int i = 0; i < 8; i++) {
                        xy[i] = content.getInt() / UNITS;
                    }
                    chromaticities = Optional.of(xy);
                }
            }
        }
    }

    boolean outranksProfile() {
        return codePoints.isPresent();
    }

    /**
     * The conversion to sRGB; empty where colors are sRGB, or where nothing usable is said of them.
     *
     * @throws UnsupportedImageException for code points that are not known
     */
    Optional<ColorConversion> conversion() throws UnsupportedImageException {
        if (codePoints.isPresent()) {
            return ofCodePoints(codePoints.get());
        }
        if (isSrgb || (exponent == 0 && chromaticities.isEmpty())) {
            return Optional.empty();
        }
        try {
            return RgbEncoding.ofGamma(exponent == 0 ? 1 / 2.2 : exponent, chromaticities);
        } catch (IllegalArgumentException senseless) {
            return Optional.empty(); // as browsers have it
        }
    }

    private static Optional<ColorConversion> ofCodePoints(byte[] points) throws UnsupportedImageException {
        if (points[2] != 0 || points[3] != 1) {
            throw new UnsupportedImageException("a PNG whose cICP chunk says that its samples are no full-range RGB");
        }
        try {
            return RgbEncoding.ofCodePoints(points[0] & 0xff, points[1] & 0xff);
        } catch (IllegalArgumentException unknown) {
            throw new UnsupportedImageException("a PNG whose cICP chunk has " + unknown.getMessage());
        }
    }
}
