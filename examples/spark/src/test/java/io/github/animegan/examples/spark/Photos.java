package io.github.animegan.examples.spark;

import io.github.animegan.image.io.PhotoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder of photos, some of them broken.
 *
 * @param folder where they are
 * @param good the names of those that can be read
 * @param broken the names of the others
 */
record Photos(Path folder, Set<String> good, Set<String> broken) {
    /** Photos of so many pixels a side or a few less, no two alike. */
    static Photos make(Path folder, int count, int broken, int side) throws IOException {
        Photos photos = new Photos(folder, new TreeSet<>(), new TreeSet<>());
        for (int i = 0; i < count; i++) {
            // With blanks, letters beyond ASCII, and in folders.
            String name = (i % 7 == 0 ? "summer 夏/" : i % 5 == 0 ? "a/b/" : "") + "photo " + i
                    + (i % 3 == 0 ? ".PNG" : ".jpg");
            boolean breaks = i % (count / broken) == 3;
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            byte[] content = image(side - i % 13, side - i % 11, i, name);
            Files.write(file, breaks ? damaged(content, i) : content);
            (breaks ? photos.broken : photos.good).add(name);
        }
        Files.writeString(folder.resolve("notes.txt"), "no photo");
        return photos;
    }

    private static byte[] damaged(byte[] content, int i) {
        return switch (i % 3) {
            case 0 -> new byte[0];
            case 1 -> "no picture at all".getBytes(StandardCharsets.US_ASCII);
            default -> Arrays.copyOf(content, content.length / 2);
        };
    }

    static byte[] image(int width, int height, long seed, String name) throws IOException {
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
        return (name.endsWith(".jpg") ? PhotoWriter.jpeg(0.9) : PhotoWriter.png()).encode(image);
    }
}
