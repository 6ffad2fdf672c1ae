package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Postprocessors;
import io.github.animegan.image.Prepared;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.image.Transparency;
import io.github.animegan.model.Architecture;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns photos into anime pictures with the weights of an AnimeGAN-family generator.
 *
 * <pre>{@code
 * StateDict weights = Checkpoints.read(Path.of("hayao.pt"));
 * try (AnimeGan gan = AnimeGan.of(weights)) {
 *     BufferedImage anime = gan.stylize(photo);
 * }
 * }</pre>
 *
 * <p>Thread-safe: many threads may call one instance. Their pictures are computed one after another, each on all of the
 * instance's threads, while decoding and resizing run beside. An instance holds the weights, prepared for its backend,
 * and between calls keeps the memory of the last picture's feature maps until the JVM wants it back.
 */
public final class AnimeGan implements AutoCloseable {
    /** What of the heap a picture may ask for: the rest is for the picture itself and for everybody else. */
    private static final double HEAP_SHARE = 0.9;

    /** What a JVM takes that runs this library, and more where ND4J's libraries are loaded; measured. */
    private static final long PROCESS_BYTES = 120L << 20;

    private static final long ND4J_BYTES = 200L << 20;

    /** A photo, two tensors, the result and a copy of it: bytes for each pixel. */
    private static final int PICTURE_BYTES_PER_PIXEL = 4 + 12 + 12 + 4 + 4;

    /** For each thread and pixel of a row: a band of a dozen rows with 128 channels. */
    private static final int WORKING_BYTES_PER_COLUMN = 12 * 128 * Float.BYTES;

    private final Engine engine;
    private final long parameters;
    private final Preprocessor preprocessor;
    private final Postprocessor postprocessor;
    /** The last input shape found to fit the heap: most are like the one before. */
    private volatile @Nullable Shape affordable;

    private AnimeGan(Builder builder) {
        Generator generator = Architecture.of(builder.weights).build(builder.weights, builder.upsampling);
        this.engine = start(generator, BackendSelection.select(builder.backend), builder);
        this.parameters = builder.weights.parameterCount();
        int multiple = generator.sizeMultiple();
        this.preprocessor = multiple == 1
                ? builder.preprocessor
                : builder.preprocessor.then(Preprocessors.padToMultipleOf(multiple));
        this.postprocessor = builder.postprocessor;
    }

    private static Engine start(Generator generator, Kernels kernels, Builder builder) {
        try {
            return new Engine(generator, kernels, builder.threads, builder.warmUp);
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
    }

    /**
     * A generator of the built-in style, {@code sora}.
     *
     * @throws IllegalStateException if {@code io.github.animegan:animegan-weights}, which contains it, is not on the class path
     */
    public static AnimeGan create() {
        return builder(Styles.find().standard()).build();
    }

    /**
     * A generator of a style by its name: a built-in one ({@code sora}, {@code mori}) or one that was fetched before.
     *
     * @throws IllegalArgumentException if no style has that name
     * @throws java.io.UncheckedIOException if its weights cannot be read, for instance as they were not fetched yet
     * @throws IllegalStateException as {@link #create()}
     */
    public static AnimeGan create(String style) {
        return builder(style).build();
    }

    /**
     * A generator with these weights and otherwise the defaults of {@link Builder}.
     *
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     */
    public static AnimeGan of(StateDict weights) {
        return builder(weights).build();
    }

    /** Starts a generator of a style by its name, with exceptions as {@link #create(String)}. */
    public static Builder builder(String style) {
        return builder(Styles.find().get(style));
    }

    /** Starts a generator of a style. */
    public static Builder builder(Style style) {
        return builder(style.weights()).upsampling(style.upsampling());
    }

    /** Starts a generator with these weights. */
    public static Builder builder(StateDict weights) {
        return new Builder(weights);
    }

    /** Collects what a generator should be like. */
    public static final class Builder {
        private final StateDict weights;
        private Upsampling upsampling = Upsampling.ALIGN_CORNERS;
        private Preprocessor preprocessor = Preprocessors.none();
        private Postprocessor postprocessor = Postprocessors.none();
        private Backend backend = Backend.AUTO;
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean warmUp = true;

        private Builder(StateDict weights) {
            this.weights = weights;
        }

        /** How the weights were trained to up-sample; only AnimeGANv2's matter. {@code ALIGN_CORNERS} unless set. */
        public Builder upsampling(Upsampling mode) {
            this.upsampling = mode;
            return this;
        }

        /** What happens to a photo before the generator sees it; nothing unless set. */
        public Builder preprocess(Preprocessor steps) {
            this.preprocessor = steps;
            return this;
        }

        /** What happens to the anime picture at the end; nothing unless set. */
        public Builder postprocess(Postprocessor steps) {
            this.postprocessor = steps;
            return this;
        }

        /** Who computes; {@code AUTO} unless set, which the system property {@code animegan.backend} overrides. */
        public Builder backend(Backend choice) {
            this.backend = choice;
            return this;
        }

        /** How many threads compute one picture, at least 1; as many as the JVM has processors unless set. */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads(" + count + "): at least 1");
            }
            this.threads = count;
            return this;
        }

        /**
         * Whether {@link #build} also has the JIT compile the kernels, on something tiny and for less than a second, so that
         * the first picture takes little longer than the next; it does unless set to false.
         */
        public Builder warmUp(boolean wanted) {
            this.warmUp = wanted;
            return this;
        }

        /**
         * Prepares the weights.
         *
         * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
         * @throws IllegalStateException if the backend that was asked for cannot run here
         */
        public AnimeGan build() {
            return new AnimeGan(this);
        }
    }

    /** The network that runs. */
    public Generator generator() {
        return engine.generator();
    }

    /** The name of the backend that computes: {@code nd4j} or {@code plain}. */
    public String backend() {
        return engine.backend();
    }

    /** About how much memory stylising a picture of that size takes, at this generator's own size. */
    public MemoryEstimate estimateMemory(int width, int height) {
        long stateDict = parameters * Float.BYTES;
        return new MemoryEstimate(
                engine.featureMapBytes(height, width),
                stateDict + engine.weightBytes(),
                (long) PICTURE_BYTES_PER_PIXEL * width * height,
                (long) WORKING_BYTES_PER_COLUMN * width * engine.threads(),
                PROCESS_BYTES + (engine.backend().equals("nd4j") ? ND4J_BYTES : 0));
    }

    /**
     * The anime picture of a photo: of the photo's size unless a preprocessing step without undo says otherwise, in sRGB,
     * with the photo's alpha if it has one. The photo is not changed.
     *
     * @throws IllegalArgumentException if the photo is too small for the generator
     * @throws InsufficientMemoryException if it is too large for the JVM
     * @throws IllegalStateException if this instance is closed
     */
    public BufferedImage stylize(BufferedImage photo) {
        Prepared prepared = preprocessor.prepare(photo);
        BufferedImage seen = prepared.image();
        ChannelOrder order = engine.generator().channelOrder();
        Tensor output = run(ImageTensors.toTensor(Transparency.opaque(seen), order));
        BufferedImage raw = ImageTensors.toImage(output, order, ImageSize.of(seen));
        BufferedImage stylized = prepared.undo(Transparency.copy(seen, raw));
        if (ImageSize.of(stylized).equals(ImageSize.of(photo))) {
            return postprocessor.apply(Transparency.copy(photo, stylized), photo);
        }
        return postprocessor.apply(stylized, prepared.undo(seen));
    }

    /** The anime pictures of some photos, in their order. */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos) {
        return stylizeAll(photos, progress -> {});
    }

    /** As {@link #stylizeAll(List)}, calling the listener in this thread after each picture. */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos, Consumer<Progress> listener) {
        List<BufferedImage> stylized = new ArrayList<>(photos.size());
        for (BufferedImage photo : photos) {
            stylized.add(stylize(photo));
            listener.accept(new Progress(stylized.size(), photos.size()));
        }
        return stylized;
    }

    /**
     * Runs the generator alone, without any pre- or postprocessing.
     *
     * @param input a picture {@code [1, height, width, 3]} in {@code [-1, 1]}, channels in the generator's own order; both
     *     sides multiples of {@link Generator#sizeMultiple}
     * @return the generator's picture in the same form; where its architecture rounds sizes up, a few rows and columns
     *     larger at the bottom and the right
     * @throws IllegalArgumentException if the shape is another or too small
     * @throws InsufficientMemoryException if it is too large for the JVM
     * @throws IllegalStateException if this instance is closed
     */
    public Tensor run(Tensor input) {
        requireMemory(input);
        return engine.run(input).output();
    }

    private void requireMemory(Tensor input) {
        if (input.shape().equals(affordable) || input.shape().rank() != 4) {
            return; // The engine says what is wrong with another rank.
        }
        int height = input.shape().size(1);
        int width = input.shape().size(2);
        long needed = engine.featureMapBytes(height, width);
        long available = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        if (needed > available) {
            throw new InsufficientMemoryException(width, height, needed, available);
        }
        affordable = input.shape();
    }

    /** Frees threads and memory, after the calls that are running. Closing again does nothing. */
    @Override
    public void close() {
        engine.close();
    }
}
