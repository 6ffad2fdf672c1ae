package io.github.animegan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.TestPictures;
import io.github.animegan.image.resample.Resampling;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.NormStatistics;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CopyStatisticsTest {
    private static final PictureFormat FORMAT = PictureFormat.signed(ChannelOrder.RGB, 1);

    /** The left half is of one color, the right one texture that no copy keeps. */
    private static BufferedImage halfNoise(int width, int height) {
        BufferedImage picture = TestPictures.noise(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                picture.setRGB(x, y, 0x4080C0);
            }
        }
        return picture;
    }

    private static Session norm() {
        NetworkBuilder network = new NetworkBuilder();
        network.output("output", network.input("input", 3).instanceNorm(1e-5));
        return new CpuSession(network.build(), new PlainKernels(), 2, false);
    }

    private static NormStatistics statistics(Session session, BufferedImage picture) {
        return session.run(ImageTensors.toTensor(picture, ChannelOrder.RGB), RunOptions.defaults())
                .statistics();
    }

    private static double variance(NormStatistics statistics) {
        return statistics.get(0).variance()[0];
    }

    @Test
    void estimate_knowsTheTextureThatCopiesLose() {
        BufferedImage picture = halfNoise(1600, 1200);
        ImageSize copy = new ImageSize(640, 480);
        try (Session session = norm()) {
            double expected = variance(statistics(session, picture));
            double ofCopy = variance(statistics(session, Resampling.BICUBIC.resize(picture, copy)));
            NormStatistics estimated = new CopyStatistics(session, FORMAT).estimate(picture, copy, share -> {});
            assertThat(ofCopy).isLessThan(0.7 * expected);
            assertThat(variance(estimated)).isBetween(0.85 * expected, 1.05 * expected);
            assertThat(estimated.get(0).mean()[0])
                    .isCloseTo(
                            statistics(session, picture).get(0).mean()[0], org.assertj.core.data.Offset.offset(0.01));
        }
    }

    @Test
    void collage_showsTheMiddlesOfEqualPartsAtFullSize() {
        BufferedImage picture = TestPictures.noise(3000, 1000, BufferedImage.TYPE_INT_RGB);
        BufferedImage collage = CopyStatistics.collage(picture, new ImageSize(900, 300));
        assertThat(collage.getWidth()).isEqualTo(900);
        assertThat(collage.getHeight()).isEqualTo(300);
        for (int column = 0; column < 5; column++) {
            for (int row = 0; row < 2; row++) {
                for (int x : new int[] {0, 90, 179}) {
                    assertThat(collage.getRGB(180 * column + x, 150 * row + 17))
                            .isEqualTo(picture.getRGB(600 * column + 300 - 90 + x, 500 * row + 250 - 75 + 17));
                }
            }
        }
    }

    /** Copies of narrow pictures are too small to be told anything by but themselves. */
    @Test
    void estimate_ofANarrowPicture_isThatOfTheCopy() {
        BufferedImage picture = halfNoise(2000, 200);
        ImageSize copy = new ImageSize(800, 80);
        try (Session session = norm()) {
            NormStatistics ofCopy = statistics(session, Resampling.BICUBIC.resize(picture, copy));
            NormStatistics estimated = new CopyStatistics(session, FORMAT).estimate(picture, copy, share -> {});
            assertThat(variance(estimated)).isEqualTo(variance(ofCopy));
        }
    }
}
