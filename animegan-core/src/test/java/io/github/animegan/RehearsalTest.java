package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens in the background between a generator's making and its first call. */
@Timeout(120)
class RehearsalTest {
    private static final StateDict WEIGHTS = StateDict.of(TinyStateDicts.cartoonGan(4));

    @Test
    void rehearsal_endsByItselfAndWithTheFirstCallAndChangesNoPicture() {
        BufferedImage expected;
        try (AnimeGan cold = TinyGan.builder(WEIGHTS).build()) {
            assertThat(cold.awaitWarm(Duration.ZERO)).as("nothing to wait for").isTrue();
            expected = cold.stylize(photo(1));
        }
        try (AnimeGan gan = rehearsing("first").build()) {
            assertThat(gan.awaitWarm(Duration.ZERO)).as("it has just begun").isFalse();
            assertSame(gan.stylize(photo(1)), expected, "while it rehearses");
            assertThat(gan.awaitWarm(Duration.ZERO)).as("a call has come").isTrue();
        }
        assertThat(rehearsing()).isFalse();
    }

    @Test
    void closing_endsIt() {
        try (AnimeGan gan = rehearsing("second").build()) {
            assertThat(gan.waitingCalls()).isZero();
        }
        assertThat(rehearsing()).isFalse();
    }

    /** Of an architecture that no other test of this process has, as each rehearses once. */
    private static AnimeGanBuilder rehearsing(String name) {
        Generator generator = Architectures.of(WEIGHTS).build(WEIGHTS);
        return AnimeGan.builder(new Generator("rehearsed " + name, generator.network(), generator.format()), WEIGHTS)
                .backend(Backend.PLAIN);
    }

    private static boolean rehearsing() {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            boolean any = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("animegan-rehearsal"));
            if (!any) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
