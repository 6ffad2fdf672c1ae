package io.github.animegan.engine.kernel.vector.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this CPU. */
public final class Simd {
    /** What the CPU prefers; more than 512 bits would not fit the channel blocks of feature maps. */
    public static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > FloatVector.SPECIES_512.length()
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector: 4, 8 or 16 (2 on CPUs where the Vector API is of no use). */
    public static final int LENGTH = SPECIES.length();

    /** Channels in a block: every feature map that vectors work on has a multiple of these. */
    public static final int BLOCK = 16;

    private Simd() {}

    /** Copies one vector. */
    public static void copy(float[] source, int from, float[] target, int to) {
        FloatVector.fromArray(SPECIES, source, from).intoArray(target, to);
    }
}
