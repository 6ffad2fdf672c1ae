package io.github.animegan.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Backend;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.video.frame.Frame;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films of which parts do not change: what is not drawn again is as if it had been. */
class StillPartsTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    /** As near as changes are checked to be at the beginning; random weights on noise see farther than styles on photos. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 0, 12", "VECTOR, 0, 12", "PLAIN, 480, 12", "VECTOR, 480, 12"})
    void changedParts_areDrawnAsInTheWhole(Backend backend, int canvas, int levels) {
        Random random = new Random(3);
        AnimeGanBuilder builder = AnimeGan.builder(StateDict.of(TinyStateDicts.local(8, 0, 1)))
                .backend(backend)
                .warmUp(false);
        try (AnimeGan gan = (canvas > 0 ? builder.canvas(canvas) : builder).build()) {
            Drawing drawing = new Drawing(FrameStyle.of(gan), true);
            FrameStyle whole = FrameStyle.of(gan);
            Frame filmed = noise(random);
            for (int i = 0; i < 12; i++) {
                Shot shot = new Shot(filmed, i);
                shot.cut = i == 0;
                drawing.draw(shot);
                whole.forget();
                assertThat(worst(Objects.requireNonNull(shot.drawn), whole.draw(filmed)))
                        .as("levels, frame %d", i)
                        .isLessThanOrEqualTo(levels);
                change(filmed, random);
            }
            assertThat(drawing.drawnShare()).isLessThan(0.8);
        }
    }

    @Test
    void stillBlocks_keepTheirDrawing_andAPieceBeginsAfresh() {
        try (AnimeGan gan = AnimeGan.builder(StateDict.of(TinyStateDicts.local(8, 0, 1)))
                .backend(Backend.PLAIN)
                .warmUp(false)
                .canvas(480)
                .build()) {
            Frame filmed = noise(new Random(4));
            Frame next = new Frame(WIDTH, HEIGHT);
            next.copyFrom(filmed);
            next.argb()[20 * WIDTH + 40] ^= 0xffffff;
            Drawing drawing = new Drawing(FrameStyle.of(gan), true);
            Shot first = drawn(drawing, filmed, 0, false);
            Shot second = drawn(drawing, next, 1, true);
            assertThat(first.still).isEmpty();
            assertThat(second.still[second.still.length - 1])
                    .as("far from the change")
                    .isTrue();
            assertThat(second.still[25 + 2]).as("at the change").isFalse();

            Shot third = drawn(drawing, filmed, 2, false);
            assertThat(Objects.requireNonNull(third.drawn).argb())
                    .as("the first frame of a piece, as a run that goes on there has it")
                    .isEqualTo(Objects.requireNonNull(first.drawn).argb());
        }
    }

    private static Shot drawn(Drawing drawing, Frame filmed, int number, boolean endsPiece) {
        Shot shot = new Shot(filmed, number);
        shot.cut = number == 0;
        shot.endsPiece = endsPiece;
        drawing.draw(shot);
        return shot;
    }

    private static int worst(Frame a, Frame b) {
        int worst = 0;
        for (int i = 0; i < a.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                worst = Math.max(worst, Math.abs((a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255)));
            }
        }
        return worst;
    }

    private static Frame noise(Random random) {
        Frame frame = new Frame(WIDTH, HEIGHT);
        for (int i = 0; i < frame.argb().length; i++) {
            frame.argb()[i] = 0xff000000 | random.nextInt(1 << 24);
        }
        return frame;
    }

    /** One to three small rectangles; now and then nothing. */
    private static void change(Frame frame, Random random) {
        for (int count = random.nextInt(4); count > 0; count--) {
            int left = random.nextInt(WIDTH - 20);
            int top = random.nextInt(HEIGHT - 20);
            for (int y = top; y < top + 1 + random.nextInt(20); y++) {
                frame.argb()[y * WIDTH + left + random.nextInt(20)] = 0xff000000 | random.nextInt(1 << 24);
            }
        }
    }
}
