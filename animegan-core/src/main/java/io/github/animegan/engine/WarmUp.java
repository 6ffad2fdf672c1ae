package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Exercise;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.TransposedSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the JIT compile those kernels before the first picture that are hundreds of times slower until then, in the order in which layers
 * need them. A picture's own rows are so long that the JIT would compile most loops by themselves first, and the methods around them
 * again.
 */
final class WarmUp {
    /** The layers of the built-in styles, which are compiled while nobody knows yet which network it will be. */
    private static final List<LayerSpec> USUAL = List.of(
            new ConvolutionSpec(3, 32, 3, 3, 2, false),
            new ConvolutionSpec(32, 64, 3, 3, 2, false),
            new ConvolutionSpec(64, 64, 3, 3, 1, false),
            new ConvolutionSpec(64, 32, 1, 1, 1, false),
            new TransposedSpec(32, 3, 4, 4, 2, 1, 0));

    /** However slow the machine is, and whatever the JIT was told not to compile. */
    private static final long MOST_NANOS = 2_000_000_000;

    /** Calls of every exercise before the first idle ones, for C2 compiles no call that was never made. */
    private static final int LESSONS = 3;
    /** An exercise's idle calls to one that computes. */
    private static final int IDLE_CALLS = 400;
    /** Idle calls of a round while C2 is awaited, which may not have heard of them all. */
    private static final int REMINDERS = 50;
    /** After so many rounds the JIT has heard of an exercise, and the next one has its turn. */
    private static final int ROUNDS = 16;
    /** How many may wait for C2 at once: while it has more to do, C1 compiles what is new twice. */
    private static final int MOST_WAITING = 2;
    /** While the JIT is at work nobody else should be. */
    private static final long PAUSE_NANOS = 500_000;

    /** So many fast calls in a row are no luck. */
    private static final int FAST_CALLS = 4;
    /** A fast call takes at most as long as this and {@link #OPERATION_NANOS} for each of its operations: several times what compiled code does, and a fraction of what other code does. */
    private static final int CALL_NANOS = 500;

    private static final int OPERATION_NANOS = 3;

    /** By backend and exercise: what is compiled once, or being compiled, is so for all engines of a process. */
    private static final Map<String, CompletableFuture<Void>> STARTED = new ConcurrentHashMap<>();

    /** An exercise that this process has not had before, under its name in {@link #STARTED}. */
    private record News(String name, Exercise exercise, CompletableFuture<Void> fast) {}

    private WarmUp() {}

    /** Starts it for the built-in styles; what is started already is left alone. Ends when all their layers are fast. */
    static CompletableFuture<Void> start(Kernels kernels) {
        return CompletableFuture.allOf(start(kernels, USUAL, false).toArray(new CompletableFuture<?>[0]));
    }

    /**
     * Starts it in a thread of its own for some layers. For each, what ends when all that computes it is fast.
     *
     * @param moments whether what some of them write is normalized
     */
    static List<CompletableFuture<Void>> start(Kernels kernels, List<LayerSpec> layers, boolean moments) {
        Map<String, News> firsts = new LinkedHashMap<>();
        Map<String, News> others = new LinkedHashMap<>();
        CompletableFuture<Void> first =
                begin(kernels, kernels.firstExercise().stream().toList(), firsts);
        CompletableFuture<Void> pixels = begin(kernels, kernels.pixelExercises(moments), others);
        List<CompletableFuture<Void>> fast = new ArrayList<>();
        for (LayerSpec layer : layers) {
            fast.add(CompletableFuture.allOf(pixels, begin(kernels, kernels.exercises(layer), others)));
        }
        if (!firsts.isEmpty() || !others.isEmpty()) {
            Thread thread = new Thread(
                    () -> {
                        runOrForget(firsts.values());
                        first.handle((done, failure) -> null).join(); // Another engine's may have begun it.
                        runOrForget(others.values());
                    },
                    "animegan-warm-up");
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError e) { // No more threads: whoever awaits those kernels must not wait for ever.
                forget(firsts.values(), e);
                forget(others.values(), e);
            }
        }
        return fast;
    }

    /** Adds those that nobody began to the news; ends when all of them are fast. */
    private static CompletableFuture<Void> begin(Kernels kernels, List<Exercise> exercises, Map<String, News> news) {
        List<CompletableFuture<Void>> awaited = new ArrayList<>();
        for (Exercise exercise : exercises) {
            String name = kernels.name() + ": " + exercise.name();
            CompletableFuture<Void> fast = new CompletableFuture<>();
            CompletableFuture<Void> earlier = STARTED.putIfAbsent(name, fast);
            if (earlier == null) {
                news.put(name, new News(name, exercise, fast));
            }
            awaited.add(earlier == null ? fast : earlier);
        }
        return CompletableFuture.allOf(awaited.toArray(new CompletableFuture<?>[0]));
    }

    private static void runOrForget(Collection<News> news) {
        try {
            run(news);
            news.forEach(each -> each.fast.complete(null)); // Those that are slow yet have had their time.
        } catch (RuntimeException | Error e) {
            forget(news, e);
        }
    }

    /** Tells all who wait that it failed, for want of memory, say; the next engine tries again. */
    private static void forget(Collection<News> news, Throwable failure) {
        for (News each : news) {
            if (!each.fast.isDone()) {
                STARTED.remove(each.name);
                each.fast.completeExceptionally(failure);
            }
        }
    }

    private static void run(Collection<News> news) {
        long end = System.nanoTime() + MOST_NANOS;
        List<News> waiting = new ArrayList<>();
        for (News each : news) {
            each.exercise.calls().make(LESSONS, false);
            if (!becomesFast(each, ROUNDS, IDLE_CALLS)) {
                waiting.add(each);
            }
            awaitFast(waiting, MOST_WAITING, end);
        }
        awaitFast(waiting, 0, end);
    }

    /** Calls them until at most so many are still slow. */
    private static void awaitFast(List<News> waiting, int most, long end) {
        while (waiting.size() > most && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            waiting.removeIf(each -> becomesFast(each, 1, REMINDERS));
        }
    }

    /** Runs it for some rounds, each with so many idle calls, or until it is fast. */
    private static boolean becomesFast(News news, int rounds, int idleCalls) {
        Exercise exercise = news.exercise;
        int fastNanos = CALL_NANOS + OPERATION_NANOS * exercise.operations();
        int fast = 0;
        for (int round = 0; round < rounds || fast > 0; round++) {
            long before = System.nanoTime();
            exercise.calls().make(1, false);
            fast = System.nanoTime() - before < fastNanos ? fast + 1 : 0;
            if (fast == FAST_CALLS) {
                news.fast.complete(null);
                return true;
            }
            if (fast == 0) {
                exercise.calls().make(idleCalls, true);
            }
        }
        return false;
    }
}
