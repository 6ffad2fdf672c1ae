package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.engine.kernel.Scratch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private final Workers workers = new Workers(3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void everyPart_runsOnce_withItsThreadsScratch() {
        AtomicIntegerArray runs = new AtomicIntegerArray(1000);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Set<Scratch> scratches = ConcurrentHashMap.newKeySet();
        workers.forEach(1000, (i, scratch) -> {
            runs.incrementAndGet(i);
            scratches.add(scratch);
            threads.add(Thread.currentThread().getName() + " "
                    + Thread.currentThread().isDaemon());
        });
        assertThat(IntStream.range(0, 1000).map(runs::get)).containsOnly(1);
        assertThat(scratches).hasSizeBetween(1, 3);
        assertThat(threads).allMatch(name -> name.matches("animegan-\\d+ true"));
        assertThat(workers.count()).isEqualTo(3);
    }

    /** Three parts that wait for each other. */
    @Test
    void partsRun_atTheSameTime() {
        CountDownLatch all = new CountDownLatch(3);
        workers.forEach(3, (i, scratch) -> {
            all.countDown();
            try {
                assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(all.getCount()).isZero();
    }

    @Test
    void whatAPartThrows_theCallerGets() {
        IllegalStateException exception = new IllegalStateException("part");
        assertThatThrownBy(() -> workers.forEach(5, (i, scratch) -> {
                    throw exception;
                }))
                .isSameAs(exception);
        OutOfMemoryError error = new OutOfMemoryError("part");
        assertThatThrownBy(() -> workers.forEach(5, (i, scratch) -> {
                    throw error;
                }))
                .isSameAs(error);
        workers.forEach(0, (i, scratch) -> {
            throw exception;
        });
    }

    /** The threads would still be writing. */
    @Test
    void anInterrupt_isKeptUntilTheEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            workers.forEach(1, (i, scratch) -> {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            return Thread.currentThread().isInterrupted();
        });
        Thread caller = new Thread(call);
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join(100);
        assertThat(caller.isAlive()).isTrue();
        goOn.countDown();
        assertThat(call.get()).isTrue();
    }

    @Test
    void aLoopThatWasStarted_canBeWaitedForAWhile() {
        CountDownLatch goOn = new CountDownLatch(1);
        ParallelLoop loop = workers.start(1, (i, scratch) -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(loop.await(10)).isFalse();
        goOn.countDown();
        loop.awaitEnd();
        assertThat(loop.await(10)).isTrue();
        loop.rethrow();
    }

    @Test
    void aTurn_endsForTheNext_andIsRefusedWhenClosed() throws Exception {
        workers.beginTurn(RunObserver.NONE);
        FutureTask<Boolean> next = new FutureTask<>(() -> {
            workers.beginTurn(RunObserver.NONE);
            workers.endTurn();
            return true;
        });
        Thread thread = new Thread(next);
        thread.start();
        thread.join(50);
        assertThat(next.isDone()).isFalse();
        workers.endTurn();
        assertThat(next.get()).isTrue();

        workers.requireOpen();
        workers.close();
        workers.close();
        assertThatIllegalStateException().isThrownBy(workers::requireOpen).withMessage("closed");
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> workers.beginTurn(RunObserver.NONE))
                    .withMessage("closed");
        }
        workers.awaitTurn();
        workers.endTurn();
    }

    @Test
    void theWorkspace_isKept_untilItIsDropped() {
        Workspace first = workers.workspace();
        assertThat(workers.workspace()).isSameAs(first);
        workers.dropWorkspace();
        assertThat(workers.workspace()).isNotSameAs(first);
    }

    @Test
    void withoutThreads_thereAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Workers(0)).withMessage("0 threads");
    }
}
