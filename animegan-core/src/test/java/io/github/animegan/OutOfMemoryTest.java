package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Really running out of memory, in a JVM of its own with a heap too small. */
class OutOfMemoryTest {
    @Test
    void outOfMemory_leavesTheInstanceUsable() throws IOException, InterruptedException {
        assertThat(ForkedJvm.run(TooSmallHeap.class, "-Xmx96m")).isEqualTo("usable after 6 errors");
    }

    /** Told that it may take more than there is, it tries; what it can do before and after must be the same. */
    static final class TooSmallHeap {
        private TooSmallHeap() {}

        public static void main(String[] args) {
            BufferedImage small = TinyGan.photo(1, 200, 150, BufferedImage.TYPE_INT_RGB);
            BufferedImage large = new BufferedImage(2600, 2000, BufferedImage.TYPE_INT_RGB);
            int errors = 0;
            try (AnimeGan gan = TinyGan.builder().memoryLimit(Long.MAX_VALUE).build()) {
                BufferedImage expected = gan.stylize(small);
                for (int i = 0; i < 3; i++) {
                    try {
                        gan.stylize(large);
                    } catch (OutOfMemoryError e) {
                        errors++;
                    }
                    assertSame(gan.stylize(small), expected, "after an error in the caller's thread");
                    try {
                        gan.stylizeAsync(large).join();
                    } catch (CompletionException e) {
                        errors += e.getCause() instanceof OutOfMemoryError ? 1 : 0;
                    }
                    assertSame(gan.stylizeAsync(small).join(), expected, "after an error in another thread");
                }
            }
            ForkedJvm.answer("usable after " + errors + " errors");
        }
    }
}
