package io.github.animegan.image.quality;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.model.ChannelOrder;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** One quantity of a picture's pixels, in [0, 255], row after row. */
final class Channel {
    final int width;
    final int height;
    final double[] samples;

    Channel(int width, int height, double[] samples) {
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /** Red, green and blue. */
    static List<Channel> colours(BufferedImage image) {
        float[] data = ImageTensors.toTensor(image, ChannelOrder.RGB).data();
        return IntStream.range(0, 3)
                .mapToObj(colour -> {
                    double[] samples = new double[data.length / 3];
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = Math.round((data[3 * i + colour] + 1) * 127.5f);
                    }
                    return new Channel(image.getWidth(), image.getHeight(), samples);
                })
                .toList();
    }

    static Channel luma(BufferedImage image) {
        List<Channel> colours = colours(image);
        double[] red = colours.get(0).samples;
        double[] green = colours.get(1).samples;
        double[] blue = colours.get(2).samples;
        double[] luma = new double[red.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * red[i] + 0.587 * green[i] + 0.114 * blue[i];
        }
        return new Channel(image.getWidth(), image.getHeight(), luma);
    }

    /** Refuses pictures that cannot be compared place by place. */
    static void requireSameSize(BufferedImage a, BufferedImage b) {
        if (!ImageSize.of(a).equals(ImageSize.of(b))) {
            throw new IllegalArgumentException(
                    "pictures of different sizes cannot be compared: " + ImageSize.of(a) + " and " + ImageSize.of(b));
        }
    }
}
