package io.github.animegan;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.Photo;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.memory.InsufficientMemoryException;
import io.github.animegan.memory.MemoryEstimate;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.model.Generator;
import io.github.animegan.pipeline.BatchProgress;
import io.github.animegan.pipeline.MemoryBudget;
import io.github.animegan.pipeline.OrderedPictures;
import io.github.animegan.pipeline.Rehearsal;
import io.github.animegan.pipeline.Stylizer;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * <p>Photos may have any size from 1x1 pixels on. Interrupting the thread of a direct call ends the call within one layer, by a
 * {@link java.util.concurrent.CancellationException}; the thread stays interrupted. All forms of {@code stylize} throw
 * {@link InsufficientMemoryException} if a photo is too large for the memory, {@link java.util.concurrent.CancellationException} and
 * {@link StylizeTimeoutException} where their options say so, and {@link IllegalStateException} once the instance is closed;
 * those with files and streams also {@link IOException}. Futures are completed by the same exceptions.
 */
public final class AnimeGan implements AutoCloseable {
    private final Session session;
    private final Generator generator;
    private final BackendChoice backend;
    private final Identity identity;
    private final MemoryBudget budget;
    private final Stylizer stylizer;
    private final AsyncCalls async;
    private final PhotoReader reader;
    private final Rehearsal rehearsal;

    AnimeGan(
            Session session,
            Generator generator,
            BackendChoice backend,
            Identity identity,
            MemoryBudget budget,
            Stylizer stylizer,
            AsyncCalls async,
            PhotoReader reader,
            Rehearsal rehearsal) {
        this.session = session;
        this.generator = generator;
        this.backend = backend;
        this.identity = identity;
        this.budget = budget;
        this.stylizer = stylizer;
        this.async = async;
        this.reader = reader;
        this.rehearsal = rehearsal;
    }

    /**
     * {@return a generator of the built-in style, {@code sora}}
     *
     * @throws IllegalStateException if {@code io.github.animegan:animegan-weights}, which contains it, is not on the class path
     */
    public static AnimeGan create() {
        return builder(Styles.find().standard()).build();
    }

    /**
     * {@return a generator of a style by its name: a built-in one ({@code sora}, {@code mori}) or one that was fetched before}
     *
     * @param style the style's name, as {@code animegan styles} lists it
     * @throws IllegalArgumentException if no style has that name
     * @throws java.io.UncheckedIOException if its weights cannot be read, for instance as they were not fetched yet
     * @throws IllegalStateException as {@link #create()}
     */
    public static AnimeGan create(String style) {
        return builder(style).build();
    }

    /**
     * {@return a generator with these weights and otherwise the defaults of {@link AnimeGanBuilder}}
     *
     * @param weights a state dict with the keys and shapes of a known architecture; must not be written to as long as the generator is
     *     used
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     */
    public static AnimeGan of(StateDict weights) {
        return builder(weights).build();
    }

    /**
     * Starts a generator of a style by its name, with exceptions as {@link #create(String)}.
     *
     * @param style the style's name, as {@code animegan styles} lists it
     * @return a builder with the style's weights, canvas and flatness
     */
    public static AnimeGanBuilder builder(String style) {
        return builder(Styles.find().get(style));
    }

    /**
     * Starts a generator of a style.
     *
     * @param style its weights are used as they are; must not be written to as long as the generator is used
     * @return a builder with the style's weights, canvas and flatness
     */
    public static AnimeGanBuilder builder(Style style) {
        AnimeGanBuilder builder = builder(style.weights());
        style.canvas().ifPresent(builder::canvas);
        style.flatness().ifPresent(builder::flatness);
        return builder;
    }

    /**
     * Starts a generator of what was set elsewhere: style, steps and memory policy.
     *
     * @param settings what changes pictures, as {@link #settings()} or {@link StyleSettings#parse} gives it
     * @return a builder that has these settings and otherwise its defaults
     * @throws IllegalArgumentException if no style has that name, as that of weights which were not a style's
     * @throws java.io.UncheckedIOException if its weights cannot be read, for instance as they were not fetched yet
     */
    public static AnimeGanBuilder builder(StyleSettings settings) {
        return builder(Styles.find().get(settings.style()), settings);
    }

    /**
     * Starts a generator of a style, whatever the settings call it, and otherwise of what was set elsewhere.
     *
     * @param style whose weights draw
     * @param settings the steps, memory policy, canvas and flatness; its {@code style} is not looked at
     * @return a builder that has these settings and otherwise its defaults
     */
    public static AnimeGanBuilder builder(Style style, StyleSettings settings) {
        return builder(style).settings(settings);
    }

    /**
     * Starts a generator with these weights, whatever the settings call them, and otherwise of what was set elsewhere.
     *
     * @param weights a state dict with the keys and shapes of a known architecture
     * @param settings the steps, memory policy, canvas and flatness; its {@code style} is not looked at
     * @return a builder that has these settings and otherwise its defaults
     */
    public static AnimeGanBuilder builder(StateDict weights, StyleSettings settings) {
        return builder(weights).settings(settings);
    }

    /**
     * Starts a generator with these weights.
     *
     * @param weights a state dict with the keys and shapes of a known architecture; whether they are is only found out by {@link
     *     AnimeGanBuilder#build}
     * @return a builder with these weights and otherwise its defaults
     */
    public static AnimeGanBuilder builder(StateDict weights) {
        return new AnimeGanBuilder(weights, null);
    }

    /**
     * Starts a generator that was made elsewhere, such as by reading an ONNX model.
     *
     * @param generator the network
     * @param weights its weights, by which the results of different generators are told apart
     * @return a builder of this generator, on which {@link AnimeGanBuilder#upsampling} cannot be set
     */
    public static AnimeGanBuilder builder(Generator generator, StateDict weights) {
        return new AnimeGanBuilder(weights, generator);
    }

    /**
     * Has the JIT compile what {@link Backend#AUTO} runs the built-in styles with, which takes about a second with {@code vector} and
     * nothing with other backends. {@link AnimeGanBuilder#build} does it for its own network unless it was done before; for programs that,
     * while they start, have something else to do in another thread.
     *
     * @throws IllegalStateException if the system property {@code animegan.backend} names one that cannot run here
     */
    public static void warmUp() {
        Kernels kernels = BackendSelection.ofInstalled().createSilently(Backend.AUTO);
        try {
            CpuSession.warmUp(kernels);
        } finally {
            kernels.close();
        }
    }

    /**
     * Waits until the first picture would take about as long as the ones after it. After {@link AnimeGanBuilder#build} tiny pictures are
     * drawn in the background, for some seconds of processor time, until the JIT has compiled what pictures need; the first call ends
     * that, so nobody has to wait. For readiness probes and for measurements.
     *
     * @param patience how long to wait at most; zero or less only asks
     * @return false if the time is up, or the thread was interrupted, which it stays
     */
    public boolean awaitWarm(Duration patience) {
        return rehearsal.await(patience);
    }

    /** {@return the network that runs} */
    public Generator generator() {
        return generator;
    }

    /**
     * {@return all that changes its pictures besides the photo; the style is the hash of its weights, wherever they came from} Nothing if
     * a step before or after the generator has no description ({@link io.github.animegan.image.step.Preprocessor#description}).
     */
    public Optional<StyleSettings> settings() {
        return identity.settings();
    }

    /** {@return the backend that computes, and why it is that one: what a faster one would need here, if there is one} */
    public BackendChoice backend() {
        return backend;
    }

    /**
     * {@return about how much memory stylising a photo of that size takes: the photo itself, the steps before and after, and the generator
     * with the picture that they leave it ({@link io.github.animegan.image.step.Preprocessor#preparedSize})} Not files in memory, nor what
     * a {@link MemoryPolicy} then does about it.
     *
     * @param width the photo's width in pixels, at least 1
     * @param height the photo's height in pixels, at least 1
     */
    public MemoryEstimate estimateMemory(int width, int height) {
        return budget.estimate(new ImageSize(width, height));
    }

    /**
     * {@return the anime picture of a photo: of the photo's size unless a preprocessing step without undo says otherwise, in sRGB, with
     * the photo's alpha if it has one} The photo is not changed, and the picture is the caller's own.
     *
     * @param photo of any type and color space, from 1x1 pixels on; must not be written to meanwhile
     */
    public BufferedImage stylize(BufferedImage photo) {
        return stylize(photo, StylizeOptions.defaults());
    }

    /**
     * As {@link #stylize(BufferedImage)}, with options.
     *
     * @param photo of any type and color space, from 1x1 pixels on; must not be written to meanwhile
     * @param options timeout, cancellation, progress and more, for this call
     * @return the picture, the caller's own
     */
    public BufferedImage stylize(BufferedImage photo, StylizeOptions options) {
        return stylizer.stylize(photo, StylizeCall.of(options));
    }

    /**
     * From file to file: the picture's format is that of its name (see {@link PhotoWriter#forFile}); it appears whole or not at all.
     *
     * @param photo the file to read; its format is recognized by its content, not by its name
     * @param picture the file to write, replaced if it exists
     * @throws IOException if the photo cannot be read or the picture cannot be written; the message names the file
     */
    public void stylize(Path photo, Path picture) throws IOException {
        stylize(photo, picture, StylizeOptions.defaults());
    }

    /**
     * As {@link #stylize(Path, Path)}, with options.
     *
     * @param photo the file to read
     * @param picture the file to write, replaced if it exists
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @throws IOException if the photo cannot be read or the picture cannot be written; the message names the file
     */
    public void stylize(Path photo, Path picture, StylizeOptions options) throws IOException {
        stylize(photo, picture, PhotoWriter.forFile(picture), options);
    }

    /**
     * As {@link #stylize(Path, Path)}, in a format of its own, whatever the picture's name, and with options.
     *
     * @param photo the file to read
     * @param picture the file to write, replaced if it exists
     * @param format the picture's format and quality
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @throws IOException if the photo cannot be read or the picture cannot be written; the message names the file
     */
    public void stylize(Path photo, Path picture, PhotoWriter format, StylizeOptions options) throws IOException {
        Photo read = reader.readPhoto(photo);
        PhotoWriter writer = withExif(format, read, options);
        writer.write(stylize(read.image(), options), picture);
    }

    private static PhotoWriter withExif(PhotoWriter format, Photo photo, StylizeOptions options) {
        return options.keepsExif() ? format.withExif(photo.exif()) : format;
    }

    /**
     * From stream to stream, neither of which is closed; nothing is written before the picture is done.
     *
     * @param photo read to its end, the bytes of one picture file
     * @param picture gets the bytes of one picture file; after an exception while they are written, a part of them
     * @param format the picture's format and quality
     * @throws IOException if the photo is no readable picture, or a stream fails
     */
    public void stylize(InputStream photo, OutputStream picture, PhotoWriter format) throws IOException {
        stylize(photo, picture, format, StylizeOptions.defaults());
    }

    /**
     * As {@link #stylize(InputStream, OutputStream, PhotoWriter)}, with options.
     *
     * @param photo read to its end, the bytes of one picture file
     * @param picture gets the bytes of one picture file
     * @param format the picture's format and quality
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @throws IOException if the photo is no readable picture, or a stream fails
     */
    public void stylize(InputStream photo, OutputStream picture, PhotoWriter format, StylizeOptions options)
            throws IOException {
        Photo read = reader.readPhoto(photo, "the stream");
        PhotoWriter writer = withExif(format, read, options);
        writer.write(stylize(read.image(), options), picture);
    }

    /**
     * From the bytes of one file to those of another.
     *
     * @param photo the content of a picture file; must not be written to meanwhile
     * @param format the picture's format and quality
     * @return the content of the anime picture's file
     * @throws IOException if the photo is no readable picture, or the picture cannot be encoded
     */
    public byte[] stylize(byte[] photo, PhotoWriter format) throws IOException {
        return stylize(photo, format, StylizeOptions.defaults());
    }

    /**
     * As {@link #stylize(byte[], PhotoWriter)}, with options.
     *
     * @param photo the content of a picture file; must not be written to meanwhile
     * @param format the picture's format and quality
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @return the content of the anime picture's file
     * @throws IOException if the photo is no readable picture, or the picture cannot be encoded
     */
    public byte[] stylize(byte[] photo, PhotoWriter format, StylizeOptions options) throws IOException {
        Photo read = reader.readPhoto(photo, "the photo");
        PhotoWriter writer = withExif(format, read, options);
        return writer.encode(stylize(read.image(), options));
    }

    /**
     * The anime picture of a photo, later: see {@link #stylizeAsync(BufferedImage, StylizeOptions)}.
     *
     * @param photo must not be written to until the future is done
     * @return a future of the picture, which the caller may cancel
     */
    public CompletableFuture<BufferedImage> stylizeAsync(BufferedImage photo) {
        return stylizeAsync(photo, StylizeOptions.defaults());
    }

    /**
     * The anime picture of a photo, later. Calls wait in a queue, of {@link AnimeGanBuilder#queueCapacity} places; while it is
     * full this method waits, too, so that photos do not pile up and none is refused; or it refuses at once, see {@link
     * AnimeGanBuilder#refuseWhenFull}. In a thread in which this instance
     * completes its futures it never waits but computes at once.
     *
     * <p>Cancelling the future, or completing it in any other way ({@code orTimeout}, {@code complete}), ends the call: within
     * one layer if it is being computed, at once if it is not. The photo must not be written to until the future is done.
     *
     * @param photo of any type and color space, from 1x1 pixels on
     * @param options timeout, cancellation, progress and more, for this call
     * @return a future of the picture, which the caller may cancel
     */
    public CompletableFuture<BufferedImage> stylizeAsync(BufferedImage photo, StylizeOptions options) {
        return submit(photo, options, StylizeCall.of(options));
    }

    /**
     * From file to file as {@link #stylize(Path, Path)} does, later; the future has the picture's file.
     *
     * @param photo the file to read, once the call's turn has come
     * @param picture the file to write, replaced if it exists
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @return a future of {@code picture}; fails with an {@link IOException} where the direct call throws one
     */
    public CompletableFuture<Path> stylizeAsync(Path photo, Path picture, StylizeOptions options) {
        PhotoWriter format = PhotoWriter.forFile(picture);
        StylizeCall call = StylizeCall.of(options);
        return async.submit(call, options, () -> {
            Photo read = reader.readPhoto(photo);
            withExif(format, read, options).write(stylizer.stylize(read.image(), call), picture);
            return picture;
        });
    }

    /**
     * From the bytes of one file to those of another as {@link #stylize(byte[], PhotoWriter)} does, later.
     *
     * @param photo the content of a picture file; must not be written to until the future is done
     * @param format the picture's format and quality
     * @param options timeout, cancellation, progress, whether to keep EXIF data, and more, for this call
     * @return a future of the content of the anime picture's file; fails with an {@link IOException} where the direct call throws one
     */
    public CompletableFuture<byte[]> stylizeAsync(byte[] photo, PhotoWriter format, StylizeOptions options) {
        StylizeCall call = StylizeCall.of(options);
        return async.submit(call, options, () -> {
            Photo read = reader.readPhoto(photo, "the photo");
            return withExif(format, read, options).encode(stylizer.stylize(read.image(), call));
        });
    }

    /** {@return how many calls of {@code stylizeAsync} wait in the queue and have not begun} */
    public int waitingCalls() {
        return async.waiting();
    }

    private CompletableFuture<BufferedImage> submit(BufferedImage photo, StylizeOptions options, StylizeCall call) {
        return async.submit(call, options, () -> stylizer.stylize(photo, call));
    }

    /**
     * {@return the anime pictures of some photos, in their order}
     *
     * @param photos none of which may be written to meanwhile; may be empty
     */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos) {
        return stylizeAll(photos, progress -> {});
    }

    /**
     * As {@link #stylizeAll(List)}, telling somebody how far it is.
     *
     * @param photos none of which may be written to meanwhile; may be empty
     * @param listener told how much of all pictures together is done
     * @return as many pictures, in the photos' order
     */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos, ProgressListener listener) {
        return stylizeAll(photos, StylizeOptions.defaults().progress(listener));
    }

    /**
     * As {@link #stylizeAll(List)}, with options.
     *
     * @param photos none of which may be written to meanwhile; may be empty
     * @param options for the call; the timeout is each picture's own
     * @return as many pictures, in the photos' order
     */
    public List<BufferedImage> stylizeAll(List<BufferedImage> photos, StylizeOptions options) {
        try (Stream<BufferedImage> pictures = stylizeAll(photos.stream(), photos.size(), options)) {
            return pictures.toList();
        }
    }

    /**
     * The anime pictures of photos as they come: see {@link #stylizeAll(Stream, StylizeOptions)}.
     *
     * @param photos taken only when they are needed; must not be written to before their picture is there
     * @return a lazy stream of as many pictures; close it if it is not read to its end
     */
    public Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos) {
        return stylizeAll(photos, StylizeOptions.defaults());
    }

    /**
     * The anime pictures of photos as they come, in their order. Lazy: photos are taken from their stream, in the thread that
     * asks for pictures, when they are needed, and three at most are in work or done ahead of the picture that is asked for.
     * An exception ends the stream, and the calls in work; so does closing it.
     *
     * @param photos taken only when they are needed; must not be written to before their picture is there
     * @param options for the call; the timeout is each picture's own
     * @return a lazy stream of as many pictures; close it if it is not read to its end
     */
    public Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos, StylizeOptions options) {
        return stylizeAll(photos, 0, options);
    }

    private Stream<BufferedImage> stylizeAll(Stream<BufferedImage> photos, int total, StylizeOptions options) {
        BatchProgress progress = new BatchProgress(done -> options.progress().onProgress(new Progress(done, total)));
        return OrderedPictures.of(photos, photo -> submit(photo, options, new StylizeCall(options, progress.next())));
    }

    /**
     * Runs the generator alone, without any pre- or postprocessing.
     *
     * @param input a picture {@code [1, height, width, 3]} in {@code [-1, 1]}, channels in the generator's own order; both
     *     sides multiples of the format's {@link io.github.animegan.model.PictureFormat#sizeMultiple}
     * @return the generator's picture in the same form; where its architecture rounds sizes up, a few rows and columns
     *     larger at the bottom and the right
     * @throws IllegalArgumentException if the shape is another or too small
     * @throws InsufficientMemoryException if it is too large for the JVM, whatever the memory policy
     * @throws IllegalStateException if this instance is closed
     */
    public Tensor run(Tensor input) {
        rehearsal.stop();
        generator.requirePicture(input.shape());
        budget.requireRun(input.shape());
        return session.run(input, RunOptions.defaults()).output();
    }

    /** Frees threads and memory, after the calls that are running or waiting. Closing again does nothing. */
    @Override
    public void close() {
        rehearsal.stop();
        async.close();
        session.close();
    }

    /**
     * As {@link #close()}, but waits no longer than that for calls of {@code stylizeAsync}: what is not done then is cancelled, within
     * one layer if it is being computed. Direct calls of other threads are waited for as they are by {@link #close()}; an
     * interrupt ends each of them, within a layer, too.
     *
     * @param patience how long to wait; zero or less cancels at once
     */
    public void close(Duration patience) {
        async.close(patience);
        close();
    }
}
