package io.github.animegan.image;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/** ImageIO's readers and writers in an order of our choice rather than that of the class path. */
final class ImagePlugIns {
    private final boolean plugIns;

    private ImagePlugIns(boolean plugIns) {
        this.plugIns = plugIns;
    }

    static ImagePlugIns installed() {
        return new ImagePlugIns(true);
    }

    static ImagePlugIns ofTheJdk() {
        return new ImagePlugIns(false);
    }

    /** The readers of a format to try in turn; the caller disposes of them. */
    List<ImageReader> of(ImageFormat format, boolean plugInsFirst) {
        List<ImageReader> own = new ArrayList<>();
        List<ImageReader> others = new ArrayList<>();
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.imageIoName());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            (isOfTheJdk(reader) ? own : others).add(reader);
        }
        List<ImageReader> ordered = new ArrayList<>(own);
        if (plugIns) {
            ordered.addAll(plugInsFirst ? 0 : ordered.size(), others);
        }
        return ordered;
    }

    /** The JDK's own writer of a format. */
    static ImageWriter writer(ImageFormat format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format.imageIoName());
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (isOfTheJdk(writer)) {
                return writer;
            }
        }
        throw new IllegalStateException("this JDK has no " + format + " writer");
    }

    private static boolean isOfTheJdk(Object plugIn) {
        return plugIn.getClass().getModule().equals(ImageIO.class.getModule());
    }
}
