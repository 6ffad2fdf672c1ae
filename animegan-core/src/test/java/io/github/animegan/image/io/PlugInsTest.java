package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.meanDifference;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static io.github.animegan.image.io.TestFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.animegan.image.io.codec.ImagePlugIns;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.junit.jupiter.api.Test;

/** The JVM's ImageIO belongs to the program around us; WebP to libraries that may be there. */
class PlugInsTest {
    /** Claims all formats, and fails. */
    private static final class RoguePlugIn extends ImageReaderSpi {
        RoguePlugIn() {
            super(
                    "us",
                    "1",
                    new String[] {"jpeg", "png", "gif", "bmp", "tiff", "webp"},
                    null,
                    null,
                    "none",
                    new Class<?>[] {Object.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            throw new AssertionError("was asked");
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw new AssertionError("was asked");
        }

        @Override
        public String getDescription(Locale locale) {
            return "rogue";
        }
    }

    @Test
    void otherPlugIns_areNotAsked_andNoSettingChanges() throws IOException {
        List<Object> before = registered();
        boolean cache = ImageIO.getUseCache();
        RoguePlugIn rogue = new RoguePlugIn();
        IIORegistry.getDefaultInstance().registerServiceProvider(rogue);
        try {
            for (String format : new String[] {"jpeg", "png", "gif", "bmp", "tiff"}) {
                byte[] file = encode(blocks(), format);
                assertThat(PhotoReader.create().read(file, format).getWidth()).isEqualTo(48);
            }
            assertThat(PhotoReader.create().read(resource("tiny.webp"), "webp").getWidth())
                    .isEqualTo(16);
        } finally {
            IIORegistry.getDefaultInstance().deregisterServiceProvider(rogue);
        }
        PhotoWriter.jpeg(0.5).encode(blocks());
        PhotoWriter.webp(0.5).encode(blocks());
        assertThat(registered()).isEqualTo(before);
        assertThat(ImageIO.getUseCache()).isEqualTo(cache);
    }

    private static List<Object> registered() {
        List<Object> all = new ArrayList<>();
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, true)
                .forEachRemaining(all::add);
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageWriterSpi.class, true)
                .forEachRemaining(all::add);
        return all;
    }

    @Test
    void webp_withoutItsLibrary_namesTheDependency() {
        assertThatIOException()
                .isThrownBy(
                        () -> PhotoWriter.webp(ImagePlugIns.ofTheJdk(), true, 1).encode(blocks()))
                .withMessage(
                        "WebP is written with a plug-in: add com.github.usefulness:webp-imageio to the class path");
    }

    @Test
    void webpLossless_keepsEveryPixel() throws IOException {
        for (BufferedImage image : new BufferedImage[] {
            noise(33, 21),
            nowhereInvisible(noise(33, 21, BufferedImage.TYPE_INT_ARGB)),
            noise(9, 9, BufferedImage.TYPE_BYTE_GRAY)
        }) {
            byte[] webp = PhotoWriter.webpLossless().encode(image);
            byte[] png = PhotoWriter.png().encode(image);
            assertSame(
                    PhotoReader.create().read(webp, "webp"),
                    PhotoReader.create().read(png, "png"));
        }
    }

    @Test
    void webpLossy_isSmallerWithLessQuality() throws IOException {
        byte[] good = PhotoWriter.webp(0.95).encode(noise(64, 64));
        byte[] bad = PhotoWriter.webp(0.2).encode(noise(64, 64));
        assertThat(bad.length).isLessThan(good.length / 2);
        byte[] blocks = PhotoWriter.webp(0.9).encode(blocks());
        assertThat(meanDifference(PhotoReader.create().read(blocks, "webp"), blocks()))
                .isLessThan(12);
        byte[] alpha = PhotoWriter.webp(0.9).encode(plain(16, 16, 0x80336699));
        assertClose(PhotoReader.create().read(alpha, "webp"), plain(16, 16, 0x80336699), 3);
    }

    @Test
    void webp_tooLarge_isRefused() {
        assertThatIOException()
                .isThrownBy(() -> PhotoWriter.webp(0.9).encode(noise(16_384, 1)))
                .withMessageContaining("16384x1 is too large for WebP");
    }

    /** WebP drops the color of invisible pixels, so none should be. */
    private static BufferedImage nowhereInvisible(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, image.getRGB(x, y) | 0x01000000);
            }
        }
        return image;
    }
}
