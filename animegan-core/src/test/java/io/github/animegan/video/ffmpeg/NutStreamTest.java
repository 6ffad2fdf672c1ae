package io.github.animegan.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NutStreamTest {
    private static final FrameFormat FORMAT = new FrameFormat(40, 30, new Rational(1001, 24000), new Rational(16, 11));
    private static final long[] TIMES = {0, 1, 2, 90, 127, 128, 129, 70_000, 1L << 40};

    private static byte[] stream(Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NutWriter writer = new NutWriter(out, FORMAT, true);
        for (long time : TIMES) {
            writer.write(frame(random, time));
        }
        return out.toByteArray();
    }

    private static Frame frame(Random random, long time) {
        Frame frame = new Frame(FORMAT.width(), FORMAT.height());
        Arrays.setAll(frame.argb(), i -> random.nextInt());
        frame.setPts(time);
        return frame;
    }

    @Test
    void framesAndTimes_comeBackAsTheyWere() throws IOException {
        NutReader reader = new NutReader(new ByteArrayInputStream(stream(new Random(1))));
        Random random = new Random(1);
        Frame read = new Frame(FORMAT.width(), FORMAT.height());
        assertThat(reader.format()).isEqualTo(FORMAT);
        for (long time : TIMES) {
            assertThat(reader.read(read)).isTrue();
            assertThat(read.pts()).isEqualTo(time);
            assertThat(read.argb()).isEqualTo(frame(random, time).argb());
        }
        assertThat(reader.read(read)).isFalse();
    }

    @Test
    void brokenStreams_areAlwaysAnIOException() throws IOException {
        byte[] whole = stream(new Random(2));
        Random random = new Random(3);
        Frame read = new Frame(FORMAT.width(), FORMAT.height());
        for (int i = 0; i < 2000; i++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = random.nextInt(4); flips > 0 && broken.length > 0; flips--) {
                broken[random.nextInt(Math.min(broken.length, 400))] = (byte) random.nextInt();
            }
            try {
                NutReader reader = new NutReader(new ByteArrayInputStream(broken));
                if (reader.format().equals(FORMAT)) {
                    for (int frame = 0; frame < 20 && reader.read(read); frame++) {
                        assertThat(read.argb()).hasSize(1200);
                    }
                }
            } catch (IOException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void timesBeforeTheFilm_areRefused() throws IOException {
        NutWriter writer = new NutWriter(new ByteArrayOutputStream(), FORMAT, false);
        assertThatThrownBy(() -> writer.write(frame(new Random(4), -5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5 ticks");
    }
}
