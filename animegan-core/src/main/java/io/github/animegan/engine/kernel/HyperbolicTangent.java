package io.github.animegan.engine.kernel;

/**
 * The hyperbolic tangent as a rational function, within 4e-7 of the truth: a twentieth of {@link Math#tanh}'s time.
 *
 * <p>An odd polynomial of degree 13 over an even one of degree 6, for arguments cut off where float32's tanh is 1.
 * Coefficients: {@code ptanh} of the Eigen library, libeigen/eigen.
 */
final class HyperbolicTangent {
    private static final float LARGEST = 7.905311f;

    private HyperbolicTangent() {}

    /** Replaces the first {@code count} values by their tangents. One loop at its own index, which C2 vectorises. */
    static void apply(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            float x = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
            float square = x * x;
            float p = -2.7607684e-16f;
            p = p * square + 2.000188e-13f;
            p = p * square - 8.604672e-11f;
            p = p * square + 5.1222973e-8f;
            p = p * square + 1.48572235e-5f;
            p = p * square + 6.3726195e-4f;
            p = p * square + 4.8935246e-3f;
            float q = 1.1982584e-6f;
            q = q * square + 1.1853471e-4f;
            q = q * square + 2.2684347e-3f;
            q = q * square + 4.893525e-3f;
            values[i] = x * p / q;
        }
    }
}
