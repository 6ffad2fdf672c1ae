package io.github.animegan.video.frame;

/**
 * A fraction, such as the 24000/1001 frames a second of most films from disc, or the length of one tick of a clock.
 *
 * @param numerator above the line
 * @param denominator below it, at least 1
 */
public record Rational(long numerator, long denominator) {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * Rejects fractions without a value.
     *
     * @param numerator above the line
     * @param denominator below it, at least 1
     * @throws IllegalArgumentException if the denominator is less than 1
     */
    public Rational {
        if (denominator < 1) {
            throw new IllegalArgumentException("a fraction " + numerator + "/" + denominator + " has no value");
        }
    }

    /**
     * Reads {@code 24000/1001}, {@code 16:11}, {@code 25} or {@code 29.97}.
     *
     * @param text without spaces
     * @return the fraction, not reduced
     * @throws IllegalArgumentException if the text is another, or below the line is no positive number
     */
    public static Rational parse(String text) {
        String[] parts = text.split("[/:]", -1);
        try {
            if (parts.length == 2) {
                return new Rational(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
            if (parts.length == 1) {
                int point = text.indexOf('.');
                int decimals = point < 0 ? 0 : text.length() - point - 1;
                if (decimals <= 6) {
                    return new Rational(Long.parseLong(text.replace(".", "")), (long) Math.pow(10, decimals));
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number such as 25 or 24000/1001", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no number such as 25 or 24000/1001");
    }

    /** {@return one divided by this: the length of a frame where this is how many there are} */
    public Rational inverse() {
        long above = denominator;
        long below = numerator;
        return new Rational(above, below);
    }

    /** {@return the value} */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    /**
     * {@return so many ticks of this length in seconds}
     *
     * @param ticks may be negative
     */
    public double seconds(long ticks) {
        return (double) ticks * numerator / denominator;
    }

    /**
     * {@return so many ticks of this length in microseconds, to the nearest}
     *
     * @param ticks may be negative
     */
    public long micros(long ticks) {
        double micros = (double) ticks * numerator * MICROS_PER_SECOND;
        if (Math.abs(micros) < Long.MAX_VALUE / 2.0) {
            long exact = ticks * numerator * MICROS_PER_SECOND;
            return Math.floorDiv(2 * exact + denominator, 2 * denominator);
        }
        return Math.round(micros / denominator);
    }

    /** {@code 24000/1001}. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
