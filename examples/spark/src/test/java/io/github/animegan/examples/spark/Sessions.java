package io.github.animegan.examples.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Sessions of Spark, one at a time. */
final class Sessions {
    private Sessions() {}

    static SparkSession.Builder of(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 2);
    }

    /** Two executors of one core, processes of their own, as {@code local-cluster} starts them. */
    static SparkSession.Builder ofCluster() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        return of("local-cluster[2,1,1024]")
                .config("spark.executor.cores", 1)
                .config("spark.executor.memory", "1024m")
                .config(
                        "spark.executor.extraClassPath",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /** The processes of the cluster's executors, the only ones that its workers, which are in this JVM, start. */
    static Stream<ProcessHandle> executors() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().command().orElse("").endsWith("java"));
    }
}
