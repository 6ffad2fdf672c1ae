package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.console.Warnings;
import io.github.animegan.examples.cli.file.Job;
import io.github.animegan.examples.cli.file.RunJournal;
import io.github.animegan.examples.cli.file.StandardStreams;
import io.github.animegan.examples.cli.option.OutputOptions;
import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.image.io.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a photo's file to its picture's. Threads may share it. */
final class PhotoTask {
    private final AnimeGan gan;
    private final OutputOptions output;
    private final RunJournal made;
    private final @Nullable PictureReports reports;

    /**
     * What became of a photo.
     *
     * @param summary in one line
     * @param bytes the length of the picture's file
     * @param backend who computed it
     * @param warnings what the log said meanwhile
     * @param failure why there is no picture, if there is none
     */
    record Outcome(
            Job job,
            String summary,
            long bytes,
            long millis,
            String backend,
            List<String> warnings,
            @Nullable Throwable failure) {}

    /** @param reports tells how well the pictures turned out; null if nobody wants to know */
    PhotoTask(AnimeGan gan, OutputOptions output, RunJournal made, @Nullable PictureReports reports) {
        this.gan = gan;
        this.output = output;
        this.made = made;
        this.reports = reports;
    }

    /** Never throws: a failure is this photo's alone, even of memory: the next may be smaller. */
    Outcome run(Job job) {
        long start = System.nanoTime();
        Warnings.take();
        try {
            job.requireWritable();
            long bytes = stylize(job);
            if (job.inFolder()) {
                made.add(job.photo(), job.output());
            }
            String summary = "%s -> %s, %d ms".formatted(job.photoName(), job.output(), millisSince(start));
            return outcome(job, summary, bytes, start, null);
        } catch (FileSystemException e) {
            return outcome(job, line(job, e), 0, start, e);
        } catch (UnreadableImageException e) {
            String advice = e.readable() > 0 ? "; --damaged accept keeps what is there" : "";
            return outcome(job, Failures.line(job.photoName(), e) + advice, 0, start, e);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return outcome(job, Failures.line(job.photoName(), e), 0, start, e);
        }
    }

    private Outcome outcome(Job job, String summary, long bytes, long start, @Nullable Throwable failure) {
        return new Outcome(
                job, summary, bytes, millisSince(start), gan.backend().name(), Warnings.take(), failure);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Makes the picture, and returns the length of its file. */
    private long stylize(Job job) throws IOException {
        if (!StandardStreams.isInput(job.photo()) && !job.isPiped()) {
            gan.stylize(job.photo(), job.output(), output.writer(), output.stylizeOptions());
            if (reports != null) {
                reports.write(job.photo(), job.output());
            }
            return Files.size(job.output());
        }
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        try (InputStream photo = StandardStreams.isInput(job.photo()) ? System.in : Files.newInputStream(job.photo())) {
            gan.stylize(photo, picture, output.writer(), output.stylizeOptions());
        }
        if (job.isPiped()) {
            StandardStreams.write(picture.toByteArray());
        } else {
            UnfinishedFile.write(job.output(), picture::writeTo);
        }
        return picture.size();
    }

    private static String line(Job job, FileSystemException e) {
        return job.output().toString().equals(e.getFile())
                ? Failures.line(job.photo(), new IOException("cannot write " + Failures.line(job.output(), e), e))
                : Failures.line(job.photo(), e);
    }
}
