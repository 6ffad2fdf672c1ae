package io.github.animegan.image.color;

import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.util.Optional;

/** Conversions by ICC profiles, for pictures of 8-bit samples: gray, RGB or CMYK. */
public final class IccConversion {
    /** Real profiles have some kilobytes, those with large tables some megabytes. */
    public static final int LARGEST_PROFILE = 16 << 20;

    /** Steps of the color cube on which a profile is compared with sRGB. */
    private static final int PROBE_STEPS = 6;

    private IccConversion() {}

    /**
     * The conversion from the colors of a profile; empty where they are those of sRGB.
     *
     * @param components of the picture: 1 for gray, 3 for RGB, 4 for CMYK
     * @throws IllegalArgumentException if the profile is damaged, or for pictures of another kind
     */
    public static Optional<ColorConversion> of(byte[] profile, int components) {
        try {
            return of(ICC_Profile.getInstance(profile), components);
        } catch (CMMException | ProfileDataException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    /**
     * The conversion from the colors of a profile; empty where they are those of sRGB.
     *
     * @param components of the picture: 1 for gray, 3 for RGB, 4 for CMYK
     * @throws IllegalArgumentException if the profile is damaged, or for pictures of another kind
     */
    public static Optional<ColorConversion> of(ICC_Profile profile, int components) {
        if (components != 1 && components != 3 && components != 4) {
            throw new IllegalArgumentException("no pictures have " + components + " components");
        }
        if (profile.getNumComponents() != components) {
            throw new IllegalArgumentException(
                    "it is for " + profile.getNumComponents() + " components, the picture has " + components);
        }
        try {
            Optional<MatrixConversion> matrix = MatrixConversion.of(profile);
            if (matrix.isPresent()) {
                return matrix.get().isIdentity() ? Optional.empty() : Optional.of(matrix.get());
            }
            ColorConversion conversion = components == 1 ? GrayConversion.of(profile) : new TableConversion(profile);
            return components == 4 || changesColors(conversion, components)
                    ? Optional.of(conversion)
                    : Optional.empty();
        } catch (CMMException | ProfileDataException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    /** Whether any color of a coarse cube moves by more than rounding: many embedded profiles are sRGB under some name. */
    private static boolean changesColors(ColorConversion conversion, int components) {
        int[] probes = new int[PROBE_STEPS * PROBE_STEPS * PROBE_STEPS];
        for (int i = 0; i < probes.length; i++) {
            int step = 255 / (PROBE_STEPS - 1);
            int red = i % PROBE_STEPS * step;
            int green = i / PROBE_STEPS % PROBE_STEPS * step;
            int blue = i / (PROBE_STEPS * PROBE_STEPS) * step;
            probes[i] = components == 1 ? red * 0x010101 : red << 16 | green << 8 | blue;
        }
        int[] converted = probes.clone();
        conversion.convert(converted, converted.length);
        for (int i = 0; i < probes.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                if (Math.abs((probes[i] >> shift & 0xff) - (converted[i] >> shift & 0xff)) > 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
