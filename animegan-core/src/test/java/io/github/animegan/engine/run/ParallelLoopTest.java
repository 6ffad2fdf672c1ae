package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.engine.kernel.Scratch;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParallelLoopTest {
    /** What memory running out does when a second thread is to be made: the first must not be left writing. */
    @Test
    void threadThatCannotBeStarted_failsTheLoopAfterTheOthersHaveLeftIt() {
        OutOfMemoryError failure = new OutOfMemoryError("no more threads");
        CountDownLatch refused = new CountDownLatch(1);
        AtomicBoolean inBody = new AtomicBoolean();
        AtomicInteger started = new AtomicInteger();
        Executor oneThread = task -> {
            if (started.getAndIncrement() > 0) {
                refused.countDown();
                throw failure;
            }
            new Thread(task).start();
        };
        ParallelLoop loop = new ParallelLoop(100, (i, scratch) -> {
            inBody.set(true);
            awaitUninterruptibly(refused);
            LockSupport.parkNanos(20_000_000); // Long enough for a loop that does not wait to be gone.
            inBody.set(false);
        });
        assertThatThrownBy(() -> loop.run(oneThread, List.of(new Scratch(), new Scratch())))
                .isSameAs(failure);
        assertThat(inBody).isFalse();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
