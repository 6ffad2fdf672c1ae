package io.github.animegan.pipeline;

import io.github.animegan.engine.Session;
import io.github.animegan.engine.Session.MapBytes;
import io.github.animegan.engine.kernel.MemoryCosts;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.run.TemporaryFile;
import io.github.animegan.heap.FreeHeap;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.InsufficientMemoryException;
import io.github.animegan.memory.MemoryEstimate;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import io.github.animegan.tensor.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Estimates what a picture will take, and sees to it that none takes more than it may. */
public final class MemoryBudget {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);

    /** What of the heap a picture may ask for: the rest is for the caller's own pictures and for everybody else. */
    private static final double HEAP_SHARE = 0.9;

    /** The part of the heap that stays free for all that is short-lived: a collector that has less is busy with nothing else. */
    private static final int SPARE_SHARE = 16;

    /** The share of the limit that is left each time after the heap ran out against all estimates. */
    private static final double LOWERED = 0.75;

    private static final int MOST_LOWERINGS = 4;

    /** Into how many arrays of equal length a trial divides feature maps at most. */
    private static final int MOST_PIECES = 64;

    /** What a JVM takes that runs this library; measured. */
    private static final long PROCESS_BYTES = 120L << 20;

    /** The bytes of a pixel of a picture in memory. */
    private static final long PICTURE_BYTES = 4;

    /** What steps after the generator take at most of a pixel besides photo and result: copies, alpha, a comparison. */
    private static final long FINISHING_BYTES = 4 * PICTURE_BYTES;

    /** What the generator sees, without its alpha, and what it gives. */
    private static final long GENERATOR_BYTES = 3 * PICTURE_BYTES;

    /** No generator takes less. */
    private static final int SMALLEST_SIDE = 32;

    /** The longest side of a copy that statistics are taken of: larger ones take longer and hardly change them. */
    private static final int STATISTICS_SIDE = 1536;

    private final Session session;
    private final int sizeMultiple;
    private final MemoryCosts costs;
    private final Preprocessor preprocessor;
    private final boolean isPrepared;
    private final boolean isFinished;
    private final long weightBytes;
    private final MemoryPolicy policy;
    private final long fullLimit;
    /** The full limit, or less if the heap did not hold what it should have held. */
    private volatile long limit;
    /** The same for the copies that statistics are taken of, where the pictures themselves are rolled through less. */
    private volatile long copyLimit;
    /** The heap that the largest picture took which was done; a smaller one needs no trial. */
    private volatile long proven;

    /** The decision on the last picture, which is asked about several times and mostly as large as the next. */
    private volatile @Nullable Decision lastDecision;

    /**
     * A budget for an engine's pictures.
     *
     * @param costs of its backend
     * @param limit of the heap for one picture; 0 for most of what the JVM may take
     */
    public MemoryBudget(
            Session session,
            Generator generator,
            MemoryCosts costs,
            Preprocessor preprocessor,
            Postprocessor postprocessor,
            long parameters,
            MemoryPolicy policy,
            long limit) {
        this.session = session;
        this.sizeMultiple = generator.format().sizeMultiple();
        this.costs = costs;
        this.preprocessor = preprocessor;
        this.isPrepared = !isNone(preprocessor.description());
        this.isFinished = !isNone(postprocessor.description());
        this.weightBytes = parameters * Float.BYTES + session.weightBytes();
        this.policy = policy;
        this.fullLimit = limit > 0 ? limit : (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
        this.limit = fullLimit;
        this.copyLimit = fullLimit;
    }

    private static boolean isNone(Optional<String> description) {
        return description.equals(Preprocessors.none().description());
    }

    /** Notes that the heap held the picture of a photo of that size. */
    void prove(ImageSize photo) {
        Decision decision = lastDecision;
        if (decision != null
                && decision.photo.equals(photo)
                && decision.copy.isEmpty()
                && decision.storage == MapStorage.MEMORY) {
            proven = Math.max(proven, heapBytes(photo, decision.seen, Way.MEMORY));
        }
    }

    /** What a photo takes, with the preprocessing that there is. */
    public MemoryEstimate estimate(ImageSize photo) {
        return estimate(
                photo, preprocessor.preparedSize(photo), mapBytes(preprocessor.preparedSize(photo), Way.MEMORY));
    }

    private MapBytes mapBytes(ImageSize seen, Way way) {
        ImageSize computed = seen.roundedUpTo(sizeMultiple);
        return session.mapBytes(
                new MapSize(computed.height(), computed.width()),
                way == Way.STATISTICS,
                way == Way.FILE ? MapStorage.FILE : MapStorage.MEMORY);
    }

    /** What a photo takes of which the generator sees a picture of that size. */
    private MemoryEstimate estimate(ImageSize photo, ImageSize seen, MapBytes maps) {
        return new MemoryEstimate(
                maps.memory(),
                weightBytes,
                PICTURE_BYTES * photo.pixels() + finishingBytes(photo, seen) + GENERATOR_BYTES * seen.pixels(),
                costs.bytesPerColumn() * seen.width() * session.threads(),
                PROCESS_BYTES + costs.nativeBytes());
    }

    /** Refuses a run of the generator alone if its input does not fit. */
    public void requireRun(Shape input) {
        ImageSize size = new ImageSize(input.size(2), input.size(1));
        MemoryEstimate estimate = estimate(size, size, mapBytes(size, Way.MEMORY));
        long tensors = 2L * input.elementCount() * Float.BYTES;
        require(size, size, estimate.weights() + estimate.featureMaps() + estimate.workingMemory() + tensors);
    }

    /**
     * Refuses a photo before anything is computed of it, if the picture that the generator would see does not fit; or, where it
     * would be reduced, if not even the picture that is to be reduced fits.
     *
     * @param statisticsKnown whether norms use given statistics
     */
    void requireBefore(ImageSize photo, boolean statisticsKnown) {
        ImageSize seen = preprocessor.preparedSize(photo);
        if (policy != MemoryPolicy.REDUCE) {
            decide(photo, seen, statisticsKnown);
            return;
        }
        if (seen.pixels() > photo.pixels()) {
            require(photo, seen, PICTURE_BYTES * (photo.pixels() + seen.pixels()));
        }
        if (!statisticsKnown && !fits(photo, seen)) {
            largestThatFits(photo, seen, 0);
        }
    }

    private void require(ImageSize photo, ImageSize seen, long needed) {
        if (needed > limit) {
            throw insufficient(photo, seen, needed);
        }
    }

    private InsufficientMemoryException insufficient(ImageSize photo, ImageSize seen, long needed) {
        return needed > limit
                ? new InsufficientMemoryException(describe(photo, seen), needed, limit)
                : new InsufficientMemoryException(
                        describe(photo, seen), needed, limit, PICTURE_BYTES * Math.max(photo.pixels(), seen.pixels()));
    }

    /**
     * Does what the policy wants done with the picture that the generator is about to see: nothing if it fits or is to be computed
     * in another way.
     *
     * @param photo the size of the photo that it was made of
     */
    Prepared fit(BufferedImage seen, ImageSize photo, boolean statisticsKnown) {
        ImageSize size = Images.sizeOf(seen);
        if (policy == MemoryPolicy.REDUCE && !statisticsKnown && !fits(photo, size)) {
            return reduce(seen, photo, size);
        }
        decide(photo, size, statisticsKnown);
        return Prepared.withoutUndo(seen);
    }

    /**
     * After the heap ran out in the midst of a picture, as it may where others take of it: whether the picture may be computed again,
     * smaller or by the statistics of a smaller copy, because the policy allows that and less is now taken for granted.
     */
    boolean reducesFurther() {
        Decision decision = lastDecision;
        boolean hasCopy = decision != null && decision.copy.isPresent();
        double least = fullLimit * Math.pow(LOWERED, MOST_LOWERINGS);
        if (hasCopy ? copyLimit <= least : policy != MemoryPolicy.REDUCE || limit <= least) {
            return false;
        }
        if (hasCopy) {
            copyLimit = (long) (copyLimit * LOWERED);
        } else {
            limit = (long) (limit * LOWERED);
        }
        lastDecision = null;
        return true;
    }

    /** How a picture's feature maps are computed. */
    private enum Way {
        /** By the picture's own statistics, in memory. */
        MEMORY,
        /** By the picture's own statistics, large maps in a temporary file. */
        FILE,
        /** By statistics that are known before, in memory. */
        STATISTICS
    }

    /**
     * What was decided about a picture.
     *
     * @param storage where its large maps lie
     * @param copy the size of the reduced copy whose statistics it is computed by, if not by its own
     * @param remark what the user should know of it
     */
    record Decision(
            ImageSize photo,
            ImageSize seen,
            boolean statisticsKnown,
            MapStorage storage,
            Optional<ImageSize> copy,
            Optional<String> remark) {

        /** Tells the user what is not as usual. */
        void tell() {
            remark.ifPresent(LOG::warn);
        }
    }

    /**
     * How to compute a picture.
     *
     * @param photo the size of the photo that it was made of
     * @throws InsufficientMemoryException if there is no way that the policy allows
     */
    Decision decide(ImageSize photo, ImageSize seen, boolean statisticsKnown) {
        Decision kept = lastDecision;
        if (kept == null
                || !kept.photo.equals(photo)
                || !kept.seen.equals(seen)
                || kept.statisticsKnown != statisticsKnown) {
            kept = decideAnew(photo, seen, statisticsKnown);
            lastDecision = kept;
        }
        return kept;
    }

    private Decision decideAnew(ImageSize photo, ImageSize seen, boolean statisticsKnown) {
        MapBytes inMemory = mapBytes(seen, statisticsKnown ? Way.STATISTICS : Way.MEMORY);
        long needed = heapBytes(photo, seen, inMemory);
        if (needed <= limit && isInOnePiece(photo, seen, inMemory)) {
            return new Decision(photo, seen, statisticsKnown, MapStorage.MEMORY, Optional.empty(), Optional.empty());
        }
        boolean mayUseFile = policy == MemoryPolicy.EXACT || policy == MemoryPolicy.AUTO;
        if (mayUseFile && !statisticsKnown) {
            MapBytes maps = mapBytes(seen, Way.FILE);
            long withFile = heapBytes(photo, seen, maps);
            boolean fits = withFile <= limit && maps.file() > 0 && isInOnePiece(photo, seen, maps);
            if (fits && (policy == MemoryPolicy.EXACT || TemporaryFile.isWorthwhile(maps.file()))) {
                String remark = remark(photo, seen, needed)
                        + "feature maps of %d MB lie in a temporary file in %s"
                                .formatted(maps.file() >> 20, TemporaryFile.folder());
                return new Decision(photo, seen, false, MapStorage.FILE, Optional.empty(), Optional.of(remark));
            }
            if (policy == MemoryPolicy.EXACT) {
                throw insufficient(photo, seen, Math.min(needed, withFile));
            }
        }
        boolean mayFreeze = policy == MemoryPolicy.FROZEN || policy == MemoryPolicy.AUTO;
        if (!mayFreeze || statisticsKnown) {
            throw insufficient(photo, seen, needed);
        }
        MapBytes rolling = mapBytes(seen, Way.STATISTICS);
        require(photo, seen, heapBytes(photo, seen, rolling));
        if (!isInOnePiece(photo, seen, rolling)) {
            throw insufficient(photo, seen, heapBytes(photo, seen, rolling));
        }
        // The rows of the whole picture are there already.
        long besides = GENERATOR_BYTES * seen.pixels() + fullLimit - copyLimit;
        ImageSize copy =
                largestThatFits(photo, seen.withLongestSide(Math.min(seen.longestSide(), STATISTICS_SIDE)), besides);
        String remark = remark(photo, seen, needed) + "computed by the statistics of a copy of " + copy;
        return new Decision(photo, seen, false, MapStorage.MEMORY, Optional.of(copy), Optional.of(remark));
    }

    private String remark(ImageSize photo, ImageSize seen, long needed) {
        return "a picture of %s needs about %d MB of heap, but may take %d MB: "
                .formatted(describe(photo, seen), needed >> 20, limit >> 20);
    }

    /** All that results depend on; what refuses a picture, or computes it to the same bits, does not change another. */
    public String description() {
        return policy == MemoryPolicy.FAIL || policy == MemoryPolicy.EXACT
                ? "any"
                : "%s(%d, %d)".formatted(policy.name().toLowerCase(Locale.ROOT), fullLimit, session.threads());
    }

    private Prepared reduce(BufferedImage seen, ImageSize photo, ImageSize size) {
        ImageSize reduced = largestThatFits(photo, size, 0);
        LOG.warn("{}computed at {} and enlarged", remark(photo, size, heapBytes(photo, size, Way.MEMORY)), reduced);
        lastDecision = new Decision(photo, reduced, false, MapStorage.MEMORY, Optional.empty(), Optional.empty());
        return Preprocessors.fitWithin(reduced.longestSide()).prepare(seen);
    }

    /**
     * Memory grows about as the area, so the first guess is not far off.
     *
     * @param besides what else there is then, in bytes
     */
    private ImageSize largestThatFits(ImageSize photo, ImageSize size, long besides) {
        long needed = besides + heapBytes(photo, size, Way.MEMORY);
        double ratio = Math.min(1, Math.sqrt((double) limit / needed));
        ImageSize smallest = size.withLongestSide(SMALLEST_SIDE);
        if (!fits(photo, smallest, besides)) {
            throw insufficient(photo, smallest, besides + heapBytes(photo, smallest, Way.MEMORY));
        }
        for (int side = (int) (size.longestSide() * ratio); side >= SMALLEST_SIDE; side = side * 98 / 100) {
            ImageSize reduced = size.withLongestSide(side);
            if (fits(photo, reduced, besides)) {
                return reduced;
            }
        }
        return smallest;
    }

    private boolean fits(ImageSize photo, ImageSize seen) {
        return fits(photo, seen, 0);
    }

    private boolean fits(ImageSize photo, ImageSize seen, long besides) {
        MapBytes maps = mapBytes(seen, Way.MEMORY);
        return besides + heapBytes(photo, seen, maps) <= limit && isInOnePiece(photo, seen, maps);
    }

    /** Whether the heap holds the arrays of a picture beside the photo, first those of the generator, later the result and its copies. */
    private boolean isInOnePiece(ImageSize photo, ImageSize seen, MapBytes maps) {
        if (fullLimit > Runtime.getRuntime().maxMemory()) {
            return true; // whoever sets such a limit does not want to be kept from anything
        }
        if (heapBytes(photo, seen, maps) <= proven) {
            return true; // A trial would count what the picture before has kept for this one.
        }
        MemoryEstimate estimate = estimate(photo, seen, maps);
        long[] finishing = new long[(int) (finishingBytes(photo, seen) / (PICTURE_BYTES * photo.pixels()))];
        Arrays.fill(finishing, PICTURE_BYTES * photo.pixels());
        return FreeHeap.holds(generatorArrays(estimate, seen, maps)) && FreeHeap.holds(finishing);
    }

    /** The lengths of arrays about as a generator takes them, in bytes: none of its maps' is longer than the longest of them. */
    private long[] generatorArrays(MemoryEstimate estimate, ImageSize seen, MapBytes maps) {
        int pieces = maps.longest() == 0 ? 0 : (int) Math.min(MOST_PIECES, estimate.featureMaps() / maps.longest());
        long[] bytes = new long[pieces + 3];
        Arrays.fill(bytes, 0, pieces, maps.longest());
        bytes[pieces] = estimate.featureMaps() - pieces * maps.longest();
        bytes[pieces + 1] = estimate.workingMemory() + limit / SPARE_SHARE;
        bytes[pieces + 2] = GENERATOR_BYTES * seen.pixels();
        return bytes;
    }

    private static String describe(ImageSize photo, ImageSize seen) {
        return seen.equals(photo) ? seen.toString() : photo + ", computed at " + seen + ",";
    }

    /** While a picture is finished, the memory of feature maps is kept only as long as nobody needs it. */
    private long heapBytes(ImageSize photo, ImageSize seen, Way way) {
        return heapBytes(photo, seen, mapBytes(seen, way));
    }

    private long heapBytes(ImageSize photo, ImageSize seen, MapBytes maps) {
        MemoryEstimate estimate = estimate(photo, seen, maps);
        long generating = estimate.featureMaps() + estimate.workingMemory() + GENERATOR_BYTES * seen.pixels();
        return estimate.weights() + PICTURE_BYTES * photo.pixels() + Math.max(generating, finishingBytes(photo, seen));
    }

    /** What there is besides the photo once the generator is done: the result at the photo's size, and what finishes it. */
    private long finishingBytes(ImageSize photo, ImageSize seen) {
        long restored = isPrepared || !seen.equals(photo) ? PICTURE_BYTES : 0;
        return (restored + (isFinished ? FINISHING_BYTES : 0)) * photo.pixels();
    }
}
