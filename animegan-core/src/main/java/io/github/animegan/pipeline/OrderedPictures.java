package io.github.animegan.pipeline;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a stream of photos, in the photos' order. A few are in work ahead of the one that is asked for, and no
 * photo beyond those is taken from its stream: a million photos need no more memory than a handful.
 */
public final class OrderedPictures implements Spliterator<BufferedImage> {
    /** One in the engine, one before or behind it, one done. */
    private static final int AHEAD = 3;

    private final Iterator<BufferedImage> photos;
    private final Function<BufferedImage, CompletableFuture<BufferedImage>> stylize;
    private final Queue<CompletableFuture<BufferedImage>> inWork = new ArrayDeque<>();

    private OrderedPictures(
            Iterator<BufferedImage> photos, Function<BufferedImage, CompletableFuture<BufferedImage>> stylize) {
        this.photos = photos;
        this.stylize = stylize;
    }

    /** Closing the stream ends the calls that are in work, and closes the photos' stream. */
    public static Stream<BufferedImage> of(
            Stream<BufferedImage> photos, Function<BufferedImage, CompletableFuture<BufferedImage>> stylize) {
        OrderedPictures pictures = new OrderedPictures(photos.iterator(), stylize);
        return StreamSupport.stream(pictures, false).onClose(pictures::cancel).onClose(photos::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super BufferedImage> action) {
        BufferedImage picture;
        try {
            while (inWork.size() < AHEAD && photos.hasNext()) {
                inWork.add(stylize.apply(photos.next()));
            }
            CompletableFuture<BufferedImage> first = inWork.poll();
            if (first == null) {
                return false;
            }
            picture = first.join();
        } catch (CompletionException e) {
            cancel();
            throw unwrapped(e);
        } catch (RuntimeException | Error e) {
            cancel();
            throw e;
        }
        action.accept(picture);
        return true;
    }

    /** What a call in this thread would have thrown. */
    private static RuntimeException unwrapped(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    private void cancel() {
        inWork.forEach(picture -> picture.cancel(false));
        inWork.clear();
    }

    /** Never: a part for each thread would be as many pictures in work. */
    @Override
    public @Nullable Spliterator<BufferedImage> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
