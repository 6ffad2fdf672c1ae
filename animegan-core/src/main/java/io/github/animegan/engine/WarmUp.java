package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.Miniature;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.TransposedSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the JIT compile those kernels before the first picture that are hundreds of times slower until then. Each runs on a few tiles of a
 * few channels until it is fast: a picture's own rows are so long that the JIT would compile most loops by themselves first, and the
 * methods around them again. What has the shortest sums comes first, for all layers share what adds them up.
 */
final class WarmUp {
    /** The layers of the built-in styles, which are compiled while nobody knows yet which network it will be. */
    private static final List<LayerSpec> USUAL = List.of(
            new ConvolutionSpec(3, 32, 3, 3, 2, false),
            new ConvolutionSpec(64, 32, 1, 1, 1, false),
            new ConvolutionSpec(32, 64, 3, 3, 2, false),
            new ConvolutionSpec(64, 64, 3, 3, 1, false),
            new TransposedSpec(32, 3, 4, 4, 2, 1, 0));

    /** However slow the machine is, and whatever the JIT was told not to compile. */
    private static final long MOST_NANOS = 2_000_000_000;

    /** By backend and layer: what is compiled once, or being compiled, is so for all engines of a process. */
    private static final Map<String, CompletableFuture<Void>> STARTED = new ConcurrentHashMap<>();

    private WarmUp() {}

    /** Starts it for the layers of most networks, unless somebody did. */
    static CompletableFuture<Void> start(Kernels kernels) {
        return start(kernels, USUAL);
    }

    /** Starts it in a thread of its own for those layers for which nobody did; ends when all of them are fast. */
    static CompletableFuture<Void> start(Kernels kernels, Collection<LayerSpec> layers) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        List<CompletableFuture<Void>> awaited = new ArrayList<>();
        Map<String, Miniature> news = new TreeMap<>();
        for (LayerSpec layer : layers) {
            Optional<Miniature> miniature = kernels.miniature(layer);
            if (miniature.isPresent()) {
                String name = kernels.name() + ": " + miniature.get().layer().inWords();
                CompletableFuture<Void> earlier = STARTED.putIfAbsent(name, done);
                if (earlier == null) {
                    news.put(name, miniature.get());
                } else {
                    awaited.add(earlier);
                }
            }
        }
        if (!news.isEmpty()) {
            Thread thread = new Thread(() -> runOrForget(kernels, news, done), "animegan-warm-up");
            thread.setDaemon(true);
            awaited.add(done);
            try {
                thread.start();
            } catch (OutOfMemoryError e) { // No more threads: whoever awaits those layers must not wait for ever.
                forget(news, done, e);
            }
        }
        return CompletableFuture.allOf(awaited.toArray(new CompletableFuture<?>[0]));
    }

    private static void runOrForget(Kernels kernels, Map<String, Miniature> layers, CompletableFuture<Void> done) {
        try {
            run(kernels, layers.values());
            done.complete(null);
        } catch (RuntimeException | Error e) {
            forget(layers, done, e);
        }
    }

    /** Tells all who wait that it failed, for want of memory, say; the next engine tries again. */
    private static void forget(Map<String, Miniature> layers, CompletableFuture<Void> done, Throwable failure) {
        STARTED.keySet().removeAll(layers.keySet());
        done.completeExceptionally(failure);
    }

    private static void run(Kernels kernels, Collection<Miniature> layers) {
        long end = System.nanoTime() + MOST_NANOS;
        SortedMap<Integer, List<Exercise>> byInputs = new TreeMap<>();
        byInputs.put(0, PixelExercise.ofEach(kernels.pixels()));
        for (Miniature each : layers) {
            byInputs.computeIfAbsent(each.layer().inputChannels(), inputs -> new ArrayList<>())
                    .add(new LayerExercise(kernels, each));
        }
        try (Scratch scratch = new Scratch()) {
            for (List<Exercise> exercises : byInputs.values()) {
                while (!exercises.isEmpty() && System.nanoTime() - end < 0) {
                    exercises.removeIf(exercise -> exercise.becomesFast(scratch));
                }
            }
        }
    }
}
