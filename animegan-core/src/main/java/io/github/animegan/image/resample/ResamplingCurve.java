package io.github.animegan.image.resample;

/** How much a source pixel counts by its distance from the place that is computed: the curves of {@link Resampling}. */
enum ResamplingCurve {
    /** Keys' cubic with a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    },

    /** {@code sinc(x) sinc(x / 3)}. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return Math.abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private static final double A = -0.5;

    private final int support;

    ResamplingCurve(int support) {
        this.support = support;
    }

    /** How far the curve reaches to each side, in pixels. */
    int support() {
        return support;
    }

    /** The curve. */
    abstract double weight(double distance);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
