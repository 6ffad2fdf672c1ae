package io.github.animegan.image.step.text;

/** Checks of what callers pass. */
public final class ArgumentChecks {
    private ArgumentChecks() {}

    public static int requirePositive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + what + " must be positive, not " + value);
        }
        return value;
    }

    public static double requireWithin(double value, double least, double greatest, String what) {
        if (!(value >= least && value <= greatest)) {
            throw new IllegalArgumentException("the " + what + " must be in [" + StepText.print(least) + ", "
                    + StepText.print(greatest) + "], not " + StepText.print(value));
        }
        return value;
    }

    /** The deviation of a Gaussian, in pixels, whose window is still affordable. */
    public static double requireSigma(double sigma) {
        return requireWithin(sigma, 0.1, 50, "sigma");
    }
}
