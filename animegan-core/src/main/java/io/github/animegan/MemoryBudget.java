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

    /** What steps after the generator take at most of a pixel besides photo and result: copies, alpha, a comparison. */
    private static final long FINISHING_BYTES = 4 * PICTURE_BYTES;

    /** What the generator sees, without its alpha, and what it gives. */
    private static final long GENERATOR_BYTES = 3 * PICTURE_BYTES;

    /** Where whole pictures run, in bands of a dozen rows with 128 channels. */
    private static final Costs WHOLE = new Costs(12 * 128 * Float.BYTES, 200L << 20);

    /** Where they roll, in bands of half as many rows. */
    private static final Costs ROLLING = new Costs(6 * 128 * Float.BYTES, 90L << 20);

    /**
     * What a run takes besides feature maps, weights and pictures.
     *
     * @param bytesPerColumn for each thread
     * @param nd4jBytes of ND4J's libraries, where they are loaded, and what they take beside; measured
     */
    private record Costs(long bytesPerColumn, long nd4jBytes) {}

    /** No generator takes less. */
    private static final int SMALLEST_SIDE = 32;

    private final Engine engine;
    private final Preprocessor preprocessor;
    private final boolean isPrepared;
    private final boolean isFinished;
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
        this.isPrepared = !isNone(preprocessor.description());
        this.isFinished = !isNone(postprocessor.description());
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
        return new MemoryEstimate(
                engine.featureMapBytes(computed.height(), computed.width()),
                weightBytes,
                PICTURE_BYTES * photo.pixels() + finishingBytes(photo, seen) + GENERATOR_BYTES * seen.pixels(),
                costs.bytesPerColumn * seen.width() * engine.threads(),
                PROCESS_BYTES + (engine.backend().equals("nd4j") ? costs.nd4jBytes : 0));
    }

    /** Refuses a run of the generator alone if its input does not fit. */
    void requireRun(Shape input) {
        ImageSize size = new ImageSize(input.size(2), input.size(1));
        MemoryEstimate estimate = estimate(size, size);
        long tensors = 2L * input.elementCount() * Float.BYTES;
        require(size, size, estimate.weights() + estimate.featureMaps() + estimate.workingMemory() + tensors);
    }

    private void require(ImageSize photo, ImageSize seen, long needed) {
        if (needed > limit) {
            throw new InsufficientMemoryException(describe(photo, seen), needed, limit);
        }
    }

    /**
     * Does what the policy wants done with the picture that the generator is about to see: nothing if it fits.
     *
     * @param photo the size of the photo that it was made of
     */
    Prepared fit(BufferedImage seen, ImageSize photo) {
        ImageSize size = ImageSize.of(seen);
        long needed = heapBytes(photo, size);
        if (policy == MemoryPolicy.REDUCE && needed > limit) {
            return reduce(seen, photo, size);
        }
        require(photo, size, needed);
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
                describe(photo, size),
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
        ImageSize smallest = size.withLongestSide(SMALLEST_SIDE);
        throw new InsufficientMemoryException(describe(photo, smallest), heapBytes(photo, smallest), limit);
    }

    private static String describe(ImageSize photo, ImageSize seen) {
        return seen.equals(photo) ? seen.toString() : photo + ", computed at " + seen + ",";
    }

    /** While a picture is finished, the memory of feature maps is kept only as long as nobody needs it. */
    private long heapBytes(ImageSize photo, ImageSize seen) {
        MemoryEstimate estimate = estimate(photo, seen);
        long generating = estimate.featureMaps() + estimate.workingMemory() + GENERATOR_BYTES * seen.pixels();
        return estimate.weights() + PICTURE_BYTES * photo.pixels() + Math.max(generating, finishingBytes(photo, seen));
    }

    /** What there is besides the photo once the generator is done: the result at the photo's size, and what finishes it. */
    private long finishingBytes(ImageSize photo, ImageSize seen) {
        long restored = isPrepared || !seen.equals(photo) ? PICTURE_BYTES : 0;
        return (restored + (isFinished ? FINISHING_BYTES : 0)) * photo.pixels();
    }
}
