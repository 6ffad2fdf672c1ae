package io.github.animegan.examples.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stylizes the photos of a folder, and of the folders in it: {@code spark-submit --class ... animegan-spark.jar INPUT OUTPUT}. Each photo
 * becomes a picture at the same place below the output, and a row of the report in {@code OUTPUT/_animegan/report}. Run again, it
 * makes what is missing.
 */
public final class StylizeFolder {
    /** By their ending, in small or capital letters. */
    private static final String PHOTOS = "*.{[jJ][pP][gG],[jJ][pP][eE][gG],[pP][nN][gG],[wW][eE][bB][pP],[gG][iI][fF],"
            + "[bB][mM][pP],[tT][iI][fF],[tT][iI][fF][fF]}";

    private static final int LONGEST_NOTE = 10_000;

    private final SparkSession spark;
    private final SparkConf properties;
    private final Settings settings;
    private final OutputFolder folder;
    private final boolean again;

    private StylizeFolder(SparkSession spark, OutputFolder folder) {
        this.spark = spark;
        this.folder = folder;
        this.properties = properties(spark);
        this.settings = Settings.of(properties, cores(spark));
        this.again = properties.getBoolean(Settings.PREFIX + "again", false);
    }

    /** Two arguments, the folders; all else are properties of the session. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("animegan: two arguments are needed, the folder of the photos and one for the pictures");
            System.exit(2);
        }
        try (SparkSession spark = SparkSession.builder().appName("animegan").getOrCreate()) {
            System.out.println("animegan: " + run(spark, args[0], args[1]));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("animegan: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * What became of the photos.
     *
     * @param kept pictures that were there already
     * @param report where the rows are that say more, in Parquet
     */
    public record Summary(long made, long kept, long failed, String report) {
        @Override
        public String toString() {
            return made + " made, " + kept + " kept, " + failed + " failed; which and why is in " + report;
        }
    }

    /**
     * Does it all.
     *
     * @throws IllegalArgumentException naming the property or the folder that is wrong
     * @throws IOException if the style or the output cannot be used
     */
    public static Summary run(SparkSession spark, String input, String output) throws IOException {
        Configuration conf = spark.sparkContext().hadoopConfiguration();
        String run = Instant.now().toString().replaceAll("\\W", "") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        OutputFolder folder = new OutputFolder(qualified(input, conf), qualified(output, conf), run);
        if ((folder.output() + "/").startsWith(folder.input() + "/")) {
            throw new IllegalArgumentException(
                    "the pictures' folder lies in the photos', where a second run would take them for photos: "
                            + output);
        }
        return new StylizeFolder(spark, folder).run(conf);
    }

    private static String qualified(String folder, Configuration conf) throws IOException {
        Path path = new Path(folder);
        return path.getFileSystem(conf).makeQualified(path).toString();
    }

    private Summary run(Configuration conf) throws IOException {
        StyleWeights weights = StyleWeights.of(settings.style().style());
        Dataset<Row> photos = photos(conf);
        folder.deleteOldWork(conf);
        noteSettings(conf);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        try {
            photos.repartition(partitions(photos.count()))
                    .mapPartitions(
                            new StylizePhotos(
                                    settings,
                                    folder,
                                    again,
                                    context.broadcast(weights),
                                    context.broadcast(new SerializableConfiguration(conf))),
                            Encoders.row(Outcome.schema()))
                    .withColumn("run", lit(folder.run()))
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(folder.report());
            return summary();
        } finally {
            OutputFolder.fileSystem(folder.work(), conf).delete(folder.work(), true);
        }
    }

    /** The photos' names; Spark does not read a column that nobody asks for. */
    private Dataset<Row> photos(Configuration conf) throws IOException {
        Path input = new Path(folder.input());
        if (!input.getFileSystem(conf).exists(input)) {
            throw new FileNotFoundException("there is no folder " + folder.input());
        }
        return withEmptyFiles(spark.read()
                .format("binaryFile")
                .option("recursiveFileLookup", true)
                .option("pathGlobFilter", properties.get(Settings.PREFIX + "files", PHOTOS))
                .load(folder.input())
                .select(col("path"), col("length"), expr("unix_millis(modificationTime) as modified")));
    }

    /** The source has no rows for empty files, which are photos that cannot be read like any other. */
    private Dataset<Row> withEmptyFiles(Dataset<Row> photos) {
        Set<String> files = Arrays.stream(photos.inputFiles())
                .map(address -> new Path(URI.create(address)).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        if (files.size() == photos.count()) {
            return photos;
        }
        photos.select("path").as(Encoders.STRING()).collectAsList().forEach(files::remove);
        return photos.union(spark.createDataset(List.copyOf(files), Encoders.STRING())
                .selectExpr("value as path", "0L as length", "0L as modified"));
    }

    /** Small tasks, so that cores end at about the same time, and little is done twice where an executor is lost. */
    private int partitions(long photos) {
        int perTask = properties.getInt(Settings.PREFIX + "picturesPerTask", 16);
        long tasks = Math.max(
                (photos + perTask - 1) / perTask, 3L * spark.sparkContext().defaultParallelism());
        return (int) Math.max(1, Math.min(photos, Math.min(tasks, 100_000)));
    }

    private Summary summary() {
        Map<String, Long> counts = new TreeMap<>();
        spark.read()
                .parquet(folder.report())
                .where(col("run").equalTo(folder.run()))
                .groupBy("state")
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return new Summary(
                counts.getOrDefault("made", 0L),
                counts.getOrDefault("kept", 0L),
                counts.getOrDefault("failed", 0L),
                folder.report());
    }

    /** Refuses to go on in a folder whose pictures are of another style or size. */
    private void noteSettings(Configuration conf) throws IOException {
        Path file = folder.settings();
        FileSystem files = OutputFolder.fileSystem(file, conf);
        if (!again && files.exists(file)) {
            try (InputStream in = files.open(file)) {
                String before = new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8).strip();
                if (!before.equals(settings.ofPictures())) {
                    throw new IllegalArgumentException("the pictures of " + folder.output() + " were made with "
                            + before
                            + ", not with " + settings.ofPictures() + ": take another folder, or " + Settings.PREFIX
                            + "again=true");
                }
            }
            return;
        }
        folder.write(file, (settings.ofPictures() + "\n").getBytes(StandardCharsets.UTF_8), "settings", conf);
    }

    /** The properties of the session, which may differ from what its context was started with. */
    private static SparkConf properties(SparkSession spark) {
        SparkConf conf = new SparkConf(false);
        CollectionConverters.asJava(spark.conf().getAll()).forEach(conf::set);
        return conf;
    }

    /** How many tasks an executor runs at once. A cluster that does not say gives an executor all its machine's cores. */
    private static int cores(SparkSession spark) {
        SparkConf conf = spark.sparkContext().getConf();
        int here = spark.sparkContext().isLocal()
                ? spark.sparkContext().defaultParallelism()
                : Runtime.getRuntime().availableProcessors();
        return Math.max(1, conf.getInt("spark.executor.cores", here) / conf.getInt("spark.task.cpus", 1));
    }
}
