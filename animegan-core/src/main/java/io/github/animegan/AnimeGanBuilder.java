package io.github.animegan;

import io.github.animegan.cache.ResultCache;
import io.github.animegan.engine.Engine;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Postprocessors;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.model.Architecture;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Collects what an {@link AnimeGan} should be like. For one thread. */
public final class AnimeGanBuilder {
    private final StateDict weights;
    private Upsampling upsampling = Upsampling.ALIGN_CORNERS;
    private Preprocessor preprocessor = Preprocessors.none();
    private Postprocessor postprocessor = Postprocessors.none();
    private Backend backend = Backend.AUTO;
    private int threads;
    private @Nullable WorkerPool workers;
    private boolean warmUp = true;
    private MemoryPolicy memoryPolicy = MemoryPolicy.FAIL;
    private long memoryLimit;
    private int queueCapacity = 16;
    private @Nullable ResultCache cache;
    private PhotoReader reader = PhotoReader.create();

    AnimeGanBuilder(StateDict weights) {
        this.weights = weights;
    }

    /** How the weights were trained to up-sample; only AnimeGANv2's matter. {@code ALIGN_CORNERS} unless set. */
    public AnimeGanBuilder upsampling(Upsampling mode) {
        this.upsampling = mode;
        return this;
    }

    /** What happens to a photo before the generator sees it; nothing unless set. */
    public AnimeGanBuilder preprocess(Preprocessor steps) {
        this.preprocessor = steps;
        return this;
    }

    /** What happens to the anime picture at the end; nothing unless set. */
    public AnimeGanBuilder postprocess(Postprocessor steps) {
        this.postprocessor = steps;
        return this;
    }

    /** Who computes; {@code AUTO} unless set, which the system property {@code animegan.backend} overrides. */
    public AnimeGanBuilder backend(Backend choice) {
        this.backend = choice;
        return this;
    }

    /** How many threads compute one picture, at least 1; as many as the JVM has processors unless set. */
    public AnimeGanBuilder threads(int count) {
        this.threads = requirePositive("threads", count);
        return this;
    }

    /** Threads that other styles use, too, instead of own ones; whoever made them closes them. */
    public AnimeGanBuilder workers(WorkerPool shared) {
        this.workers = shared;
        return this;
    }

    /**
     * Whether {@link #build} also has the JIT compile the kernels, on something tiny and for less than a second, so that the
     * first picture takes little longer than the next; it does unless set to false.
     */
    public AnimeGanBuilder warmUp(boolean wanted) {
        this.warmUp = wanted;
        return this;
    }

    /** What happens to pictures that would need too much memory; {@code FAIL} unless set. */
    public AnimeGanBuilder memoryPolicy(MemoryPolicy policy) {
        this.memoryPolicy = policy;
        return this;
    }

    /** How much of the heap one picture may take, weights included, in bytes; nine tenths of the largest heap unless set. */
    public AnimeGanBuilder memoryLimit(long bytes) {
        this.memoryLimit = requirePositive("memoryLimit", bytes);
        return this;
    }

    /** How many calls of {@link AnimeGan#stylizeAsync} may wait before callers are held back; 16 unless set. */
    public AnimeGanBuilder queueCapacity(int calls) {
        this.queueCapacity = requirePositive("queueCapacity", calls);
        return this;
    }

    /**
     * Where results are kept: the same photo, with the same weights, options and backend, is then computed once. Only where
     * all steps before and after the generator have a description ({@link Preprocessor#description}). No cache unless set.
     */
    public AnimeGanBuilder cache(ResultCache results) {
        this.cache = results;
        return this;
    }

    /**
     * What reads photos that are files, streams or bytes; {@link PhotoReader#create} unless set. Where the first step reduces
     * photos for good, as {@link Preprocessors#cap} does, large files are reduced to about that while they are decoded ({@link
     * PhotoReader#withTargetSize}), so that the whole photo is never in memory.
     */
    public AnimeGanBuilder reader(PhotoReader photos) {
        this.reader = photos;
        return this;
    }

    /**
     * Prepares the weights.
     *
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     * @throws IllegalStateException if the backend that was asked for cannot run here, or both {@link #threads} and
     *     {@link #workers} are set
     */
    public AnimeGan build() {
        if (threads > 0 && workers != null) {
            throw new IllegalStateException("threads(" + threads + ") and workers(...): whose threads are to compute?");
        }
        Engine engine = startEngine(Architecture.of(weights).build(weights, upsampling));
        MemoryBudget budget = new MemoryBudget(
                engine, preprocessor, postprocessor, weights.parameterCount(), memoryPolicy, memoryLimit);
        Stylizer stylizer = new Stylizer(engine, preprocessor, budget, postprocessor, cachedResults(engine, budget));
        OptionalInt target = preprocessor.targetSize();
        PhotoReader files = target.isPresent() ? reader.withTargetSize(target.getAsInt()) : reader;
        return new AnimeGan(engine, budget, stylizer, new AsyncCalls(queueCapacity), files);
    }

    private Engine startEngine(Generator generator) {
        Kernels kernels = BackendSelection.select(backend);
        try {
            return workers == null
                    ? new Engine(generator, kernels, threads > 0 ? threads : processors(), warmUp)
                    : new Engine(generator, kernels, workers.workers(), warmUp);
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Backends give the same picture but for rounding; a key that stands for one picture only has to tell them apart. */
    private @Nullable CachedResults cachedResults(Engine engine, MemoryBudget budget) {
        Optional<String> before = preprocessor.description();
        Optional<String> after = postprocessor.description();
        if (cache == null || before.isEmpty() || after.isEmpty()) {
            return null;
        }
        Hash settings = new Hash()
                .add(weights)
                .add(upsampling.name())
                .add(engine.backend())
                .add(before.get())
                .add(budget.description())
                .add(after.get());
        return new CachedResults(cache, settings);
    }

    private static int requirePositive(String name, int value) {
        return (int) requirePositive(name, (long) value);
    }

    private static long requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + "(" + value + "): at least 1");
        }
        return value;
    }
}
