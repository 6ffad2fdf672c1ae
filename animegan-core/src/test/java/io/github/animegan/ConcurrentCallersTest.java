package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What calls of a warm instance take, one after another and eight at a time. In a JVM of its own: in this one other tests have
 * taught the JIT things that make vectors escape to the heap. The generator is AnimeGANv2, a quarter as wide.
 */
class ConcurrentCallersTest {
    @ParameterizedTest
    @EnumSource(names = {"VECTOR", "PLAIN"})
    void warmInstance_needsNoMemoryForEachCallNorForEachCaller(Backend backend)
            throws IOException, InterruptedException {
        String answer = ForkedJvm.run(
                WarmCalls.class, "--add-modules", "jdk.incubator.vector", "-Xmx1g", "-Dwanted=" + backend);
        assertThat(answer).isEqualTo("as bounded");
    }

    static final class WarmCalls {
        private static final int CALLERS = 8;
        private static final int TIMES = 5;
        private static final int SIDE = 256;
        private static final int WARM_UP = 40;
        private static final long MEGABYTE = 1 << 20;
        private static final List<BufferedImage> PHOTOS = IntStream.range(0, CALLERS)
                .mapToObj(i -> TinyGan.photo(i, SIDE, SIDE, BufferedImage.TYPE_INT_RGB))
                .toList();

        private WarmCalls() {}

        public static void main(String[] args) {
            try (AnimeGan gan = AnimeGan.builder(StateDict.of(TinyStateDicts.animeGanV2(8)))
                    .backend(Backend.valueOf(System.getProperty("wanted")))
                    .threads(2)
                    .build()) {
                oneCall(gan);
                eightCallers(gan);
            }
            ForkedJvm.answer("as bounded");
        }

        private static void oneCall(AnimeGan gan) {
            Tensor input = Tensor.zeros(1, SIDE, SIDE, 3);
            assertAllocatesLittle(() -> gan.run(input), SIDE * SIDE * 3 * Float.BYTES);
            assertAllocatesLittle(() -> gan.stylize(PHOTOS.get(0)), SIDE * SIDE * Integer.BYTES);
        }

        /** The median of some, for the JIT may compile once more at any time. */
        private static void assertAllocatesLittle(Runnable call, long resultBytes) {
            for (int i = 0; i < WARM_UP; i++) {
                call.run();
            }
            long[] besides = IntStream.range(0, 11)
                    .mapToLong(i -> Heap.allocatedBy(call) - resultBytes)
                    .sorted()
                    .toArray();
            assertThat(besides[5]).as("bytes allocated besides the result").isLessThan(MEGABYTE);
        }

        /** Feature maps for each caller would be seven more than one by one. */
        private static void eightCallers(AnimeGan gan) {
            List<BufferedImage> expected = PHOTOS.stream().map(gan::stylize).toList();
            long featureMaps = gan.estimateMemory(SIDE, SIDE).featureMaps();
            long oneByOne = Heap.allocatedBy(() -> IntStream.range(0, CALLERS).forEach(i -> call(gan, i, expected)));
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            long together = Heap.allocatedBy(() -> {
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    int number = i;
                    calls.add(callers.submit(() -> call(gan, number, expected)));
                }
                calls.forEach(WarmCalls::await);
            });
            callers.shutdownNow();
            assertThat(together).as("bytes allocated by eight callers").isLessThan(oneByOne + 4 * featureMaps);
        }

        private static void call(AnimeGan gan, int number, List<BufferedImage> expected) {
            for (int time = 0; time < TIMES; time++) {
                assertSame(gan.stylize(PHOTOS.get(number)), expected.get(number), "picture " + number);
            }
        }

        private static void await(Future<?> call) {
            try {
                call.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }
}
