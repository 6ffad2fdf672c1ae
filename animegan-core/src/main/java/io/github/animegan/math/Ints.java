package io.github.animegan.math;

/** Arithmetic on whole numbers. The JDK has {@code Math.ceilDiv} from version 18 on, and this library runs on 17. */
public final class Ints {
    private Ints() {}

    /**
     * The quotient of two numbers, rounded towards positive infinity.
     *
     * @param dividend any number
     * @param divisor a positive number
     */
    public static int ceilDiv(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /**
     * The least multiple of a number that is not less than the value.
     *
     * @param value any number
     * @param multiple a positive number
     * @throws ArithmeticException if the result exceeds {@link Integer#MAX_VALUE}
     */
    public static int roundUp(int value, int multiple) {
        return Math.multiplyExact(ceilDiv(value, multiple), multiple);
    }
}
