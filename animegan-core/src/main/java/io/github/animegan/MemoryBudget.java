package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Prepared;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import java.awt.image.BufferedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Estimates what a picture will take, and sees to it that none takes more than it may. */
final class MemoryBudget {
    private static final Logger LOG = LoggerFactory.getLogger(AnimeGan.class);

    /** What of the heap a picture may ask for: the rest is for the caller's own pictures and for everybody else. */
    private static final double HEAP_SHARE = 0.9;

    /** What a JVM takes that runs this library; measured. */
    private static final long PROCESS_BYTES = 120L << 20;

    /** Where whole pictures run: a photo, two tensors, the result and a copy of it; bands of a dozen rows with 128 channels. */
    private static final Costs WHOLE = new Costs(4 + 12 + 12 + 4 + 4, 12 * 128 * Float.BYTES, 200L << 20);

    /** Where they roll: a photo, the result and what is left of reading and writing them; bands of half as many rows. */
    private static final Costs ROLLING = new Costs(4 + 4 + 2, 6 * 128 * Float.BYTES, 90L << 20);

    /**
     * What a run takes besides feature maps and weights.
     *
     * @param bytesPerPixel of the picture
     * @param bytesPerColumn for each thread
     * @param nd4jBytes of ND4J's libraries, where they are loaded, and what they take beside; measured
     */
    private record Costs(long bytesPerPixel, long bytesPerColumn, long nd4jBytes) {}

    /** No generator takes less. */
    private static final int SMALLEST_SIDE = 32;

    private final Engine engine;
    private final long weightBytes;
    private final MemoryPolicy policy;
    private final long limit;

    /** @param limit of the heap for one picture; 0 for most of what the JVM may take */
    MemoryBudget(Engine engine, long parameters, MemoryPolicy policy, long limit) {
        this.engine = engine;
        this.weightBytes = parameters * Float.BYTES + engine.weightBytes();
        this.policy = policy;
        this.limit = limit > 0 ? limit : (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
    }

    MemoryEstimate estimate(int width, int height) {
        ImageSize computed =
                new ImageSize(width, height).roundedUpTo(engine.generator().sizeMultiple());
        Costs costs = engine.isLocal() ? ROLLING : WHOLE;
        return new MemoryEstimate(
                engine.featureMapBytes(computed.height(), computed.width()),
                weightBytes,
                costs.bytesPerPixel * width * height,
                costs.bytesPerColumn * width * engine.threads(),
                PROCESS_BYTES + (engine.backend().equals("nd4j") ? costs.nd4jBytes : 0));
    }

    /** Refuses a picture of that size if it does not fit. */
    void require(int width, int height) {
        long needed = heapBytes(width, height);
        if (needed > limit) {
            throw new InsufficientMemoryException(width, height, needed, limit);
        }
    }

    /** What the policy wants done with a picture: nothing if it fits. */
    Preprocessor step() {
        Preprocessor step = image -> {
            ImageSize size = ImageSize.of(image);
            if (policy == MemoryPolicy.REDUCE && !fits(size)) {
                return reduce(image, size);
            }
            require(size.width(), size.height());
            return Prepared.withoutUndo(image);
        };
        // Described by all that the result depends on; refusing one picture does not change another.
        return policy == MemoryPolicy.FAIL
                ? Preprocessors.named("none", step)
                : Preprocessors.named("reduce(%d, %d)".formatted(limit, engine.threads()), step);
    }

    private Prepared reduce(BufferedImage image, ImageSize size) {
        ImageSize reduced = largestThatFits(size);
        LOG.warn(
                "a picture of {} needs about {} MB of heap, but may take {} MB: computed at {} and enlarged",
                size,
                heapBytes(size.width(), size.height()) >> 20,
                limit >> 20,
                reduced);
        return Preprocessors.fitWithin(reduced.longestSide()).prepare(image);
    }

    /** Memory grows about as the area, so the first guess is nearly right. */
    private ImageSize largestThatFits(ImageSize size) {
        double ratio = Math.sqrt((double) limit / heapBytes(size.width(), size.height()));
        for (int side = (int) (size.longestSide() * ratio); side >= SMALLEST_SIDE; side = side * 98 / 100) {
            ImageSize reduced = size.withLongestSide(side);
            if (fits(reduced)) {
                return reduced;
            }
        }
        throw new InsufficientMemoryException(
                size.width(), size.height(), heapBytes(size.width(), size.height()), limit);
    }

    private boolean fits(ImageSize size) {
        return heapBytes(size.width(), size.height()) <= limit;
    }

    private long heapBytes(int width, int height) {
        MemoryEstimate estimate = estimate(width, height);
        return estimate.total() - estimate.process();
    }
}
