package io.github.animegan.image.color;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converts by any profile, its tables included, through the JDK's color management. Colors that sRGB has not are cut off. */
final class TableConversion implements ColorConversion {
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

    private final ColorConvertOp operation;
    private final int components;
    private WritableRaster from;
    private WritableRaster to;
    private byte[] samples = new byte[0];

    TableConversion(ICC_Profile profile) {
        this.operation = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
        this.components = profile.getNumComponents();
        this.from = row(1, components);
        this.to = row(1, 3);
    }

    @Override
    public void convert(int[] pixels, int width) {
        if (from.getWidth() != width || samples.length == 0) {
            from = row(width, components);
            to = row(width, 3);
            samples = new byte[components * width];
        }
        for (int x = 0, i = 0; x < width; x++) {
            for (int shift = 8 * (components - 1); shift >= 0; shift -= 8) {
                samples[i++] = (byte) (pixels[x] >> shift);
            }
        }
        from.setDataElements(0, 0, width, 1, samples);
        operation.filter(from, to);
        byte[] rgb = (byte[]) to.getDataElements(0, 0, width, 1, null);
        for (int x = 0, i = 0; x < width; x++, i += 3) {
            int alpha = components == 4 ? 0xff000000 : pixels[x] & 0xff000000;
            pixels[x] = alpha | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
        }
    }

    private static WritableRaster row(int width, int components) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, components, null);
    }
}
