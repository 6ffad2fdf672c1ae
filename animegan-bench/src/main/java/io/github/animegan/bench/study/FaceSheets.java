package io.github.animegan.bench.study;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.resample.Resampling;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sheets by which faces are judged: 1 to 12 faces of 24 to 600 pixels, upright, turned by 30, 90 and 180 degrees, at the border,
 * overlapping, on a flat wall and on busy photos.
 */
public final class FaceSheets {
    private static final ImageSize SIZE = new ImageSize(1280, 960);
    private static final int[] SIZES = {24, 32, 40, 48, 60, 72, 84, 100, 120, 150, 180, 220};

    private final Path folder;
    private final Map<SheetFace, BufferedImage> photos = new EnumMap<>(SheetFace.class);
    private final Map<String, FaceSheet> sheets = new LinkedHashMap<>();

    private FaceSheets(Path folder) {
        this.folder = folder;
    }

    /**
     * Composes all sheets.
     *
     * @param folder the folder of photos: {@code astronaut.png} and {@code kodak/kodim*.png}
     * @return the sheets by name
     */
    public static Map<String, FaceSheet> compose(Path folder) throws IOException {
        FaceSheets all = new FaceSheets(folder);
        for (SheetFace face : SheetFace.values()) {
            all.photos.put(face, all.read(face.photo()));
        }
        all.sizes("sizes-flat", all.wall(), 0);
        all.sizes("sizes-leaves", all.ground("kodim13"), 0);
        all.sizes("sizes-streets", all.ground("kodim08"), 0);
        all.sizes("roll-30", all.ground("kodim01"), 30);
        all.sizes("roll-90", all.wall(), 90);
        all.sizes("roll-180", all.ground("kodim05"), 180);
        all.mixed();
        all.border();
        all.overlap();
        all.large();
        return all.sheets;
    }

    private BufferedImage read(String name) throws IOException {
        return PhotoReader.create().read(folder.resolve(name));
    }

    private BufferedImage ground(String name) throws IOException {
        return Resampling.BICUBIC.resize(read("kodak/" + name + ".png"), SIZE);
    }

    private BufferedImage wall() {
        BufferedImage wall = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = wall.createGraphics();
        graphics.setColor(new Color(0xe8e4dc));
        graphics.fillRect(0, 0, SIZE.width(), SIZE.height());
        graphics.dispose();
        return wall;
    }

    /** Twelve faces, four in each of three rows, the large ones below. */
    private void sizes(String name, BufferedImage ground, double roll) {
        FaceSheet sheet = new FaceSheet(ground, photos);
        for (int i = 0; i < SIZES.length; i++) {
            SheetFace face = List.of(SheetFace.values()).get(i % 3);
            sheet.put(face, SIZES[i], roll, 170 + i % 4 * 310, i / 4 == 0 ? 110 : i / 4 == 1 ? 360 : 730);
        }
        sheets.put(name, sheet);
    }

    /** Six faces, each turned by another angle. */
    private void mixed() throws IOException {
        FaceSheet sheet = new FaceSheet(ground("kodim13"), photos);
        double[] rolls = {0, 90, 180, 30, -90, -30};
        for (int i = 0; i < rolls.length; i++) {
            sheet.put(
                    List.of(SheetFace.values()).get(i % 3),
                    60 + 25 * i,
                    rolls[i],
                    220 + i % 3 * 400,
                    240 + i / 3 * 420);
        }
        sheets.put("mixed-rolls", sheet);
    }

    /** Faces that reach beyond the picture by about a fifth. */
    private void border() throws IOException {
        FaceSheet sheet = new FaceSheet(ground("kodim08"), photos);
        sheet.put(SheetFace.ASTRONAUT, 160, 0, 40, 300);
        sheet.put(SheetFace.HAT, 200, 0, 1225, 420);
        sheet.put(SheetFace.GIRL, 180, 0, 600, 60);
        sheet.put(SheetFace.ASTRONAUT, 120, 0, 640, 925);
        sheets.put("border", sheet);
    }

    /** Faces one before the other. */
    private void overlap() throws IOException {
        FaceSheet sheet = new FaceSheet(ground("kodim01"), photos);
        sheet.put(SheetFace.ASTRONAUT, 200, 0, 420, 420);
        sheet.put(SheetFace.HAT, 240, 0, 600, 480);
        sheet.put(SheetFace.GIRL, 220, 0, 810, 440);
        sheets.put("overlap", sheet);
    }

    private void large() throws IOException {
        sheets.put("large", new FaceSheet(ground("kodim05"), photos).put(SheetFace.HAT, 600, 0, 640, 480));
    }
}
