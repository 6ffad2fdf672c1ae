package io.github.animegan;

import java.util.Random;

/**
 * Where a test's random numbers come from. A test of random cases takes {@link #any()} and puts the seed into its
 * messages; {@code -Danimegan.test.seed=...} then repeats it.
 */
public final class Seed {
    private static final String PROPERTY = "animegan.test.seed";

    private final long value;
    private final Random random;

    private Seed(long value) {
        this.value = value;
        this.random = new Random(value);
    }

    public static Seed fixed(long value) {
        return new Seed(value);
    }

    /** Another seed each time, unless the system property says which. */
    public static Seed any() {
        Seed seed = new Seed(Long.getLong(PROPERTY, System.nanoTime()));
        System.out.println(seed);
        return seed;
    }

    /** The one generator of this seed: each use goes on where the last one ended. */
    public Random random() {
        return random;
    }

    @Override
    public String toString() {
        return "-D" + PROPERTY + "=" + value;
    }
}
