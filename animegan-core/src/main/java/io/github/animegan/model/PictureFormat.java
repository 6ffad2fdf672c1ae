package io.github.animegan.model;

/**
 * How a network sees pictures: the order of the color channels, the numbers that stand for samples, and which sizes it takes.
 * It belongs to the weights, which were trained with it.
 *
 * @param order the order of the three color channels
 * @param divisor what a sample in [0, 255] is divided by
 * @param shift what is subtracted then: {@code value = sample / divisor - shift}
 * @param sizeMultiple both sides of a picture must be a multiple of this, at least 1
 */
public record PictureFormat(ChannelOrder order, float divisor, float shift, int sizeMultiple) {
    /**
     * Rejects a format that would divide by zero or has no sizes.
     *
     * @param order the order of the three color channels
     * @param divisor what a sample in [0, 255] is divided by
     * @param shift what is subtracted then: {@code value = sample / divisor - shift}
     * @param sizeMultiple both sides of a picture must be a multiple of this, at least 1
     * @throws IllegalArgumentException if the divisor is not above 0, a number is not finite, or the multiple is less than 1
     */
    public PictureFormat {
        if (!(divisor > 0) || !Float.isFinite(divisor) || !Float.isFinite(shift)) {
            throw new IllegalArgumentException("values are sample / " + divisor + " - " + shift);
        }
        if (sizeMultiple < 1) {
            throw new IllegalArgumentException("a size multiple of " + sizeMultiple + " is below 1");
        }
    }

    /**
     * {@return a format of values in [-1, 1], black -1 and white 1, as most generators have them}
     *
     * @param order the order of the color channels
     * @param sizeMultiple both sides must be a multiple of this
     */
    public static PictureFormat signed(ChannelOrder order, int sizeMultiple) {
        return new PictureFormat(order, 127.5f, 1, sizeMultiple);
    }

    /**
     * {@return the value that stands for a sample in [0, 255]}
     *
     * @param sample in [0, 255]
     */
    public float valueOf(int sample) {
        return sample / divisor - shift;
    }

    /**
     * {@return the sample nearest to a value; what is outside [0, 255] becomes its nearest end}
     *
     * @param value as the network gives it
     */
    public int sampleOf(float value) {
        float scaled = (value + shift) * divisor + 0.5f;
        return (int) Math.max(0, Math.min(255, scaled));
    }
}
