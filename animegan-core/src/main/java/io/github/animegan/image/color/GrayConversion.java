package io.github.animegan.image.color;

import java.awt.color.ICC_Profile;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Converts by a profile for gray pictures: there are only 256 levels, so all are converted beforehand. */
final class GrayConversion implements ColorConversion {
    private final int[] colorOfLevel;
    private final Optional<DoubleUnaryOperator> curve;

    private GrayConversion(int[] colorOfLevel, Optional<DoubleUnaryOperator> curve) {
        this.colorOfLevel = colorOfLevel;
        this.curve = curve;
    }

    static GrayConversion of(ICC_Profile profile) {
        int[] levels = new int[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = level;
        }
        new TableConversion(profile).convert(levels, levels.length);
        return new GrayConversion(levels, ToneCurve.of(profile.getData(ICC_Profile.icSigGrayTRCTag)));
    }

    @Override
    public void convert(int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            pixels[x] = (pixels[x] & 0xff000000) | colorOfLevel[pixels[x] & 0xff];
        }
    }

    @Override
    public Optional<DeepConversion> deep() {
        return curve.map(light -> {
            int[] colors = new int[1 << 16];
            for (int sample = 0; sample < colors.length; sample++) {
                double y = light.applyAsDouble(sample / (double) (colors.length - 1));
                colors[sample] = MatrixConversion.encode((float) y) * 0x010101;
            }
            return (red, green, blue) -> colors[red];
        });
    }
}
