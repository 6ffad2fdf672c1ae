package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls of a warm instance take, one after another and eight at a time. The generator is AnimeGANv2, a quarter as wide. */
@ParameterizedClass
@EnumSource(names = {"VECTOR", "PLAIN"})
class ConcurrentCallersTest {
    private static final int CALLERS = 8;
    private static final int SIDE = 256;
    private static final long MEGABYTE = 1 << 20;

    private final AnimeGan gan;
    private final List<BufferedImage> photos = IntStream.range(0, CALLERS)
            .mapToObj(i -> TinyGan.photo(i, SIDE, SIDE, BufferedImage.TYPE_INT_RGB))
            .toList();
    private final Tensor input = Tensor.zeros(1, SIDE, SIDE, 3);
    private final long resultBytes = (long) input.data().length * Float.BYTES;

    ConcurrentCallersTest(Backend backend) {
        this.gan = AnimeGan.builder(StateDict.of(TinyStateDicts.animeGanV2(8)))
                .backend(backend)
                .threads(2)
                .build();
    }

    /** Until the JIT has done what it does: interpreted vector code allocates a vector for each operation. */
    @BeforeEach
    void warmUp() {
        long allocated = Long.MAX_VALUE;
        for (int i = 0; i < 200 && allocated > resultBytes + MEGABYTE; i++) {
            allocated = Heap.allocatedBy(() -> gan.run(input));
        }
    }

    @AfterEach
    void close() {
        gan.close();
    }

    @Test
    void warmedCall_allocatesLessThanAMegabyteBesidesItsResult() {
        for (int i = 0; i < 10; i++) {
            assertThat(Heap.allocatedBy(() -> gan.run(input)) - resultBytes)
                    .as("bytes allocated besides the result")
                    .isLessThan(MEGABYTE);
        }
    }

    @Test
    void eightCallers_getTheSamePicturesAsOneAndNoMemoryOfTheirOwn() throws InterruptedException, ExecutionException {
        List<BufferedImage> expected = photos.stream().map(gan::stylize).toList();
        long featureMaps = gan.estimateMemory(SIDE, SIDE).featureMaps();
        long oneByOne = Heap.allocatedBy(() -> photos.forEach(photo -> {
            for (int time = 0; time < 5; time++) {
                gan.stylize(photo);
            }
        }));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            long allocated = Heap.allocatedBy(() -> {
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    int number = i;
                    calls.add(callers.submit(() -> {
                        for (int time = 0; time < 5; time++) {
                            assertSame(gan.stylize(photos.get(number)), expected.get(number), "picture " + number);
                        }
                    }));
                }
                calls.forEach(ConcurrentCallersTest::await);
            });
            // Feature maps of their own would be eight times what this leaves room for.
            assertThat(allocated).as("bytes allocated by 40 calls").isLessThan(oneByOne + featureMaps);
        } finally {
            callers.shutdownNow();
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
