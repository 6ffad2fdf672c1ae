package io.github.animegan.image.step;

import static io.github.animegan.image.TestPictures.resource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/** What make_processor_goldens.py made. */
public final class ProcessorGoldens {
    private static final String FOLDER = "processors/";

    private ProcessorGoldens() {}

    public static BufferedImage picture(String file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(resource(FOLDER + file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The cells of a table's rows, without its header. */
    public static List<String[]> table(String file) {
        return new String(resource(FOLDER + file), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(";"))
                .toList();
    }
}
