package io.github.animegan.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.video.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Films by a generator whose norms see all of a frame: what comes into a frame does not change the colors of the rest. */
class SteadyColorsTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    /** The left part of frames, which something bright never comes near. */
    private static final int FAR = 32;

    private final AnimeGan gan = AnimeGan.builder(StateDict.of(TinyStateDicts.cartoonGan(8)))
            .backend(Backend.PLAIN)
            .warmUp(false)
            .build();
    private final Frame scene = scene(5);

    @AfterEach
    void close() {
        gan.close();
    }

    @Test
    void brightThing_changesTheRestOfAFrameSlowly() {
        List<Frame> filmed = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            filmed.add(i % 4 < 2 ? scene : withBrightThing(scene));
        }
        List<Frame> steady = drawn(new Drawing(FrameStyle.of(gan), true), filmed, 0);
        double bySelf = change(photo(filmed.get(0)), photo(filmed.get(2)));
        double worst = 0;
        for (int i = 1; i < steady.size(); i++) {
            worst = Math.max(worst, change(steady.get(i - 1), steady.get(i)));
        }
        assertThat(bySelf).as("levels by each frame's own statistics").isGreaterThan(1);
        assertThat(worst).isLessThan(0.5 * bySelf);
    }

    @Test
    void scene_isDrawnRightFromItsFirstFrame() {
        FrameStyle style = FrameStyle.of(gan);
        Drawing drawing = new Drawing(style, true);
        Frame other = scene(6);
        List<Frame> frames = drawn(drawing, List.of(scene, scene, scene), 0);
        assertThat(frames.get(0).argb()).isEqualTo(photo(scene).argb());
        Shot cut = new Shot(other, 3);
        cut.cut = true;
        drawing.draw(cut);
        assertThat(Objects.requireNonNull(cut.drawn).argb())
                .as("the first frame of another scene")
                .isEqualTo(photo(other).argb());
    }

    @Test
    void state_isAllThatLaterFramesDependOn() {
        List<Frame> filmed = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            filmed.add(i % 5 < 3 ? scene : withBrightThing(scene));
        }
        FrameStyle first = FrameStyle.of(gan);
        List<Frame> inOneGo = drawn(new Drawing(first, true), filmed, 0);
        FrameStyle before = FrameStyle.of(gan);
        drawn(new Drawing(before, true), filmed.subList(0, 6), 0);
        FrameStyle after = FrameStyle.of(gan);
        Drawing goingOn = new Drawing(after, true);
        goingOn.resume(filmed.get(5), inOneGo.get(5), before.state());
        List<Frame> rest = drawn(goingOn, filmed.subList(6, 14), 6);
        for (int i = 0; i < rest.size(); i++) {
            assertThat(rest.get(i).argb())
                    .as("frame %d", 6 + i)
                    .isEqualTo(inOneGo.get(6 + i).argb());
        }
    }

    private static List<Frame> drawn(Drawing drawing, List<Frame> filmed, int first) {
        List<Frame> drawn = new ArrayList<>();
        for (int i = 0; i < filmed.size(); i++) {
            Shot shot = new Shot(filmed.get(i), first + i);
            shot.cut = first + i == 0;
            drawing.draw(shot);
            drawn.add(Objects.requireNonNull(shot.drawn));
        }
        return drawn;
    }

    /** As the façade draws a photo. */
    private Frame photo(Frame frame) {
        return FrameImages.toFrame(gan.stylize(FrameImages.of(frame)));
    }

    /** Mean difference of what is far from the bright thing, in levels. */
    private static double change(Frame a, Frame b) {
        long sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < FAR; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs(
                            (a.argb()[y * WIDTH + x] >> shift & 255) - (b.argb()[y * WIDTH + x] >> shift & 255));
                }
            }
        }
        return sum / 3.0 / FAR / HEIGHT;
    }

    private static Frame scene(long seed) {
        Random random = new Random(seed);
        Frame frame = new Frame(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int wave = (int) (90 + 40 * Math.sin(x / 9.0 + seed) * Math.cos(y / 7.0)) + random.nextInt(9);
                frame.argb()[y * WIDTH + x] = 0xff000000 | wave << 16 | (wave + 20) << 8 | wave / 2;
            }
        }
        return frame;
    }

    private static Frame withBrightThing(Frame frame) {
        Frame bright = new Frame(WIDTH, HEIGHT);
        bright.copyFrom(frame);
        for (int y = 10; y < 80; y++) {
            for (int x = 100; x < 150; x++) {
                bright.argb()[y * WIDTH + x] = 0xffffffff;
            }
        }
        return bright;
    }
}
