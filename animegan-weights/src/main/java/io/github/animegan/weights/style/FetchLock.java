package io.github.animegan.weights.style;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** The right to fetch one file, of one thread in all processes. */
final class FetchLock {
    /** What to do with the right. */
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** Locks on files are the JVM's, not a thread's. */
    private static final ConcurrentMap<Path, ReentrantLock> OF_THREADS = new ConcurrentHashMap<>();

    private FetchLock() {}

    /** Waits until nobody else has the right to fetch a file into an existing folder; the empty file that it locks stays. */
    static void holding(Path folder, String file, Action action) throws IOException, InterruptedException {
        Path lockFile = folder.toRealPath().resolve(file + ".lock"); // one name, whatever links lead there
        ReentrantLock ofThread = OF_THREADS.computeIfAbsent(lockFile, path -> new ReentrantLock());
        ofThread.lockInterruptibly();
        try (FileChannel ofProcess = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(ofProcess);
            action.run();
        } finally {
            ofThread.unlock();
        }
    }

    /** Until the channel is closed. */
    private static void lock(FileChannel channel) throws IOException, InterruptedException {
        try {
            channel.lock();
        } catch (FileLockInterruptionException | ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupt = new InterruptedException("interrupted while another process fetches");
            interrupt.initCause(e);
            throw interrupt;
        }
    }
}
