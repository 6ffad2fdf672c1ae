package io.github.animegan.examples.spring;

import io.github.animegan.image.io.PhotoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** Photos that differ from one another, made from a seed. */
public final class TestPhotos {
    private TestPhotos() {}

    /** Discs on a ground, as a PNG file. */
    public static byte[] png(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(random.nextInt(0x1000000)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 30; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            int size = 4 + random.nextInt(width / 3);
            graphics.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
        }
        graphics.dispose();
        try {
            return PhotoWriter.png().encode(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
