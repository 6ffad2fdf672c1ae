package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a photo's file to its picture's. Threads may share it. */
final class PhotoTask {
    private final AnimeGan gan;
    private final OutputOptions output;
    private final MadePictures made;

    /**
     * What became of a photo.
     *
     * @param summary in one line
     * @param failure why there is no picture, if there is none
     */
    record Outcome(Job job, String summary, @Nullable Throwable failure) {}

    PhotoTask(AnimeGan gan, OutputOptions output, MadePictures made) {
        this.gan = gan;
        this.output = output;
        this.made = made;
    }

    /** Never throws: a failure is this photo's alone, even of memory: the next may be smaller. */
    Outcome run(Job job) {
        long start = System.nanoTime();
        try {
            job.requireWritable();
            gan.stylize(job.photo(), job.output(), output.writer(), output.stylizeOptions());
            if (job.inFolder()) {
                made.add(job.photo(), job.output());
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return new Outcome(job, "%s -> %s, %d ms".formatted(job.photo(), job.output(), millis), null);
        } catch (FileSystemException e) {
            return new Outcome(job, line(job, e), e);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return new Outcome(job, Failures.line(job.photo(), e), e);
        }
    }

    private static String line(Job job, FileSystemException e) {
        return job.output().toString().equals(e.getFile())
                ? Failures.line(job.photo(), new IOException("cannot write " + Failures.line(job.output(), e), e))
                : Failures.line(job.photo(), e);
    }
}
