package io.github.animegan.image.color;

import java.awt.color.ICC_Profile;

/** By a profile for grey pictures: there are only 256 levels, so all are converted beforehand. */
final class GreyConversion implements ColorConversion {
    private final int[] colorOfLevel;

    private GreyConversion(int[] colorOfLevel) {
        this.colorOfLevel = colorOfLevel;
    }

    static GreyConversion of(ICC_Profile profile) {
        int[] levels = new int[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = level;
        }
        new TableConversion(profile).convert(levels, levels.length);
        return new GreyConversion(levels);
    }

    @Override
    public void convert(int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            pixels[x] = (pixels[x] & 0xff000000) | colorOfLevel[pixels[x] & 0xff];
        }
    }
}
