package io.github.animegan.bench.memory;

import io.github.animegan.image.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Large pictures in the formats that cameras and phones write; as smooth and as noisy as photos are. */
final class LargePhotos {
    private static final long SEED = 1;
    private static final int NOISE = 6;
    private static final double WAVES = 9;

    private final Path folder;

    LargePhotos(Path folder) {
        this.folder = folder;
    }

    /** A picture file; WebP, which ImageIO cannot write, by the command line itself. */
    Path write(ImageSize size, String format, Launcher launcher) throws IOException, InterruptedException {
        Path file = folder.resolve(size + "." + format);
        if (!format.equals("webp")) {
            if (!ImageIO.write(picture(size), format, file.toFile())) {
                throw new IOException("ImageIO does not write " + format);
            }
            return file;
        }
        Path png = write(size, "png", launcher);
        Launcher.Run run = launcher.run("", png.toString(), "-o", file.toString(), "--strength", "0", "--canvas", "64");
        if (run.exitCode() != 0) {
            throw new IOException("no WebP: " + String.join(" ", run.lines()));
        }
        return file;
    }

    private static BufferedImage picture(ImageSize size) {
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Random random = new Random(SEED);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int noise = random.nextInt(NOISE);
                double wave = Math.sin(x * WAVES / size.width()) * Math.cos(y * WAVES / size.height());
                int red = 120 + (int) (100 * wave) + noise;
                int green = 40 + 160 * y / size.height() + noise;
                int blue = 60 + 160 * x / size.width() + noise;
                picture.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return picture;
    }
}
