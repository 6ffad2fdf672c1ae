package io.github.animegan.image.io.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * ImageIO's readers and writers without its choice among them: the JDK's own, and those of optional libraries by the names of
 * their classes. Others may be registered; they are not asked, so the same file gives the same picture everywhere.
 */
public final class ImagePlugIns {
    private static final String WEBP_READER = "com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi";
    private static final String WEBP_WRITER = "com.luciad.imageio.webp.WebPImageWriterSpi";

    private final ClassLoader loader;

    private ImagePlugIns(ClassLoader loader) {
        this.loader = loader;
    }

    /** The optional readers and writers on the class path of this library. */
    public static ImagePlugIns installed() {
        return new ImagePlugIns(ImagePlugIns.class.getClassLoader());
    }

    /** Only the JDK's readers and writers, as if there were no optional library. */
    public static ImagePlugIns ofTheJdk() {
        return new ImagePlugIns(ClassLoader.getPlatformClassLoader());
    }

    /** The JDK's own reader of a format; the caller disposes of it. */
    public static ImageReader reader(ImageFormat format) throws IOException {
        return ofTheJdk(ImageReaderSpi.class, format).createReaderInstance();
    }

    /** The JDK's own writer of a format; the caller disposes of it. */
    public static ImageWriter writer(ImageFormat format) throws IOException {
        return ofTheJdk(ImageWriterSpi.class, format).createWriterInstance();
    }

    /** TwelveMonkeys' reader of WebP, if it is there. */
    public Optional<ImageReader> webpReader() throws IOException {
        Optional<ImageReaderSpi> provider = provider(WEBP_READER, ImageReaderSpi.class);
        return provider.isPresent() ? Optional.of(provider.get().createReaderInstance()) : Optional.empty();
    }

    /** The writer of WebP from webp-imageio, if it is there. */
    public Optional<ImageWriter> webpWriter() throws IOException {
        Optional<ImageWriterSpi> provider = provider(WEBP_WRITER, ImageWriterSpi.class);
        return provider.isPresent() ? Optional.of(provider.get().createWriterInstance()) : Optional.empty();
    }

    /**
     * A reader that somebody registered with ImageIO for files that nothing here reads; the caller disposes of it. The JDK's own
     * readers are none of those.
     */
    public static Optional<ImageReader> registeredReader(byte[] file) throws IOException {
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(file)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (!reader.getClass().getModule().equals(ImageIO.class.getModule())) {
                    return Optional.of(reader);
                }
                reader.dispose();
            }
            return Optional.empty();
        }
    }

    private static <T extends ImageReaderWriterSpi> T ofTheJdk(Class<T> kind, ImageFormat format) throws IOException {
        Iterator<T> providers = IIORegistry.getDefaultInstance()
                .getServiceProviders(
                        kind,
                        provider -> provider.getClass().getModule().equals(ImageIO.class.getModule())
                                && Arrays.asList(((ImageReaderWriterSpi) provider).getFormatNames())
                                        .contains(format.imageIoName()),
                        false);
        if (!providers.hasNext()) {
            throw new IOException("somebody took the JDK's " + format + " plug-in out of this JVM's ImageIO");
        }
        return providers.next();
    }

    private <T> Optional<T> provider(String name, Class<T> kind) {
        try {
            return Optional.of(kind.cast(
                    Class.forName(name, true, loader).getDeclaredConstructor().newInstance()));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
