package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Prepared;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.tensor.Shape;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Estimates what a picture will take, and sees to it that none takes more than it may. */
final class MemoryBudget {
    private static final Logger LOG = LoggerFactory.getLogger(AnimeGan.class);

    /** What of the heap a picture may ask for: the rest is for the caller's own pictures and for everybody else. */
    private static final double HEAP_SHARE = 0.9;

    /** What a JVM takes that runs this library; measured. */
    private static final long PROCESS_BYTES = 120L << 20;

    /** Of a pixel of a picture. */
    private static final long PICTURE_BYTES = 4;

    /** What steps take at most of a photo's pixel besides the photo and the result: copies, alpha put aside, a comparison. */
    private static final long STEP_BYTES = 4 * PICTURE_BYTES;

    /** Where whole pictures run: the result and a copy of it; bands of a dozen rows with 128 channels. */
    private static final Costs WHOLE = new Costs(4 + 4, 12 * 128 * Float.BYTES, 200L << 20);

    /** Where they roll: the result and what is left of reading and writing; bands of half as many rows. */
    private static final Costs ROLLING = new Costs(4 + 2, 6 * 128 * Float.BYTES, 90L << 20);

    /**
     * What a run takes besides feature maps and weights.
     *
     * @param bytesPerPixel of the picture that the generator sees
     * @param bytesPerColumn for each thread
     * @param nd4jBytes of ND4J's libraries, where they are loaded, and what they take beside; measured
     */
    private record Costs(long bytesPerPixel, long bytesPerColumn, long nd4jBytes) {}

    /** No generator takes less. */
    private static final int SMALLEST_SIDE = 32;

    private final Engine engine;
    private final Preprocessor preprocessor;
    private final long photoBytesPerPixel;
    private final long weightBytes;
    private final MemoryPolicy policy;
    private final long limit;

    /** @param limit of the heap for one picture; 0 for most of what the JVM may take */
    MemoryBudget(
            Engine engine,
            Preprocessor preprocessor,
            Postprocessor postprocessor,
            long parameters,
            MemoryPolicy policy,
            long limit) {
        this.engine = engine;
        this.preprocessor = preprocessor;
        this.photoBytesPerPixel = isNone(preprocessor.description()) && isNone(postprocessor.description())
                ? PICTURE_BYTES
                : PICTURE_BYTES + STEP_BYTES;
        this.weightBytes = parameters * Float.BYTES + engine.weightBytes();
        this.policy = policy;
        this.limit = limit > 0 ? limit : (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
    }

    private static boolean isNone(Optional<String> description) {
        return description.equals(Preprocessors.none().description());
    }

    /** What a photo takes, with the preprocessing that there is. */
    MemoryEstimate estimate(ImageSize photo) {
        return estimate(photo, preprocessor.preparedSize(photo));
    }

    /** @param seen the size of the picture that the generator sees */
    private MemoryEstimate estimate(ImageSize photo, ImageSize seen) {
        ImageSize computed = seen.roundedUpTo(engine.generator().sizeMultiple());
        Costs costs = engine.isLocal() ? ROLLING : WHOLE;
        long resizedBytes = seen.equals(photo) ? 0 : PICTURE_BYTES * photo.pixels();
        return new MemoryEstimate(
                engine.featureMapBytes(computed.height(), computed.width()),
                weightBytes,
                photoBytesPerPixel * photo.pixels() + costs.bytesPerPixel * seen.pixels() + resizedBytes,
                costs.bytesPerColumn * seen.width() * engine.threads(),
                PROCESS_BYTES + (engine.backend().equals("nd4j") ? costs.nd4jBytes : 0));
    }

    /** Refuses a run of the generator alone if its input does not fit. */
    void requireRun(Shape input) {
        ImageSize size = new ImageSize(input.size(2), input.size(1));
        require(size, size);
    }

    private void require(ImageSize photo, ImageSize seen) {
        long needed = heapBytes(photo, seen);
        if (needed > limit) {
            throw new InsufficientMemoryException(seen.width(), seen.height(), needed, limit);
        }
    }

    /**
     * Does what the policy wants done with the picture that the generator is about to see: nothing if it fits.
     *
     * @param photo the size of the photo that it was made of
     */
    Prepared fit(BufferedImage seen, ImageSize photo) {
        ImageSize size = ImageSize.of(seen);
        if (policy == MemoryPolicy.REDUCE && heapBytes(photo, size) > limit) {
            return reduce(seen, photo, size);
        }
        require(photo, size);
        return Prepared.withoutUndo(seen);
    }

    /** All that results depend on; refusing one picture does not change another. */
    String description() {
        return policy == MemoryPolicy.FAIL ? "any" : "reduce(%d, %d)".formatted(limit, engine.threads());
    }

    private Prepared reduce(BufferedImage seen, ImageSize photo, ImageSize size) {
        ImageSize reduced = largestThatFits(photo, size);
        LOG.warn(
                "a picture of {} needs about {} MB of heap, but may take {} MB: computed at {} and enlarged",
                size,
                heapBytes(photo, size) >> 20,
                limit >> 20,
                reduced);
        return Preprocessors.fitWithin(reduced.longestSide()).prepare(seen);
    }

    /** Memory grows about as the area, so the first guess is not far off. */
    private ImageSize largestThatFits(ImageSize photo, ImageSize size) {
        long needed = heapBytes(photo, size);
        double ratio = Math.sqrt((double) limit / needed);
        for (int side = (int) (size.longestSide() * ratio); side >= SMALLEST_SIDE; side = side * 98 / 100) {
            ImageSize reduced = size.withLongestSide(side);
            if (heapBytes(photo, reduced) <= limit) {
                return reduced;
            }
        }
        throw new InsufficientMemoryException(size.width(), size.height(), needed, limit);
    }

    private long heapBytes(ImageSize photo, ImageSize seen) {
        MemoryEstimate estimate = estimate(photo, seen);
        return estimate.total() - estimate.process();
    }
}
