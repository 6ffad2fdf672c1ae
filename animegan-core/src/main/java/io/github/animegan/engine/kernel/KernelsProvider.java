package io.github.animegan.engine.kernel;

/**
 * Tells of one backend, before any of it is loaded, whether it can run in this JVM and whether it is fast here, and makes its
 * kernels. Found by {@link java.util.ServiceLoader}: this class and its like must load on every JVM, whatever their kernels
 * need. Thread-safe.
 */
public interface KernelsProvider {
    /** The backend's name, one word in lower case: as in {@code -Danimegan.backend=}, and that of its {@link Kernels}. */
    String name();

    /** What computes, in words that follow "computing with". */
    String title();

    /**
     * About how many times as fast as plain Java the backend is where it is {@linkplain Availability.Level#FAST fast}: of those
     * that are, the first is chosen.
     */
    double speed();

    /**
     * Whether it can run in this JVM, and whether it is fast here. Answers may cost as much as the loading of a native library,
     * so the slower of two backends is asked only where the faster one is not taken.
     */
    Availability availability();

    /**
     * What a run takes besides feature maps, weights and pictures.
     *
     * @param rolling whether the network runs row by row, in bands of half the height, rather than layer by layer
     */
    MemoryCosts memoryCosts(boolean rolling);

    /** The backend's kernels. Only where {@link #availability} was asked and is not {@link Availability.Level#MISSING}. */
    Kernels create();
}
