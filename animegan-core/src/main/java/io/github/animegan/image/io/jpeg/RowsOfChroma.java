package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.io.codec.ByteArrayImageInputStream;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageReader;

/**
 * What this JDK's libjpeg does where chrominance has a row for two of luminance. The JDK's own copy repeats it; libjpeg-turbo,
 * which the JDKs of Linux distributions use, interpolates.
 */
final class RowsOfChroma {
    /** A JPEG in 4:4:0 of 8x32 pixels, red above and blue below. */
    private static final String PROBE = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsK"
            + "CwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
            + "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAgAAgDARIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/"
            + "xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAACAf/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMB"
            + "AAIRAxEAPwCdCfl2nIfYTv/Z";

    private static final int LAST_RED_ROW = 15;
    private static final int FAR_FROM_BLUE = 8;
    /** Interpolation takes a quarter of the way to blue, which is five times as much. */
    private static final int MOST_DIFFERENCE = 8;

    private static final boolean REPEATED = probe();

    private RowsOfChroma() {}

    /** Whether each row is repeated as it is. */
    static boolean areRepeated() {
        return REPEATED;
    }

    private static boolean probe() {
        try {
            BufferedImage probe = read(Base64.getDecoder().decode(PROBE));
            int near = probe.getRGB(0, LAST_RED_ROW) >> 16 & 0xff;
            int far = probe.getRGB(0, FAR_FROM_BLUE) >> 16 & 0xff;
            return Math.abs(near - far) < MOST_DIFFERENCE;
        } catch (IOException e) {
            return false; // then nothing is interpolated twice
        }
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        ImageReader reader = ImagePlugIns.reader(ImageFormat.JPEG);
        try {
            reader.setInput(new ByteArrayImageInputStream(jpeg), true, true);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }
}
