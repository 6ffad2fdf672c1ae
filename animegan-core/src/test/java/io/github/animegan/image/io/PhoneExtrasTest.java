package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.blocks;
import static io.github.animegan.image.TestPictures.encode;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** JPEGs with more behind the picture, as phones write them: the main picture, and one line of what was not used. */
class PhoneExtrasTest {
    private static final byte[] MAIN = encode(blocks(), "jpeg");
    private static final byte[] FILM =
            ("\0\0\0\u0018ftypmp42" + "film".repeat(500)).getBytes(StandardCharsets.ISO_8859_1);

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            file.writeBytes(part);
        }
        return file.toByteArray();
    }

    /** The lines of the log while a file is read whose picture is the main one. */
    private static List<String> lines(byte[] file) throws IOException {
        assertSame(
                PhotoReader.create().read(file, "photo.jpg"),
                PhotoReader.create().read(MAIN, "main"));
        return linesOf(file, "photo.jpg");
    }

    /** The lines of the log while a file is read. */
    static List<String> linesOf(byte[] file, String name) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(PhotoReader.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        Level before = logger.getLevel();
        try {
            logger.setLevel(Level.WARN);
            PhotoReader.create().read(file, name);
        } finally {
            logger.setLevel(before);
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void googlesMotionPhoto() throws IOException {
        assertThat(lines(joined(MAIN, FILM)))
                .containsExactly("photo.jpg: a motion photo; its film of 2 kB was not used");
    }

    @Test
    void samsungsMotionPhoto() throws IOException {
        byte[] trailer = "\0\0\1\n\u000e\0\0\0Image_UTC_Data1700000000000\0\0\60\n\u0010\0\0\0MotionPhoto_Data"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(lines(joined(MAIN, trailer, FILM, "SEFHSEFT".getBytes(StandardCharsets.ISO_8859_1))))
                .containsExactly("photo.jpg: a motion photo; its film of 2 kB was not used");
    }

    @Test
    void multiPictureFile() throws IOException {
        byte[] index = TestFiles.jpegWithSegment(MAIN, 0xe2, "MPF\0", new byte[80]);
        assertThat(lines(joined(index, encode(noise(40, 30), "jpeg"))))
                .singleElement()
                .asString()
                .matches("photo.jpg: more pictures in the file, \\d+ kB; the first was taken");
    }

    @Test
    void gainMap() throws IOException {
        byte[] map = TestFiles.jpegWithSegment(
                encode(noise(9, 9), "jpeg"),
                0xe1,
                "http://ns.adobe.com/xap/1.0/\0",
                "xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(lines(joined(MAIN, map))).containsExactly("photo.jpg: its gain map for HDR screens was not used");
    }

    @Test
    void paddingAndThumbnails_areNothingToMiss() throws IOException {
        assertThat(lines(joined(MAIN, new byte[4096]))).isEmpty();
        byte[] thumbnail = joined(TestFiles.exif(1), encode(noise(16, 12), "jpeg"));
        assertThat(lines(TestFiles.jpegWithExif(MAIN, thumbnail))).isEmpty();
    }
}
