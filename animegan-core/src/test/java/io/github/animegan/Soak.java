package io.github.animegan;

import static io.github.animegan.TinyGan.photo;

import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server's day in small, in a JVM of its own: many threads ask several styles for pictures of several sizes, and cancel, interrupt and
 * time out some. Answers what is wrong with it: a picture, memory that grows, or a thread that stays. {@link SoakTest} says how it is run.
 */
final class Soak {
    static final String CALLS = "animegan.soak.calls";
    static final String STYLES = "animegan.soak.styles";
    static final String DEFECT = "animegan.soak.defect";

    /** What a run does wrong on purpose, so that it is seen to be found. */
    enum Defect {
        NONE,
        WRONG_PICTURE,
        KEPT_PICTURES,
        KEPT_THREADS
    }

    private static final int CALLERS = 16;
    private static final int ROUNDS = 10;
    /** What memory is compared with; before it, caches and buffers fill. */
    private static final int SETTLED = 3;
    /** From so many calls on, what the process takes besides the heap is as flat: before, the JIT works and loads. */
    private static final int SETTLED_CALLS = 5_000;

    private static final double FLAT = 1.03;
    private static final int[][] SIZES = {{1, 1}, {48, 40}, {33, 70}, {64, 64}, {97, 50}};

    private final int calls = Integer.getInteger(CALLS);
    private final Defect defect = Defect.valueOf(System.getProperty(DEFECT, Defect.NONE.name()));
    private final WorkerPool workers = WorkerPool.of(2);
    private final List<StateDict> weights = List.of(
            TinyGan.weights(), StateDict.of(TinyStateDicts.animeGanV2(4)), StateDict.of(TinyStateDicts.cartoonGan(4)));
    private final List<String> styles = Stream.of(System.getProperty(STYLES, "").split(","))
            .filter(name -> !name.isEmpty())
            .toList();
    private final List<BufferedImage> photos = IntStream.range(0, SIZES.length)
            .mapToObj(i -> photo(i, SIZES[i][0], SIZES[i][1], i % 2 == 0 ? 1 : 2))
            .toList();
    private final AtomicReferenceArray<AnimeGan> gans =
            new AtomicReferenceArray<>(styles.isEmpty() ? weights.size() : styles.size());
    private final List<List<BufferedImage>> expected = new ArrayList<>();
    private final ScheduledExecutorService clock = clock();
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
    private final Map<SoakCall.End, Integer> ends = new EnumMap<>(SoakCall.End.class);
    private final List<Long> heap = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Object> kept = new ArrayList<>();
    private int round;

    private Soak() {}

    public static void main(String[] args) throws Exception {
        ForkedJvm.answer(new Soak().run());
        System.exit(0); // Whatever threads are left.
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
        clock.setRemoveOnCancelPolicy(true); // Else the calls that it would have ended stay until then.
        return clock;
    }

    private String run() throws InterruptedException {
        for (int style = 0; style < gans.length(); style++) {
            AnimeGan gan = build(style);
            gans.set(style, gan);
            expected.add(photos.stream().map(gan::stylize).toList());
        }
        CyclicBarrier everybody = new CyclicBarrier(CALLERS, this::endRound);
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(number -> new Thread(() -> call(number, everybody), "caller-" + number))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        close();
        return verdict();
    }

    private AnimeGan build(int style) {
        AnimeGanBuilder builder = styles.isEmpty()
                ? AnimeGan.builder(weights.get(style))
                : AnimeGan.builder(styles.get(style)).canvas(96);
        boolean warmUp = defect == Defect.NONE; // A run that is to fail need not be quick.
        return builder.workers(workers).queueCapacity(4).warmUp(warmUp).build();
    }

    private void call(int caller, CyclicBarrier everybody) {
        Random random = new Random(caller);
        for (int i = 0; i < ROUNDS; i++) {
            try {
                for (int left = calls / ROUNDS / CALLERS; left > 0 && wrong.get() == null; left--) {
                    callOnce(random);
                }
            } catch (RuntimeException | Error e) {
                wrong.compareAndSet(null, "a caller: " + e);
            }
            try {
                everybody.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                wrong.compareAndSet(null, "the end of a round: " + e);
            }
        }
    }

    private void callOnce(Random random) {
        int style = random.nextInt(gans.length());
        int number = random.nextInt(photos.size());
        SoakCall call = new SoakCall(gans.get(style), photos.get(number), random, clock);
        BufferedImage picture = call.make();
        synchronized (ends) {
            ends.merge(call.end(), 1, Integer::sum);
            if (defect == Defect.KEPT_PICTURES && picture != null) {
                kept.add(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB));
            }
        }
        boolean isSpoilt = defect == Defect.WRONG_PICTURE && random.nextInt(10) == 0;
        if (picture != null) {
            if (isSpoilt) {
                picture.setRGB(0, 0, picture.getRGB(0, 0) ^ 1);
            }
            TinyGan.assertSame(picture, expected.get(style).get(number), "style " + style + ", photo " + number);
        }
    }

    /** While nobody calls: another style is closed and built again, and memory is looked at. */
    private void endRound() {
        if (wrong.get() != null) {
            return;
        }
        int style = round++ % gans.length();
        AnimeGan before = gans.get(style);
        gans.set(style, build(style));
        before.close(Duration.ofSeconds(30));
        heap.add(Math.min(Heap.used(), Heap.used())); // The second collection has what the first one's cleaners let go.
        resident.add(residentKilobytes());
    }

    private static long residentKilobytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0; // Only Linux tells.
        }
        try {
            String line = Files.readAllLines(status).stream()
                    .filter(text -> text.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void close() {
        if (defect == Defect.KEPT_THREADS) {
            kept.add(AnimeGan.builder(weights.get(0)).threads(2).warmUp(false).build());
        }
        for (int style = 0; style < gans.length(); style++) {
            gans.get(style).close();
        }
        workers.close();
        clock.shutdownNow();
    }

    private String verdict() throws InterruptedException {
        String found = wrong.get();
        if (found != null) {
            return found;
        }
        String left = threadsLeft();
        if (!left.isEmpty()) {
            return "threads left: " + left;
        }
        if (grows(heap)) {
            return "the heap grows: " + heap;
        }
        if (calls >= SETTLED_CALLS && grows(resident)) {
            return "the process grows: " + resident;
        }
        System.out.println("ends " + ends + ", heap after collections " + heap + " B, resident " + resident + " KiB");
        boolean isAll = ends.keySet().size() == SoakCall.End.values().length;
        return isAll ? "as it should be" : "only " + ends;
    }

    /** By the mean of the last three rounds: one round may find a buffer that the next does not. */
    private static boolean grows(List<Long> used) {
        double settled = mean(used.subList(SETTLED, SETTLED + 3));
        return mean(used.subList(ROUNDS - 3, ROUNDS)) > settled * FLAT;
    }

    private static double mean(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** Of the library; they may take a moment to end. */
    private static String threadsLeft() throws InterruptedException {
        String left = "";
        for (int i = 0; i < 100; i++) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.contains("animegan"))
                    .sorted()
                    .collect(Collectors.joining(" "));
            if (left.isEmpty()) {
                break;
            }
            Thread.sleep(50);
        }
        return left;
    }
}
