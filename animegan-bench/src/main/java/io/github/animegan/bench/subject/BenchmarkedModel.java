package io.github.animegan.bench.subject;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.network.Op;
import io.github.animegan.tensor.StateDict;
import java.util.Locale;

/** The networks that are measured, in the sizes in which their authors published them. */
public enum BenchmarkedModel {
    /** AnimeGANv2, width 32: 2.1 million parameters. */
    ANIME_GAN_V2("AnimeGANv2", Architectures.ANIME_GAN_V2, 32) {
        @Override
        public StateDict randomWeights() {
            return RandomWeights.animeGanV2(width, SEED);
        }
    },
    /** CartoonGAN, width 64: 11.1 million parameters. */
    CARTOON_GAN("CartoonGAN", Architectures.CARTOON_GAN, 64) {
        @Override
        public StateDict randomWeights() {
            return RandomWeights.cartoonGan(width, SEED);
        }
    },
    /** CycleGAN's generator, 9 residual blocks, width 64: 11.4 million parameters. */
    RESNET9("ResNet, 9 blocks", Architectures.RESNET, 64) {
        @Override
        public StateDict randomWeights() {
            return RandomWeights.resnet(width, 9, SEED);
        }
    };

    /** The mode that all engines have, PyTorch among them; it does not change the work. */
    public static final Upsampling UPSAMPLING = Upsampling.ALIGN_CORNERS;

    private static final long SEED = 20_200;

    final int width;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Architectures are stateless.
    private final Architecture architecture;

    BenchmarkedModel(String title, Architecture architecture, int width) {
        this.title = title;
        this.architecture = architecture;
        this.width = width;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Its name in file names and on the command line, such as {@code anime_gan_v2}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Weights that are the same in every run. */
    public abstract StateDict randomWeights();

    /** The network with those weights. */
    public Generator generator(StateDict weights) {
        return architecture.build(UPSAMPLING.in(weights));
    }

    /** Whether these are weights of this network in this size. */
    public boolean fits(StateDict weights) {
        try {
            return Architectures.of(weights) == architecture
                    && generator(weights).network().nodes().stream()
                                    .filter(node -> node.op() instanceof Op.Convolution)
                                    .mapToInt(node -> ((Op.Convolution) node.op())
                                            .weight()
                                            .shape()
                                            .size(0))
                                    .findFirst()
                                    .orElse(0)
                            == width;
        } catch (IllegalArgumentException e) {
            return false; // Of no architecture at all, or with other keys than the first one promised.
        }
    }
}
