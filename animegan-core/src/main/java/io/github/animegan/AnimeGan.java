package io.github.animegan;

import io.github.animegan.engine.Engine;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.Photo;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Turns photos into anime pictures with the weights of an AnimeGAN-family generator.
 *
 * <pre>{@code
 * StateDict weights = Checkpoints.read(Path.of("hayao.pt"));
 * try (AnimeGan gan = AnimeGan.of(weights)) {
 *     gan.stylize(Path.of("photo.jpg"), Path.of("anime.png"));
 * }
 * }</pre>
 *
 * <p>Thread-safe: many threads may call one instance. Their pictures are computed one after another, in the order the calls
 * came, each on all of the instance's threads, while decoding, resizing and postprocessing run beside in the callers'. An
 * instance holds the weights, prepared for its backend, and between calls keeps the memory of the last picture's feature maps
 * until the JVM wants it back. After any exception or error, {@link OutOfMemoryError} included, it is as usable as before.
 *
 * <p>All forms of {@code stylize} throw {@link IllegalArgumentException} if a photo is too small for the generator,
 * {@link InsufficientMemoryException} if it is too large for the memory, {@link java.util.concurrent.CancellationException} and
 * {@link StylizeTimeoutException} where their options say so, and {@link IllegalStateException} once the instance is closed;
 * those with files and streams also {@link IOException}. Futures are completed by the same exceptions.
 */
public final class AnimeGan implements AutoCloseable {
    private final Engine engine;
    private final MemoryBudget budget;
    private final Stylizer stylizer;
    private final AsyncCalls async;
    private final PhotoReader reader;

    AnimeGan(Engine engine, MemoryBudget budget, Stylizer stylizer, AsyncCalls async, PhotoReader reader) {
        this.engine = engine;
        this.budget = budget;
        this.stylizer = stylizer;
        this.async = async;
        this.reader = reader;
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
     * A generator with these weights and otherwise the defaults of {@link AnimeGanBuilder}.
     *
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     */
    public static AnimeGan of(StateDict weights) {
        return builder(weights).build();
    }

    /** Starts a generator of a style by its name, with exceptions as {@link #create(String)}. */
    public static AnimeGanBuilder builder(String style) {
        return builder(Styles.find().get(style));
    }

    /** Starts a generator of a style. */
    public static AnimeGanBuilder builder(Style style) {
        return builder(style.weights()).upsampling(style.upsampling());
    }

    /** Starts a generator with these weights. */
    public static AnimeGanBuilder builder(StateDict weights) {
        return new AnimeGanBuilder(weights);
    }

    /**
     * Has the JIT compile the kernels of {@link Backend#AUTO}, within a second. {@link AnimeGanBuilder#build} does it unless it
     * was done before; for programs that, while they start, have something else to do in another thread.
     *
     * @throws IllegalStateException if the system property {@code animegan.backend} names one that cannot run here
     */
    public static void warmUp() {
        Kernels kernels = BackendSelection.select(Backend.AUTO, reason -> {});
        try {
            Engine.warmUp(kernels);
        } finally {
            kernels.close();
        }
    }

    /** The network that runs. */
    public Generator generator() {
        return engine.generator();
    }

    /** The name of the backend that computes: {@code vector}, {@code nd4j} or {@code plain}. */
    public String backend() {
        return engine.backend();
    }

    /**
     * About how much memory stylising a photo of that size takes: the photo itself, the steps before and after, and the
     * generator with the picture that they leave it ({@link io.github.animegan.image.Preprocessor#preparedSize}). Not files in
     * memory, nor what a {@link MemoryPolicy} then does about it.
     */
    public MemoryEstimate estimateMemory(int width, int height) {
        return budget.estimate(new ImageSize(width, height));
    }

    /**
     * The anime picture of a photo: of the photo's size unless a preprocessing step without undo says otherwise, in sRGB,
     * with the photo's alpha if it has one. The photo is not changed, and the picture is the caller's own.
     */
    public BufferedImage stylize(BufferedImage photo) {
        return stylize(photo, StylizeOptions.defaults());
    }

    /** As {@link #stylize(BufferedImage)}, with options. */
    public BufferedImage stylize(BufferedImage photo, StylizeOptions options) {
        return stylizer.stylize(photo, Call.of(options));
    }

    /** From file to file: the picture's format is that of its name (see {@link PhotoWriter#forFile}); it appears whole or not at all. */
    public void stylize(Path photo, Path picture) throws IOException {
        stylize(photo, picture, StylizeOptions.defaults());
    }

    /** As {@link #stylize(Path, Path)}, with options. */
    public void stylize(Path photo, Path picture, StylizeOptions options) throws IOException {
        stylize(photo, picture, PhotoWriter.forFile(picture), options);
    }

    /** As {@link #stylize(Path, Path)}, in a format of its own, whatever the picture's name, and with options. */
    public void stylize(Path photo, Path picture, PhotoWriter format, StylizeOptions options) throws IOException {
        Photo read = reader.readPhoto(photo);
        PhotoWriter writer = withExif(format, read, options);
        writer.write(stylize(read.image(), options), picture);
    }

    private static PhotoWriter withExif(PhotoWriter format, Photo photo, StylizeOptions options) {
        return options.keepsExif() ? format.withExif(photo.exif()) : format;
    }

    /** From stream to stream, neither of which is closed; nothing is written before the picture is done. */
    public void stylize(InputStream photo, OutputStream picture, PhotoWriter format) throws IOException {
        stylize(photo, picture, format, StylizeOptions.defaults());
    }

    /** As {@link #stylize(InputStream, OutputStream, PhotoWriter)}, with options. */
    public void stylize(InputStream photo, OutputStream picture, PhotoWriter format, StylizeOptions options)
            throws IOException {
        Photo read = reader.readPhoto(photo, "the stream");
        PhotoWriter writer = withExif(format, read, options);
        writer.write(stylize(read.image(), options), picture);
    }

    /** From the bytes of one file to those of another. */
    public byte[] stylize(byte[] photo, PhotoWriter format) throws IOException {
        return stylize(photo, format, StylizeOptions.defaults());
    }

    /** As {@link #stylize(byte[], PhotoWriter)}, with options. */
    public byte[] stylize(byte[] photo, PhotoWriter format, StylizeOptions options) throws IOException {
        Photo read = reader.readPhoto(photo, "the photo");
        PhotoWriter writer = withExif(format, read, options);
        return writer.encode(stylize(read.image(), options));
    }

    /** The anime picture of a photo, later: see {@link #stylizeAsync(BufferedImage, StylizeOptions)}. */
    public CompletableFuture<BufferedImage> stylizeAsync(BufferedImage photo) {
        return stylizeAsync(photo, StylizeOptions.defaults());
    }

    /**
     * The anime picture of a photo, later. Calls wait in a queue, of {@link AnimeGanBuilder#queueCapacity} places; while it is
     * full this method waits, too, so that photos do not pile up and none is refused. In a thread in which this instance
     * completes its futures it never waits but computes at once.
     *
     * <p>Cancelling the future, or completing it in any other way ({@code orTimeout}, {@code complete}), ends the call: within
     * one layer if it is being computed, at once if it is not. The photo must not be written to until the future is done.
     */
    public CompletableFuture<BufferedImage> stylizeAsync(BufferedImage photo, StylizeOptions options) {
        return submit(photo, options, Call.of(options));
    }

    private CompletableFuture<BufferedImage> submit(BufferedImage photo, StylizeOptions options, Call call) {
        return async.submit(call, options, () -> stylizer.stylize(photo, call));
    }

    /** The anime pictures of some photos, in their order. */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos) {
        return stylizeAll(photos, progress -> {});
    }

    /** As {@link #stylizeAll(List)}, telling somebody how far it is. */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos, ProgressListener listener) {
        return stylizeAll(photos, StylizeOptions.defaults().progress(listener));
    }

    /** As {@link #stylizeAll(List)}, with options. */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos, StylizeOptions options) {
        try (Stream<BufferedImage> pictures = stylizeAll(photos.stream(), photos.size(), options)) {
            return pictures.toList();
        }
    }

    /** The anime pictures of photos as they come: see {@link #stylizeAll(Stream, StylizeOptions)}. */
    public Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos) {
        return stylizeAll(photos, StylizeOptions.defaults());
    }

    /**
     * The anime pictures of photos as they come, in their order. Lazy: photos are taken from their stream, in the thread that
     * asks for pictures, when they are needed, and three at most are in work or done ahead of the picture that is asked for.
     * An exception ends the stream, and the calls in work; so does closing it.
     */
    public Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos, StylizeOptions options) {
        return stylizeAll(photos, 0, options);
    }

    private Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos, int total, StylizeOptions options) {
        BatchProgress progress = new BatchProgress(options.progress(), total);
        return OrderedPictures.of(photos, photo -> submit(photo, options, new Call(options, progress.next())));
    }

    /**
     * Runs the generator alone, without any pre- or postprocessing.
     *
     * @param input a picture {@code [1, height, width, 3]} in {@code [-1, 1]}, channels in the generator's own order; both
     *     sides multiples of {@link Generator#sizeMultiple}
     * @return the generator's picture in the same form; where its architecture rounds sizes up, a few rows and columns
     *     larger at the bottom and the right
     * @throws IllegalArgumentException if the shape is another or too small
     * @throws InsufficientMemoryException if it is too large for the JVM, whatever the memory policy
     * @throws IllegalStateException if this instance is closed
     */
    public Tensor run(Tensor input) {
        if (input.shape().rank() == 4) { // The engine says what is wrong with another.
            budget.requireRun(input.shape());
        }
        return engine.run(input).output();
    }

    /** Frees threads and memory, after the calls that are running or waiting. Closing again does nothing. */
    @Override
    public void close() {
        async.close();
        engine.close();
    }
}
