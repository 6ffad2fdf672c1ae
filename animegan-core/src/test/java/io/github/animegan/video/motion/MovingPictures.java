package io.github.animegan.video.motion;

import io.github.animegan.video.frame.Frame;
import java.util.Random;

/** Frames whose motion is known: smooth random pictures that can be looked at from any place. */
final class MovingPictures {
    private static final int WAVES = 24;

    private final double[][] waves = new double[WAVES][];

    MovingPictures(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < WAVES; i++) {
            double length = 6 + 60 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            waves[i] = new double[] {
                Math.cos(angle) * 2 * Math.PI / length,
                Math.sin(angle) * 2 * Math.PI / length,
                2 * Math.PI * random.nextDouble(),
                Math.sqrt(length),
            };
        }
    }

    /** What is seen from a place on. */
    Frame from(double left, double top, int width, int height) {
        Frame frame = new Frame(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (double[] wave : waves) {
                    sum += wave[3] * Math.sin(wave[0] * (x + left) + wave[1] * (y + top) + wave[2]);
                }
                int grey = (int) Math.max(0, Math.min(255, 128 + 4 * sum));
                frame.argb()[y * width + x] = 0xff000000 | grey * 0x010101;
            }
        }
        return frame;
    }

    /** The frame with noise of up to so many levels. */
    static Frame noisy(Frame frame, int levels, Random random) {
        Frame noisy = new Frame(frame.width(), frame.height());
        for (int i = 0; i < noisy.argb().length; i++) {
            int pixel = frame.argb()[i];
            int changed = 0xff000000;
            for (int shift = 0; shift <= 16; shift += 8) {
                int sample = (pixel >> shift & 0xff) + random.nextInt(2 * levels + 1) - levels;
                changed |= Math.max(0, Math.min(255, sample)) << shift;
            }
            noisy.argb()[i] = changed;
        }
        return noisy;
    }

    static void fill(Frame frame, int left, int top, int width, int height, int argb) {
        for (int y = top; y < top + height; y++) {
            java.util.Arrays.fill(frame.argb(), y * frame.width() + left, y * frame.width() + left + width, argb);
        }
    }
}
