package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.model.Architecture;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A generator that this library does not know, brought along by a program as a service. */
class OwnArchitectureTest {
    /** One 3x3 convolution under a key of its own. */
    public static final class OneConvolution implements Architecture {
        @Override
        public String title() {
            return "OneConvolution";
        }

        @Override
        public String firstKey() {
            return "own.kernel";
        }

        @Override
        public Generator build(StateDict weights) {
            Tensor kernel = weights.get(firstKey());
            return Generator.of(
                    title(),
                    PictureFormat.signed(ChannelOrder.RGB, 1),
                    x -> x.pad(Padding.reflect(1)).conv(kernel, null, 1));
        }
    }

    @Test
    void architectureOfAnotherModule_isFoundAndRuns() {
        Tensor kernel = Tensor.zeros(3, 3, 3, 3);
        for (int channel = 0; channel < 3; channel++) {
            kernel.data()[(channel * 3 + 2 - channel) * 9 + 4] = 1; // Swaps red and blue.
        }
        StateDict weights = StateDict.of(Map.of("own.kernel", kernel));
        assertThat(Architectures.of(weights)).isInstanceOf(OneConvolution.class);
        BufferedImage photo = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        photo.setRGB(4, 3, 0x204080);
        try (AnimeGan gan = AnimeGan.builder(weights).backend(Backend.PLAIN).build()) {
            assertThat(gan.generator().architecture()).isEqualTo("OneConvolution");
            assertThat(gan.stylize(photo).getRGB(4, 3) & 0xffffff).isEqualTo(0x804020);
        }
    }
}
