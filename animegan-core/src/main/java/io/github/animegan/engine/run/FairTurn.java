package io.github.animegan.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets one caller in at a time, in the order they came. A caller that waits is asked from time to time whether it still wants
 * to: with locks or semaphores it would lose its place in the queue by that.
 */
final class FairTurn {
    private static final long ASK_MILLIS = 10;

    private final Deque<Object> waiting = new ArrayDeque<>();
    private boolean taken;

    /** Waits for a turn; an interrupt is kept for the caller, but what the observer throws ends the wait. */
    void begin(RunObserver observer) {
        Object place = new Object();
        boolean interrupted = false;
        enqueue(place);
        try {
            while (true) {
                observer.at(0);
                try {
                    if (takeOrWait(place)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    Thread.currentThread().interrupt(); // The observer may want to end the wait for it; otherwise
                    observer.at(0);
                    Thread.interrupted(); // it must not end the next wait at once.
                }
            }
        } finally {
            leave(place);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    synchronized void end() {
        taken = false;
        notifyAll();
    }

    private synchronized void enqueue(Object place) {
        waiting.addLast(place);
    }

    @SuppressWarnings("WaitNotInLoop") // The loop is begin's.
    private synchronized boolean takeOrWait(Object place) throws InterruptedException {
        if (taken || waiting.peekFirst() != place) {
            wait(ASK_MILLIS);
            return false;
        }
        taken = true;
        return true;
    }

    /** With a turn or without; in the latter case the next in the queue may be first now. */
    private synchronized void leave(Object place) {
        waiting.remove(place);
        notifyAll();
    }
}
