package io.github.animegan;

import io.github.animegan.cache.ResultCache;
import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.filter.Flattening;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.pipeline.CachedResults;
import io.github.animegan.pipeline.Fingerprint;
import io.github.animegan.pipeline.MemoryBudget;
import io.github.animegan.pipeline.Rehearsal;
import io.github.animegan.pipeline.SmallPhotos;
import io.github.animegan.pipeline.Stylizer;
import io.github.animegan.pipeline.WeightsHash;
import io.github.animegan.tensor.StateDict;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what an {@link AnimeGan} should be like. For one thread. */
public final class AnimeGanBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(AnimeGan.class);

    private StateDict weights;
    private WeightsHash weightsHash;
    private final @Nullable Generator given;
    private Preprocessor preprocessor = Preprocessors.none();
    private OptionalInt canvas = OptionalInt.empty();
    private int flatness;
    private @Nullable FaceDrawing faces;
    private FacePolicy wantedFaces = FacePolicy.OFF;
    private Postprocessor postprocessor = Postprocessors.none();
    private Backend backend = Backend.AUTO;
    private int threads;
    private @Nullable WorkerPool workers;
    private boolean warmUp = true;
    private MemoryPolicy memoryPolicy = MemoryPolicy.FAIL;
    private long memoryLimit;
    private int queueCapacity = 16;
    private boolean refuseWhenFull;
    private @Nullable ResultCache cache;
    private PhotoReader reader = PhotoReader.create();

    AnimeGanBuilder(StateDict weights, @Nullable Generator given) {
        this.weights = weights;
        this.weightsHash = new WeightsHash(weights);
        this.given = given;
    }

    /**
     * How the weights were trained to up-sample, in place of what their {@link StateDict#metadata} says; only AnimeGANv2's
     * matter. Where neither says anything it is {@code ALIGN_CORNERS}.
     *
     * @param mode the resizing of the framework that trained them
     * @return this builder
     * @throws IllegalStateException if the generator was made elsewhere, with an up-sampling of its own
     */
    public AnimeGanBuilder upsampling(Upsampling mode) {
        if (given != null) {
            throw new IllegalStateException("the generator is made already, with its own up-sampling");
        }
        this.weights = mode.in(weights);
        this.weightsHash = new WeightsHash(weights);
        return this;
    }

    /** All of these but the style. */
    AnimeGanBuilder settings(StyleSettings settings) {
        if (settings.canvas().equals(StyleSettings.OF_PHOTO)) {
            canvasOfPhoto();
        } else if (!settings.canvas().equals(StyleSettings.OF_STYLE)) {
            canvas(Integer.parseInt(settings.canvas()));
        }
        if (!settings.flatness().equals(StyleSettings.OF_STYLE)) {
            flatness(Integer.parseInt(settings.flatness()));
        }
        this.wantedFaces = settings.faces();
        return preprocess(Preprocessors.parse(settings.before()))
                .postprocess(Postprocessors.parse(settings.after()))
                .memoryPolicy(settings.memory());
    }

    /**
     * Sets what is done to a photo before the generator sees it; unless it is set, nothing is.
     *
     * @param steps one step or a chain of them, joined by {@link Preprocessor#then}; replaces what was set before
     * @return this builder
     */
    public AnimeGanBuilder preprocess(Preprocessor steps) {
        this.preprocessor = steps;
        return this;
    }

    /**
     * The longer side of the canvas that photos are drawn on, in pixels, whatever their size: see {@link Preprocessors#canvas},
     * which comes after all other steps before the generator. Built-in styles have one of their own, for which they were
     * trained; other weights draw at the photo's size unless this is set.
     *
     * @param longestSide in pixels, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AnimeGanBuilder canvas(int longestSide) {
        this.canvas = OptionalInt.of(requirePositive("canvas", longestSide));
        return this;
    }

    /**
     * Draws at the size that photos have after the steps before the generator, whatever the style's own canvas.
     *
     * @return this builder
     */
    public AnimeGanBuilder canvasOfPhoto() {
        this.canvas = OptionalInt.empty();
        return this;
    }

    /**
     * How much drawings are flattened before they get the photo's size, in levels of 255; 0 leaves them as they are: see {@link
     * Preprocessors#flatten}. Built-in styles have a flatness of their own; drawings of other weights stay as they are unless this
     * is set.
     *
     * @param levels of 255, in [0, 128]
     * @return this builder
     * @throws IllegalArgumentException if it is outside
     */
    public AnimeGanBuilder flatness(int levels) {
        if (levels < 0 || levels > StyleSettings.MOST_FLATNESS) {
            throw new IllegalArgumentException("flatness(" + levels + "): from 0 to " + StyleSettings.MOST_FLATNESS);
        }
        this.flatness = levels;
        return this;
    }

    /**
     * How the faces of photos are drawn: found, set upright, drawn by themselves before all other steps, and put back; with the whole
     * picture unless set. The detector stays open: whoever made it closes it, after the pictures are made.
     *
     * @param drawing the detector, which faces to draw, and how large
     * @return this builder
     */
    public AnimeGanBuilder faces(FaceDrawing drawing) {
        this.faces = drawing;
        return this;
    }

    /**
     * Sets what is done to the anime picture at the end; unless it is set, nothing is.
     *
     * @param steps one step or a chain of them, joined by {@link Postprocessor#then}; replaces what was set before
     * @return this builder
     */
    public AnimeGanBuilder postprocess(Postprocessor steps) {
        this.postprocessor = steps;
        return this;
    }

    /**
     * Who computes; {@code AUTO} unless set, which the system property {@code animegan.backend} overrides.
     *
     * @param choice one of them, or {@code AUTO} for the fastest that runs here
     * @return this builder
     */
    public AnimeGanBuilder backend(Backend choice) {
        this.backend = choice;
        return this;
    }

    /**
     * How many threads compute one picture, at least 1; as many as the JVM has processors unless set.
     *
     * @param count of threads, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AnimeGanBuilder threads(int count) {
        this.threads = requirePositive("threads", count);
        return this;
    }

    /**
     * Threads that other generators use, too, instead of own ones, and the weights of those that have the same; whoever made them
     * closes them.
     *
     * @param shared must not be closed before what is built here
     * @return this builder
     */
    public AnimeGanBuilder workers(WorkerPool shared) {
        this.workers = shared;
        return this;
    }

    /**
     * Whether {@link #build} also has the JIT compile the kernels of {@code vector}, in the background, and rehearses there until the first
     * call ({@link AnimeGan#awaitWarm}), so that a first picture some seconds later takes little longer than the next. One at once
     * waits with each layer until its kernels are compiled, which takes a second altogether and four at most. It does so unless set to false.
     *
     * @param wanted false to save the processor time in programs that draw a single small picture
     * @return this builder
     */
    public AnimeGanBuilder warmUp(boolean wanted) {
        this.warmUp = wanted;
        return this;
    }

    /**
     * Sets what is done with pictures that would need too much memory; unless it is set, that is {@code FAIL}.
     *
     * @param policy whether such pictures fail, are reduced, or are computed in parts
     * @return this builder
     */
    public AnimeGanBuilder memoryPolicy(MemoryPolicy policy) {
        this.memoryPolicy = policy;
        return this;
    }

    /**
     * How much of the heap one picture may take, weights included, in bytes; nine tenths of the largest heap unless set.
     *
     * @param bytes of heap, above 0
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AnimeGanBuilder memoryLimit(long bytes) {
        this.memoryLimit = requirePositive("memoryLimit", bytes);
        return this;
    }

    /**
     * How many calls of {@link AnimeGan#stylizeAsync} may wait before callers are held back; 16 unless set.
     *
     * @param calls at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AnimeGanBuilder queueCapacity(int calls) {
        this.queueCapacity = requirePositive("queueCapacity", calls);
        return this;
    }

    /**
     * Whether {@link AnimeGan#stylizeAsync} throws a {@link java.util.concurrent.RejectedExecutionException} while the queue is full, as
     * a server wants that answers "busy"; it holds its caller back unless set to true.
     *
     * @param wanted true to refuse, false to wait
     * @return this builder
     */
    public AnimeGanBuilder refuseWhenFull(boolean wanted) {
        this.refuseWhenFull = wanted;
        return this;
    }

    /**
     * Where results are kept: the same photo, with the same weights, options and backend, is then computed once. Only where
     * all steps before and after the generator have a description ({@link Preprocessor#description}). No cache unless set.
     *
     * @param results may be shared by several generators, whose results it keeps apart
     * @return this builder
     */
    public AnimeGanBuilder cache(ResultCache results) {
        this.cache = results;
        return this;
    }

    /**
     * What reads photos that are files, streams or bytes; {@link PhotoReader#create} unless set. Where the first step reduces
     * photos for good, as {@link Preprocessors#cap} does, large files are reduced to about that while they are decoded ({@link
     * PhotoReader#withTargetSize}), so that the whole photo is never in memory.
     *
     * @param photos the reader, with its limits
     * @return this builder
     */
    public AnimeGanBuilder reader(PhotoReader photos) {
        this.reader = photos;
        return this;
    }

    /**
     * {@return all that would change the pictures besides the photo, as {@link AnimeGan#settings} of what this builds: for who looks first
     * whether there is anything to do} Hashes the weights.
     */
    public Optional<StyleSettings> settings() {
        return identity().settings();
    }

    /**
     * Prepares the weights.
     *
     * @return a new generator; each call gives another one, and the caller closes it
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     * @throws IllegalStateException if the backend that was asked for cannot run here, or both {@link #threads} and
     *     {@link #workers} are set, or {@link StyleSettings#faces} wants faces and {@link #faces} was not called
     */
    public AnimeGan build() {
        if (faces == null && wantedFaces != FacePolicy.OFF) {
            throw new IllegalStateException("the settings want faces drawn by themselves (" + wantedFaces
                    + "): faces(FaceDrawing.of(detector, settings.faces())) says what finds them");
        }
        if (threads > 0 && workers != null) {
            throw new IllegalStateException("threads(" + threads + ") and workers(...): whose threads are to compute?");
        }
        Preprocessor before = stepsBefore();
        Generator made = given != null ? given : Architectures.of(weights).build(weights);
        BackendSelection.Selected selected = BackendSelection.ofInstalled().select(backend);
        Session session = startSession(made, selected.provider());
        Generator generator = new Generator(made.architecture(), session.network(), made.format());
        Preprocessor preparation = before.then(new SmallPhotos(generator));
        MemoryBudget budget = new MemoryBudget(
                session,
                generator,
                selected.provider().memoryCosts(generator.receptiveField().isPresent()),
                preparation,
                postprocessor,
                weights.parameterCount(),
                memoryPolicy,
                memoryLimit);
        Identity identity = identity();
        Rehearsal rehearsal = warmUp ? Rehearsal.start(session, generator) : Rehearsal.none(session, generator);
        Stylizer stylizer = new Stylizer(
                session,
                generator,
                Flattening.ofLevels(flatness),
                preparation,
                budget,
                postprocessor,
                cachedResults(session, budget, identity),
                rehearsal);
        OptionalInt target = before.targetSize();
        PhotoReader files = target.isPresent() ? reader.withTargetSize(target.getAsInt()) : reader;
        AsyncCalls async = new AsyncCalls(queueCapacity, refuseWhenFull);
        return new AnimeGan(session, generator, selected.choice(), identity, budget, stylizer, async, files, rehearsal);
    }

    private Preprocessor stepsBefore() {
        if (canvas.isEmpty()) {
            return faces == null ? preprocessor : faces.before(preprocessor);
        }
        int side = canvas.getAsInt();
        return faces == null
                ? preprocessor.then(Preprocessors.canvas(side))
                : faces.before(preprocessor, Preprocessors.canvas(side), side);
    }

    /** Weights alone have neither a canvas nor a flatness. */
    private Identity identity() {
        String side = canvas.isPresent() ? Integer.toString(canvas.getAsInt()) : StyleSettings.OF_STYLE;
        String levels = flatness == 0 ? StyleSettings.OF_STYLE : Integer.toString(flatness);
        Preprocessor steps = faces == null ? preprocessor : faces.before(preprocessor);
        return new Identity(weightsHash, steps, postprocessor, memoryPolicy, side, levels);
    }

    /** Which network it is; a generator that was made elsewhere is like no other, whatever its weights. */
    private record NetworkKey(String weights, @Nullable Generator given, String backend) {}

    private Session startSession(Generator generator, KernelsProvider provider) {
        if (workers == null) {
            int count = threads > 0 ? threads : processors();
            return new CpuSession(generator.network(), provider.create(), count, warmUp);
        }
        NetworkKey key = new NetworkKey(weightsHash.hex(), given, provider.name());
        return workers.networks().session(key, generator.network(), provider::create, warmUp);
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Backends give the same picture but for rounding; a key that stands for one picture only has to tell them apart. */
    private @Nullable CachedResults cachedResults(Session session, MemoryBudget budget, Identity identity) {
        if (cache == null) {
            return null;
        }
        Optional<StyleSettings> settings = identity.settings();
        if (settings.isEmpty()) {
            LOG.warn(
                    "the cache is not used: {} has no description, so results could not be told apart; Preprocessors.named and"
                            + " Postprocessors.named give it one",
                    preprocessor.description().isEmpty() ? preprocessor : postprocessor);
            return null;
        }
        return new CachedResults(
                cache,
                new Fingerprint()
                        .add(settings.get().toString())
                        .add(session.backend())
                        .add(budget.description()));
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
