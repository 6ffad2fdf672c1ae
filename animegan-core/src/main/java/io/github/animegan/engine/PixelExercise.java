package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;

/** A few pixels of what is done to each by itself: so few that the JIT does not compile the loop over them before it does the method. */
final class PixelExercise extends Exercise {
    private static final int LANES = 32;
    private static final int PIXELS = 16;
    private static final int FLOATS = PIXELS * LANES;
    /** Ten times what compiled code takes. */
    private static final double FAST_NANOS = 1_500;

    private interface Work {
        void run(float[] a, float[] b, Scratch scratch);
    }

    private final Work work;
    private final float[] a = new float[FLOATS];
    private final float[] b = new float[FLOATS];

    private PixelExercise(Work work) {
        super(FAST_NANOS);
        this.work = work;
    }

    /** One of each kind, in a list that may be changed. */
    static List<Exercise> ofEach(PixelKernel pixels) {
        ChannelAffine affine = ChannelAffine.of(new float[LANES], new float[LANES]);
        float[] pivot = new float[LANES];
        float[] sums = new float[LANES];
        float[] squares = new float[LANES];
        List<Exercise> exercises = new ArrayList<>();
        exercises.add(new PixelExercise((a, b, memory) -> pixels.normalize(a, 0, b, 0, PIXELS, affine, 0.2f, memory)));
        exercises.add(
                new PixelExercise((a, b, memory) -> pixels.accumulate(a, 0, PIXELS, LANES, pivot, sums, squares)));
        exercises.add(new PixelExercise((a, b, memory) -> pixels.add(a, 0, b, 0, FLOATS, memory)));
        exercises.add(new PixelExercise((a, b, memory) -> pixels.interpolate(a, 0, b, 0, 0.5f, a, 0, FLOATS, memory)));
        exercises.add(new PixelExercise((a, b, memory) -> pixels.tanh(a, 0, LANES, memory)));
        return exercises;
    }

    @Override
    void run(Scratch scratch) {
        work.run(a, b, scratch);
    }
}
