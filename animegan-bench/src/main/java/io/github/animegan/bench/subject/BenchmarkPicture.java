package io.github.animegan.bench.subject;

import io.github.animegan.tensor.Tensor;
import java.util.Random;

/** The picture that all engines get: waves of colour with a little noise, the same in every run. */
public final class BenchmarkPicture {
    private static final long SEED = 7;

    private BenchmarkPicture() {}

    /** A square picture {@code [1, side, side, 3]} in {@code [-1, 1]}. */
    public static Tensor of(int side) {
        Tensor picture = Tensor.zeros(1, side, side, 3);
        Random noise = new Random(SEED);
        int at = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double wave = Math.sin((x + 2 * channel) * 0.05) * Math.cos((y - 3 * channel) * 0.03);
                    picture.data()[at++] = (float) (0.8 * wave + 0.2 * (2 * noise.nextDouble() - 1));
                }
            }
        }
        return picture;
    }
}
