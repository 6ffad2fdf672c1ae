package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.Photo;
import io.github.animegan.image.io.PhotoReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a photo's file to its picture's. Threads may share it. */
final class PhotoTask {
    private final AnimeGan gan;
    private final PhotoReader reader;
    private final OutputOptions output;
    private final MadePictures made;

    /**
     * What became of a photo.
     *
     * @param summary in one line
     * @param failure why there is no picture, if there is none
     */
    record Outcome(Job job, String summary, @Nullable Throwable failure) {}

    PhotoTask(AnimeGan gan, PhotoReader reader, OutputOptions output, MadePictures made) {
        this.gan = gan;
        this.reader = reader;
        this.output = output;
        this.made = made;
    }

    /** Never throws: a failure is this photo's alone, even of memory: the next may be smaller. */
    Outcome run(Job job) {
        long start = System.nanoTime();
        try {
            job.requireWritable();
            Photo photo = reader.readPhoto(job.photo());
            BufferedImage picture = gan.stylize(photo.image());
            write(picture, photo, job);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return new Outcome(
                    job,
                    "%s -> %s, %s, %d ms".formatted(job.photo(), job.output(), ImageSize.of(picture), millis),
                    null);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return new Outcome(job, Failures.line(job.photo(), e), e);
        }
    }

    private void write(BufferedImage picture, Photo photo, Job job) throws IOException {
        try {
            output.writer(photo).write(picture, job.output());
            if (job.inFolder()) {
                made.add(job.photo(), job.output());
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + Failures.line(job.output(), e), e);
        }
    }
}
