package io.github.animegan.bench.film;

import io.github.animegan.image.quality.Flicker;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.motion.MotionFlicker;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.OptionalDouble;
import java.util.Random;

/** Short films of one photo, each of which makes styles flicker in its own way. */
public enum FilmScene {
    /** The camera stands, and its sensor is noisy. */
    NOISE("still, noise of 2 levels") {
        @Override
        BufferedImage frame(BufferedImage photo, int number) {
            BufferedImage frame = crop(photo, 0);
            Random random = new Random(1000 + number);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int pixel = frame.getRGB(x, y);
                    int changed = 0;
                    for (int shift = 0; shift <= 16; shift += 8) {
                        int sample = (pixel >> shift & 0xff) + random.nextInt(5) - 2;
                        changed |= Math.max(0, Math.min(255, sample)) << shift;
                    }
                    frame.setRGB(x, y, changed);
                }
            }
            return frame;
        }
    },
    /** The camera turns. */
    PAN("panned by 1.5 samples a frame") {
        @Override
        BufferedImage frame(BufferedImage photo, int number) {
            return crop(photo, 1.5 * number);
        }

        @Override
        OptionalDouble flicker(BufferedImage[] filmed, BufferedImage[] drawn) {
            return MotionFlicker.between(of(filmed[0]), of(filmed[1]), of(drawn[0]), of(drawn[1]));
        }
    },
    /** Something white and large comes and goes; what is measured is the rest, which stands. */
    VISITOR("still, something white passes") {
        @Override
        BufferedImage frame(BufferedImage photo, int number) {
            BufferedImage frame = crop(photo, 0);
            Graphics2D graphics = frame.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(-200 + 40 * number, 60, 200, 260);
            graphics.dispose();
            return frame;
        }
    };

    /** The columns of a frame. */
    static final int WIDTH = 640;
    /** The rows of a frame. */
    static final int HEIGHT = 360;
    /** How many frames a film has. */
    static final int FRAMES = 16;

    private final String title;

    FilmScene(String title) {
        this.title = title;
    }

    /** Returns the name by which tables call the scene. */
    String title() {
        return title;
    }

    /** A frame of the film of a photo, of at least {@code WIDTH + 36} by {@code HEIGHT} pixels. */
    abstract BufferedImage frame(BufferedImage photo, int number);

    /** How much two neighboring drawn frames differ where the filmed ones do not, in levels. */
    OptionalDouble flicker(BufferedImage[] filmed, BufferedImage[] drawn) {
        return Flicker.between(filmed[0], filmed[1], drawn[0], drawn[1]);
    }

    private static BufferedImage crop(BufferedImage photo, double left) {
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = frame.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int top = (HEIGHT - photo.getHeight()) / 2;
        graphics.drawImage(photo, AffineTransform.getTranslateInstance(-left, top), null);
        graphics.dispose();
        return frame;
    }

    private static Frame of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Frame(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }
}
