package io.github.animegan.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Takes rows of pixels from the colours of an ICC profile to sRGB. One instance serves one thread. */
final class IccConversion {
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    /** Steps of the colour cube on which a profile is compared with sRGB. */
    private static final int PROBE_STEPS = 6;

    private final ColorConvertOp operation;
    private final int components;
    private WritableRaster from;
    private WritableRaster to;

    private IccConversion(ICC_Profile profile, int components) {
        this.operation = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
        this.components = components;
        this.from = row(1, components);
        this.to = row(1, 3);
    }

    /**
     * The conversion from the given profile; empty where pixels should stay as they are: the profile means sRGB, is for
     * something other than RGB or grey, or does not work. A broken profile is no reason to refuse a photo.
     */
    static Optional<IccConversion> toSrgb(ICC_Profile profile) {
        try {
            int components = profile.getNumComponents();
            if (components != 1 && components != 3) {
                return Optional.empty();
            }
            IccConversion conversion = new IccConversion(profile, components);
            return conversion.changesColours() ? Optional.of(conversion) : Optional.empty();
        } catch (CMMException | ProfileDataException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** Converts the colours of the row's first pixels in place; alpha stays. */
    void convert(int[] argb, int width) {
        if (from.getWidth() != width) {
            from = row(width, components);
            to = row(width, 3);
        }
        byte[] colours = new byte[components * width];
        for (int x = 0, i = 0; x < width; x++) {
            if (components == 3) {
                colours[i++] = (byte) (argb[x] >> 16);
                colours[i++] = (byte) (argb[x] >> 8);
            }
            colours[i++] = (byte) argb[x];
        }
        from.setDataElements(0, 0, width, 1, colours);
        operation.filter(from, to);
        byte[] rgb = (byte[]) to.getDataElements(0, 0, width, 1, null);
        for (int x = 0, i = 0; x < width; x++, i += 3) {
            argb[x] = (argb[x] & 0xff000000) | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
        }
    }

    /** Whether any colour of a coarse cube moves by more than rounding: most embedded profiles are sRGB under some name. */
    private boolean changesColours() {
        int[] probes = new int[PROBE_STEPS * PROBE_STEPS * PROBE_STEPS];
        for (int i = 0; i < probes.length; i++) {
            int step = 255 / (PROBE_STEPS - 1);
            int red = i % PROBE_STEPS * step;
            int green = i / PROBE_STEPS % PROBE_STEPS * step;
            int blue = i / (PROBE_STEPS * PROBE_STEPS) * step;
            probes[i] = components == 1 ? red * 0x010101 : red << 16 | green << 8 | blue;
        }
        int[] converted = probes.clone();
        convert(converted, converted.length);
        for (int i = 0; i < probes.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                if (Math.abs((probes[i] >> shift & 0xff) - (converted[i] >> shift & 0xff)) > 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private static WritableRaster row(int width, int components) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, components, null);
    }
}
