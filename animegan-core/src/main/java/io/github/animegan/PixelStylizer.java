package io.github.animegan;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.Session;
import io.github.animegan.image.Pixels;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.pipeline.PixelPipeline;
import io.github.animegan.tensor.StateDict;

/**
 * Pixels in, pixels out: {@link AnimeGan} for programs that have no AWT, such as those on Android or in a runtime that {@code jlink} made
 * without {@code java.desktop}. Neither this class nor anything that it needs refers to {@code java.awt} or {@code javax.imageio}, and the
 * picture is the one of {@link AnimeGan#stylize(java.awt.image.BufferedImage)} to the last bit. Files, steps before and after, and faces
 * are AnimeGan's alone.
 *
 * <pre>{@code
 * try (PixelStylizer stylizer = PixelStylizer.create("sora")) {
 *     int[] anime = stylizer.stylize(argb, width, height);
 * }
 * }</pre>
 *
 * <p>Thread-safe, as AnimeGan is: pictures are computed one after another, each on all threads.
 */
public final class PixelStylizer implements AutoCloseable {
    private final Session session;
    private final BackendChoice backend;
    private final PixelPipeline pipeline;

    private PixelStylizer(Session session, BackendChoice backend, PixelPipeline pipeline) {
        this.session = session;
        this.backend = backend;
        this.pipeline = pipeline;
    }

    /**
     * {@return a generator of the built-in style, {@code sora}}
     *
     * @throws IllegalStateException if {@code io.github.animegan:animegan-weights}, which contains it, is not on the class path
     */
    public static PixelStylizer create() {
        return of(Styles.find().standard());
    }

    /**
     * {@return a generator of a style by its name}
     *
     * @param style the style's name, as {@code animegan styles} lists it
     * @throws IllegalArgumentException if no style has that name
     * @throws java.io.UncheckedIOException if its weights cannot be read, for instance as they were not fetched yet
     * @throws IllegalStateException as {@link #create()}
     */
    public static PixelStylizer create(String style) {
        return of(Styles.find().get(style));
    }

    /**
     * {@return a generator with these weights, which draws at the photo's size}
     *
     * @param weights a state dict with the keys and shapes of a known architecture; must not be written to as long as this is used
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     */
    public static PixelStylizer of(StateDict weights) {
        return of(new Style("weights", weights));
    }

    /**
     * {@return a generator of a style, with its canvas and flatness, on the fastest backend and with a thread for each of the JVM's
     * processors}
     *
     * @param style its weights are used as they are; must not be written to as long as this is used
     * @throws io.github.animegan.model.StateDictMismatchException if the weights fit no known architecture
     */
    public static PixelStylizer of(Style style) {
        Generator generator = Architectures.of(style.weights()).build(style.weights());
        BackendSelection.Selected selected = BackendSelection.ofInstalled().select(Backend.AUTO);
        Session session = new CpuSession(
                generator.network(),
                selected.provider().create(),
                Runtime.getRuntime().availableProcessors(),
                true);
        PixelPipeline pipeline = new PixelPipeline(
                session,
                generator,
                style.canvas(),
                style.flatness().orElse(0),
                selected.provider().memoryCosts(generator.receptiveField().isPresent()));
        return new PixelStylizer(session, selected.choice(), pipeline);
    }

    /**
     * As {@link #stylize(int[], int, int, StylizeOptions)}, without options.
     *
     * @param argb {@code width * height} sRGB pixels {@code 0xAARRGGBB}, not premultiplied, row after row from the top; not changed
     * @param width the photo's width in pixels, at least 1
     * @param height the photo's height in pixels, at least 1
     * @return as many pixels, with the photo's alpha
     */
    public int[] stylize(int[] argb, int width, int height) {
        return stylize(argb, width, height, StylizeOptions.defaults());
    }

    /**
     * The anime picture of a photo of any size from 1x1 pixels on.
     *
     * @param argb {@code width * height} sRGB pixels {@code 0xAARRGGBB}, not premultiplied, row after row from the top; not changed
     * @param width the photo's width in pixels, at least 1
     * @param height the photo's height in pixels, at least 1
     * @param options without effect here: {@link StylizeOptions#keepExif} and {@link StylizeOptions#redrawing}
     * @return as many pixels, with the photo's alpha
     * @throws IllegalArgumentException if a side is not positive, or there are fewer or more pixels
     * @throws io.github.animegan.memory.InsufficientMemoryException if the photo is too large for the memory
     * @throws java.util.concurrent.CancellationException if the options' token or an interrupt ends the call, within a layer
     * @throws StylizeTimeoutException if it takes longer than the options allow
     * @throws IllegalStateException if this is closed
     */
    public int[] stylize(int[] argb, int width, int height, StylizeOptions options) {
        if (width < 1 || height < 1 || (long) width * height != argb.length) {
            throw new IllegalArgumentException(
                    "%dx%d pixels do not lie in an array of %d".formatted(width, height, argb.length));
        }
        return pipeline.stylize(new Pixels(width, height, hasAlpha(argb), argb), StylizeCall.of(options)).argb;
    }

    private static boolean hasAlpha(int[] argb) {
        int all = -1;
        for (int pixel : argb) {
            all &= pixel;
        }
        return all >>> 24 != 0xff;
    }

    /** {@return the backend that computes, and why it is that one} */
    public BackendChoice backend() {
        return backend;
    }

    /** Frees threads and memory, after the calls that are running. Closing again does nothing. */
    @Override
    public void close() {
        session.close();
    }
}
