package io.github.animegan.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar that Maven has packaged, started by what {@code spark-submit} starts, on a class path that has Spark alone. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Hadoop needs programs of its own there (winutils) to write to a disk")
class SubmitIT {
    @Test
    void theJarAloneDoesIt(@TempDir Path temporary) throws IOException, InterruptedException {
        Photos photos = Photos.make(temporary.resolve("photos"), 8, 2, 80);
        Path log = temporary.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-Xmx1g", "-cp", spark(), "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
        command.addAll(List.of("--conf", "spark.animegan.style=mori", System.getProperty("animegan.spark.jar")));
        command.addAll(
                List.of(photos.folder().toString(), temporary.resolve("anime").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        assertThat(said).contains("animegan: 6 made, 0 kept, 2 failed", "backend vector");
        assertThat(photos.good())
                .allSatisfy(name -> assertThat(temporary.resolve("anime").resolve(name + ".png"))
                        .isNotEmptyFile());
    }

    /** What this test's class path has of Spark and its dependencies. */
    private static String spark() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry ->
                        new File(entry).getName().matches("(?!animegan|commons-imaging|imageio|common-).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
