package io.github.animegan.examples.spark;

import io.github.animegan.StylizeOptions;
import io.github.animegan.image.io.PhotoReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A task: rows of {@code path}, {@code length} and {@code modified} in, rows of {@link Outcome} out. It opens the files itself rather than
 * take their content as a column: what is done already is then never read, only names are shuffled, and a file that cannot be
 * read is a row with its error, where the source's own reader would end the job.
 */
final class StylizePhotos implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final OutputFolder folder;
    private final boolean again;
    private final Broadcast<StyleWeights> weights;
    private final Broadcast<SerializableConfiguration> hadoop;

    StylizePhotos(
            Settings settings,
            OutputFolder folder,
            boolean again,
            Broadcast<StyleWeights> weights,
            Broadcast<SerializableConfiguration> hadoop) {
        this.settings = settings;
        this.folder = folder;
        this.again = again;
        this.weights = weights;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> photos) {
        Configuration conf = hadoop.value().value();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return photos.hasNext();
            }

            @Override
            public Row next() {
                Row photo = photos.next();
                try {
                    return outcome(photo.getString(0), photo.getLong(1), photo.getLong(2), conf)
                            .toRow();
                } catch (IOException e) { // Of the output: no photo's fault, so the task fails and is tried again.
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private Outcome outcome(String photo, long length, long modified, Configuration conf) throws IOException {
        long start = System.nanoTime();
        Path target = folder.picture(photo, settings.format().suffix);
        if (!again && folder.isDone(target, modified, conf)) {
            return new Outcome(photo, Outcome.State.KEPT, target.toString(), null, seconds(start), null);
        }
        byte[] bytes;
        Outcome.Size size;
        try {
            BufferedImage image = reader().read(read(photo, length, conf), "the photo");
            StylizeOptions options = StylizeOptions.defaults().timeout(Duration.ofSeconds(settings.timeoutSeconds()));
            BufferedImage picture = ExecutorStyles.use(settings, weights.value(), gan -> gan.stylize(image, options));
            bytes = settings.format().writer().encode(picture);
            size = new Outcome.Size(picture.getWidth(), picture.getHeight(), bytes.length);
        } catch (CancellationException e) { // Spark ends the task.
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new Outcome(photo, Outcome.State.FAILED, null, null, seconds(start), reason(e));
        }
        folder.write(target, bytes, attempt(), conf);
        return new Outcome(photo, Outcome.State.MADE, target.toString(), size, seconds(start), null);
    }

    /** As large photos as the first step leaves, so that no more than that is ever in memory. */
    private PhotoReader reader() {
        return PhotoReader.create().withPixelLimit(settings.maxPixels()).withTargetSize(settings.size());
    }

    private byte[] read(String photo, long length, Configuration conf) throws IOException {
        if (length > settings.maxFileSize()) {
            throw new IOException("the file has " + length + " bytes, more than the " + settings.maxFileSize()
                    + " that " + Settings.PREFIX + "maxFileSize allows");
        }
        Path path = new Path(photo);
        try (InputStream in = path.getFileSystem(conf).open(path)) {
            return in.readNBytes(Math.toIntExact(settings.maxFileSize()));
        }
    }

    /** A name that no other task has, nor another attempt of this one. */
    private static String attempt() {
        TaskContext task = TaskContext.get();
        return "task-" + task.taskAttemptId() + "-" + System.nanoTime();
    }

    private static String reason(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "out of memory: take fewer cores an executor, or more memory";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
