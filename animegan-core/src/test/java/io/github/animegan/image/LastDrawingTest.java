package io.github.animegan.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LastDrawingTest {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 480;
    private static final int REACH = 100;

    private final List<ImageSize> asked = new ArrayList<>();

    /** A generator whose samples are the sum over as many levels as so many samples to the left, halved so often. */
    private UnaryOperator<Pixels> generator(int distance) {
        return pixels -> {
            ImageSize size = new ImageSize(pixels.width, pixels.height);
            asked.add(size);
            Pixels drawn = new Pixels(size, false);
            for (int y = 0; y < pixels.height; y++) {
                for (int x = 0; x < pixels.width; x++) {
                    int far = pixels.argb[y * pixels.width + Math.max(0, x - distance)] & 0xff;
                    int near = pixels.argb[y * pixels.width + x] & 0xff;
                    drawn.argb[y * pixels.width + x] = 0xff000000 | ((far + near) / 2) << 8 | near;
                }
            }
            return drawn;
        };
    }

    @Test
    void partsThatAreRight_areDrawnAlone() {
        LastDrawing last = new LastDrawing(REACH);
        Pixels film = noise();
        UnaryOperator<Pixels> near = generator(20);
        for (int i = 0; i < 12; i++) {
            Pixels drawn = last.draw(film.copy(), near);
            assertThat(drawn.argb).as("picture %d", i).isEqualTo(near.apply(film).argb);
            film.argb[(100 + i) * WIDTH + 300] ^= 0xffffff;
            film.argb[400 * WIDTH + 790] ^= 0x10101;
        }
        assertThat(last.drawnShare()).isBetween(0.2, 0.5); // four of twelve are drawn whole
        assertThat(asked).last().isEqualTo(new ImageSize(WIDTH, HEIGHT));
        int before = asked.size();
        last.draw(film.copy(), near);
        assertThat(asked.subList(before, asked.size()))
                .as("two changes far from each other")
                .hasSize(2)
                .allMatch(size -> size.width() <= 160 && size.height() <= 160);
        last.draw(film.copy(), near);
        assertThat(asked).as("nothing changed").hasSize(before + 2);
    }

    @Test
    void generatorThatSeesFartherThanTheMargin_isGivenMore() {
        LastDrawing last = new LastDrawing(REACH);
        Pixels film = noise();
        UnaryOperator<Pixels> far = generator(90);
        for (int i = 0; i < 30; i++) {
            Pixels drawn = last.draw(film.copy(), far);
            assertThat(drawn.argb).as("picture %d", i).isEqualTo(far.apply(film).argb);
            film.argb[(100 + i) * WIDTH + 300] ^= 0xffffff;
        }
        assertThat(last.drawnShare()).isLessThan(0.8);
    }

    @Test
    void generatorThatSeesMoreThanItSays_drawsAllOfEveryPicture() {
        LastDrawing last = new LastDrawing(REACH);
        Pixels film = noise();
        UnaryOperator<Pixels> farther = generator(300);
        for (int i = 0; i < 12; i++) {
            Pixels drawn = last.draw(film.copy(), farther);
            assertThat(drawn.argb).as("picture %d", i).isEqualTo(farther.apply(film).argb);
            film.argb[(100 + i) * WIDTH + 700] ^= 0xffffff;
        }
        assertThat(last.drawnShare()).isGreaterThan(0.95);
    }

    @Test
    void otherSizesAndForgottenPictures_areDrawnWhole() {
        LastDrawing last = new LastDrawing(REACH);
        UnaryOperator<Pixels> near = generator(5);
        last.draw(noise(), near);
        last.draw(new Pixels(new ImageSize(64, 48), false), near);
        last.forget();
        last.draw(new Pixels(new ImageSize(64, 48), false), near);
        assertThat(asked).containsExactly(new ImageSize(WIDTH, HEIGHT), new ImageSize(64, 48), new ImageSize(64, 48));
        assertThat(last.drawnShare()).isEqualTo(1);
    }

    private static Pixels noise() {
        Random random = new Random(3);
        Pixels pixels = new Pixels(new ImageSize(WIDTH, HEIGHT), false);
        for (int i = 0; i < pixels.argb.length; i++) {
            pixels.argb[i] = 0xff000000 | random.nextInt(1 << 24);
        }
        return pixels;
    }
}
