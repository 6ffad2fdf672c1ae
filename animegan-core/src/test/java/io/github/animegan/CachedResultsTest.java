package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.cache.CacheKey;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedResultsTest {
    private final Map<CacheKey, byte[]> stored = new ConcurrentHashMap<>();
    private final ResultCache cache = new ResultCache() {
        @Override
        public Optional<byte[]> find(CacheKey key) {
            return Optional.ofNullable(stored.get(key));
        }

        @Override
        public void store(CacheKey key, byte[] result) {
            stored.put(key, result);
        }
    };
    private final AtomicInteger computed = new AtomicInteger();
    private final Postprocessor counting = Postprocessors.named("counting", (stylized, original) -> {
        computed.incrementAndGet();
        return stylized;
    });

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY})
    void secondCall_givesTheSamePictureUncomputed(int type) {
        BufferedImage photo = photo(1, 50, 37, type);
        try (AnimeGan gan = TinyGan.builder().postprocess(counting).cache(cache).build()) {
            BufferedImage first = gan.stylize(photo);
            BufferedImage second = gan.stylizeAsync(photo).join();
            assertSame(second, first, "the second picture");
            assertThat(second).isNotSameAs(first);
            assertThat(computed).hasValue(1);
        }
    }

    @Test
    void writingIntoAPicture_doesNotReachTheCache() {
        try (AnimeGan gan = TinyGan.builder().cache(cache).build()) {
            BufferedImage expected = gan.stylize(photo(1));
            for (int i = 0; i < 3; i++) {
                BufferedImage picture = gan.stylize(photo(1));
                assertSame(picture, expected, "picture " + i);
                picture.setRGB(0, 0, ~picture.getRGB(0, 0));
            }
        }
    }

    @Test
    void whateverChangesTheResult_changesTheKey() {
        StateDict weights = StateDict.of(TinyStateDicts.animeGanV2(4));
        Map<String, Tensor> other = new LinkedHashMap<>(weights.asMap());
        Tensor head = Tensor.of(
                weights.get("out_layer.0.weight").shape(),
                weights.get("out_layer.0.weight").data().clone());
        head.data()[0] += 1e-6f;
        other.put("out_layer.0.weight", head);
        List<AnimeGanBuilder> different = new ArrayList<>(List.of(
                TinyGan.builder(weights),
                TinyGan.builder(StateDict.of(other)),
                TinyGan.builder(weights).upsampling(Upsampling.TF1_LEGACY),
                TinyGan.builder(weights).backend(Backend.VECTOR),
                TinyGan.builder(weights).preprocess(Preprocessors.fitWithin(40)),
                TinyGan.builder(weights).preprocess(Preprocessors.fitWithin(41)),
                TinyGan.builder(weights).postprocess(Postprocessors.strength(0.5)),
                TinyGan.builder(weights).memoryPolicy(MemoryPolicy.REDUCE)));
        for (int i = 0; i < different.size(); i++) {
            try (AnimeGan gan = different.get(i).cache(cache).build()) {
                gan.stylize(photo(1));
                assertThat(stored).as("results after the builder %d", i).hasSize(i + 1);
            }
        }
        List<BufferedImage> photos = List.of(
                photo(2), photo(2, 40, 48, BufferedImage.TYPE_INT_RGB), photo(1, 48, 40, BufferedImage.TYPE_INT_ARGB));
        try (AnimeGan gan = TinyGan.builder(weights).cache(cache).build()) {
            gan.stylizeAll(photos);
            gan.stylize(photo(1));
        }
        assertThat(stored).hasSize(different.size() + photos.size());
    }

    @Test
    void stepWithoutDescription_isNotCached() {
        try (AnimeGan gan = TinyGan.builder()
                .postprocess((stylized, original) -> stylized)
                .cache(cache)
                .build()) {
            gan.stylize(photo(1));
            assertThat(stored).isEmpty();
        }
    }

    @Test
    void bytesThatAreNoPicture_areComputedAgainAndReplaced() {
        try (AnimeGan gan = TinyGan.builder().cache(cache).build()) {
            BufferedImage expected = gan.stylize(photo(1));
            CacheKey key = stored.keySet().iterator().next();
            byte[] sound = cache.find(key).orElseThrow();
            for (byte[] wrong : List.of(
                    new byte[0], new byte[12], new byte[sound.length], withWidth(sound, -1), withWidth(sound, 49))) {
                stored.put(key, wrong);
                assertSame(gan.stylize(photo(1)), expected, "the picture computed again");
                assertThat(stored.get(key)).isEqualTo(sound);
            }
        }
    }

    @Test
    void damagedFile_isComputedAgainAndReplaced(@TempDir Path folder) throws IOException {
        try (AnimeGan gan = TinyGan.builder()
                .postprocess(counting)
                .cache(ResultCache.onDisk(folder, 1 << 20))
                .build()) {
            BufferedImage expected = gan.stylize(photo(1));
            assertSame(gan.stylize(photo(1)), expected, "the picture from disk");
            assertThat(computed).hasValue(1);
            Path file;
            try (var files = Files.list(folder)) {
                file = files.findFirst().orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            assertSame(gan.stylize(photo(1)), expected, "the picture computed again");
            assertThat(computed).hasValue(2);
            assertSame(gan.stylize(photo(1)), expected, "the picture from disk again");
            assertThat(computed).hasValue(2);
        }
    }

    @Test
    void progressOfACachedPicture_isOneStep() {
        List<Progress> told = new ArrayList<>();
        try (AnimeGan gan = TinyGan.builder().cache(cache).build()) {
            gan.stylize(photo(1));
            gan.stylize(photo(1), StylizeOptions.defaults().progress(told::add));
        }
        assertThat(told).containsExactly(new Progress(1, 1));
    }

    private static byte[] withWidth(byte[] picture, int width) {
        byte[] changed = picture.clone();
        ByteBuffer.wrap(changed).putInt(0, width);
        return changed;
    }
}
