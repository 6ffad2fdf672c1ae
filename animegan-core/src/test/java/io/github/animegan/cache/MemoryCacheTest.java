package io.github.animegan.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryCacheTest {
    @Test
    void memory_holdsNoMoreThanItsLimit() {
        ResultCache cache = ResultCache.inMemory(1000);
        for (int i = 0; i < 100; i++) {
            cache.store(key(i), new byte[100]);
        }
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += cache.find(key(i)).isPresent() ? 1 : 0;
        }
        assertThat(kept).isBetween(1, 10);
        cache.store(key(1), new byte[1001]);
        assertThat(cache.find(key(1))).as("larger than all there is").isEmpty();
    }

    @Test
    void before_asksTheSlowerOneOnceAndStoresInBoth() {
        Counting slower = new Counting();
        ResultCache both = ResultCache.inMemory(1000).before(slower);
        both.store(key(1), new byte[] {1});
        assertThat(slower.results).containsKey(key(1));
        slower.results.put(key(2), new byte[] {2});
        for (int i = 0; i < 3; i++) {
            assertThat(both.find(key(1))).hasValue(new byte[] {1});
            assertThat(both.find(key(2))).hasValue(new byte[] {2});
        }
        assertThat(slower.asked).isEqualTo(1);
        assertThat(both.find(key(3))).isEmpty();
    }

    @Test
    void key_isAHashOf32Bytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.of(new byte[31]))
                .withMessageContaining("31");
        assertThat(key(1)).isEqualTo(key(1)).isNotEqualTo(key(2)).hasSameHashCodeAs(key(1));
        assertThat(key(0xab)).hasToString("ab" + "00".repeat(31));
    }

    private static final class Counting implements ResultCache {
        final Map<CacheKey, byte[]> results = new HashMap<>();
        int asked;

        @Override
        public Optional<byte[]> find(CacheKey key) {
            asked++;
            return Optional.ofNullable(results.get(key));
        }

        @Override
        public void store(CacheKey key, byte[] result) {
            results.put(key, result);
        }
    }

    private static CacheKey key(int number) {
        byte[] bytes = new byte[CacheKey.LENGTH];
        bytes[0] = (byte) number;
        return CacheKey.of(bytes);
    }
}
