package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.cache.ResultCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --cache}: that results really come from it, and what becomes of damaged ones and of old ones. */
class CacheOptionsTest extends OnePhoto {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;

    private Path cache = Path.of("");

    CacheOptionsTest() {
        super(WIDTH, HEIGHT);
    }

    @BeforeEach
    void nameCache() {
        cache = folder.resolve("cache");
    }

    private void stylize(Object... options) {
        Cli.stylize(
                        weights,
                        Stream.concat(Stream.of(photo, "--cache", cache), Stream.of(options))
                                .toArray())
                .isDone();
    }

    @Test
    void secondRunTakesWhatIsInTheCache() throws IOException {
        stylize();
        int computed = TestPhotos.read(anime).getRGB(7, 5);
        invert(entries().get(0));

        stylize();
        assertThat(TestPhotos.read(anime).getRGB(7, 5)).isEqualTo(computed ^ 0xffffff);

        stylize("--post", "contrast(1)");
        assertThat(TestPhotos.read(anime).getRGB(7, 5)).as("with another step").isEqualTo(computed);
        assertThat(entries()).hasSize(2);
    }

    /** Replaces a result by its negative. */
    private void invert(Path entry) throws IOException {
        ResultCache sameFolder = ResultCache.onDisk(cache, Long.MAX_VALUE);
        String name = String.valueOf(entry.getFileName());
        CacheKey key = CacheKey.of(HexFormat.of().parseHex(name, 0, 2 * CacheKey.LENGTH));
        byte[] result = sameFolder.find(key).orElseThrow();
        for (int i = result.length - WIDTH * HEIGHT * 3; i < result.length; i++) {
            result[i] ^= (byte) 0xff;
        }
        sameFolder.store(key, result);
    }

    @Test
    void damagedEntryIsComputedAndStoredAgain() throws IOException {
        stylize();
        byte[] picture = Files.readAllBytes(anime);
        Path entry = entries().get(0);
        byte[] sound = Files.readAllBytes(entry);
        byte[] damaged = sound.clone();
        damaged[damaged.length - 9] ^= 1;
        Files.write(entry, damaged);

        stylize();
        assertThat(Files.readAllBytes(anime)).isEqualTo(picture);
        assertThat(Files.readAllBytes(entry)).isEqualTo(sound);
    }

    @Test
    void limitMakesOldResultsGiveWay() throws IOException {
        stylize();
        long size = Files.size(entries().get(0));
        for (int i = 1; i <= 5; i++) {
            stylize("--cache-limit", 3 * size, "--post", "contrast(1." + i + ")");
            long total = 0;
            for (Path entry : entries()) {
                total += Files.size(entry);
            }
            assertThat(total).isBetween(size, 3 * size);
        }
        stylize("--cache-limit", 0, "--post", "contrast(2)");
        assertThat(entries()).as("a cache without room keeps what it has").isNotEmpty();
    }

    @Test
    void folderThatCannotBeMadeIsALine() {
        run(photo, "--cache", weights).failed(1, "tiny.safetensors");
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
