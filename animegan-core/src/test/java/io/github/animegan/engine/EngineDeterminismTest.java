package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
import static io.github.animegan.engine.Sessions.session;

import io.github.animegan.Seed;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same picture always gives the same bits, whoever runs it. */
class EngineDeterminismTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(3).random());
    private final SmallGenerator small = new SmallGenerator(layers);

    @ParameterizedTest
    @EnumSource
    void numberOfThreads_doesNotChangeABit(TestBackends backend) {
        Tensor picture = layers.picture(67, 43);
        Tensor expected = null;
        for (int threads = 1; threads <= 3; threads++) {
            try (Session engine = session(small.generator(), backend.kernels(), threads)) {
                for (int time = 0; time < 3; time++) {
                    Tensor output = engine.run(picture, RunOptions.defaults()).output();
                    expected = expected == null ? output : expected;
                    assertSameBits(output, expected, threads + " threads, run " + time);
                }
            }
        }
    }

    @Test
    void picturesOfOtherSizesInBetween_leaveNoTrace() {
        try (Session engine = session(small.generator(), TestBackends.PLAIN.kernels(), 2)) {
            Tensor picture = layers.picture(31, 40);
            Tensor expected = engine.run(picture, RunOptions.defaults()).output();
            for (int[] size : new int[][] {{64, 64}, {4, 9}, {100, 8}}) {
                engine.run(layers.picture(size[0], size[1]), RunOptions.defaults());
                assertSameBits(
                        engine.run(picture, RunOptions.defaults()).output(),
                        expected,
                        "after " + size[0] + "x" + size[1]);
            }
        }
    }

    @Test
    void run_leavesItsPictureAsItWas() {
        Tensor picture = layers.picture(31, 40);
        Tensor before = Tensor.of(picture.shape(), picture.data().clone());
        try (Session engine = session(small.generator(), TestBackends.PLAIN.kernels(), 2)) {
            engine.run(picture, RunOptions.defaults());
        }
        assertSameBits(picture, before, "the input after the run");
    }

    @ParameterizedTest
    @EnumSource
    void twoThreadsCallingOneEngine_getTheirOwnResults(TestBackends backend)
            throws InterruptedException, ExecutionException {
        List<Tensor> pictures = List.of(layers.picture(31, 40), layers.picture(20, 57));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (Session engine = session(small.generator(), backend.kernels(), 2)) {
            List<Tensor> expected = pictures.stream()
                    .map(picture -> engine.run(picture, RunOptions.defaults()).output())
                    .toList();
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < 2; caller++) {
                int number = caller;
                calls.add(callers.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        Tensor output = engine.run(pictures.get(number), RunOptions.defaults())
                                .output();
                        assertSameBits(output, expected.get(number), "caller " + number + ", run " + i);
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
