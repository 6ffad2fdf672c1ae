package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --memory} in a JVM that has little: a photo that it can hold, but not compute. */
class MemoryOptionTest extends OnePhoto {
    private static final ImageSize SIZE = new ImageSize(2400, 1600);

    private Path log = Path.of("");

    MemoryOptionTest() {
        super(SIZE.width(), SIZE.height());
    }

    @BeforeEach
    void nameLog() {
        log = folder.resolve("log");
    }

    private int runInLittleMemory(Object... options) throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of(photo, "--weights", weights, "--backend", "plain"));
        arguments.addAll(List.of(options));
        return Cli.start(log, List.of("-Xmx128m", "-XX:+UseSerialGC"), arguments.toArray())
                .waitFor();
    }

    @Test
    void reduceComputesAsMuchAsFits() throws IOException, InterruptedException {
        int exitCode = runInLittleMemory("--memory", "reduce", "--recipe", "portrait");

        assertThat(Files.readString(log))
                .containsPattern("(?m)^animegan: a picture of 2400x1600 needs about \\d+ MB of heap,"
                        + " but may take 1\\d\\d MB: computed at \\d+x\\d+");
        assertThat(exitCode).isZero();
        assertThat(Images.sizeOf(TestPhotos.read(anime))).isEqualTo(SIZE);
    }

    @Test
    void failSaysWhatItNeedsAndWhatThereIs() throws IOException, InterruptedException {
        int exitCode = runInLittleMemory();

        assertThat(Files.readAllLines(log))
                .singleElement()
                .asString()
                .startsWith("animegan: ")
                .containsPattern("photo.png: .*2400x1600 needs about \\d+ MB of heap, but may take 1\\d\\d MB")
                .contains("ANIMEGAN_JAVA_OPTS", "--canvas", "--memory auto");
        assertThat(exitCode).isEqualTo(1);
        assertThat(anime).doesNotExist();
    }
}
