package io.github.animegan.examples.web;

import io.github.animegan.image.io.PhotoWriter;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** Photos out of a random generator, each seed another: a sky and some discs. */
final class TestPhotos {
    private TestPhotos() {}

    static BufferedImage image(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, color(random), width, height, color(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 24; i++) {
            graphics.setColor(color(random));
            int size = 4 + random.nextInt(Math.max(1, width / 3));
            graphics.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
        }
        graphics.dispose();
        return image;
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(0x1000000));
    }

    static byte[] png(int width, int height, long seed) {
        return encode(PhotoWriter.png(), width, height, seed);
    }

    static byte[] jpeg(int width, int height, long seed) {
        return encode(PhotoWriter.jpeg(0.9), width, height, seed);
    }

    private static byte[] encode(PhotoWriter writer, int width, int height, long seed) {
        try {
            return writer.encode(image(width, height, seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
