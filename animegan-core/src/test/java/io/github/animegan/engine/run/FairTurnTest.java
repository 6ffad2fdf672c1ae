package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairTurnTest {
    private final FairTurn turn = new FairTurn();

    @Test
    void turns_comeInTheOrderInWhichTheyWereAskedFor() throws InterruptedException {
        turn.begin(RunObserver.NONE);
        List<Integer> order = new ArrayList<>(); // Written by whoever's turn it is.
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            CountDownLatch asked = new CountDownLatch(1);
            threads.add(start(() -> {
                turn.begin(done -> asked.countDown());
                order.add(number);
                turn.end();
            }));
            asked.await();
        }
        turn.end();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void observerThatThrows_leavesTheQueueToTheNext() throws InterruptedException {
        turn.begin(RunObserver.NONE);
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(2);
        Thread impatient = start(() -> assertThatIllegalStateException()
                .isThrownBy(() -> turn.begin(done -> {
                    asked.countDown();
                    if (cancelled.get()) {
                        throw new IllegalStateException("cancelled");
                    }
                })));
        asked.await(); // Asked twice: it is waiting.
        CountDownLatch nextAsked = new CountDownLatch(2);
        Thread next = start(() -> {
            turn.begin(done -> nextAsked.countDown());
            turn.end();
        });
        nextAsked.await();
        cancelled.set(true);
        impatient.join();
        turn.end();
        next.join();
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}
