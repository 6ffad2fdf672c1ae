package io.github.animegan.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What most tests begin with: a folder with tiny weights and a photo. */
abstract class OnePhoto {
    @TempDir
    Path folder = Path.of("");

    Path weights = Path.of("");
    Path photo = Path.of("");
    /** Where the picture goes unless told otherwise. */
    Path anime = Path.of("");

    private final int width;
    private final int height;

    OnePhoto(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @BeforeEach
    void prepare() throws IOException {
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        photo = TestPhotos.png(folder.resolve("photo.png"), width, height);
        anime = folder.resolve("photo-anime.png");
    }

    Cli.Result run(Object... arguments) {
        return Cli.stylize(weights, arguments);
    }
}
