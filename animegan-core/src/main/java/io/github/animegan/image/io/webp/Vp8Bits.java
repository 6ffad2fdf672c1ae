package io.github.animegan.image.io.webp;

/**
 * The arithmetic decoder of VP8: bits of known probabilities. Behind its end there are zeros, and {@link #isBehindEnd} tells.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-7">RFC 6386, section 7</a>
 */
final class Vp8Bits {
    private static final int EVEN = 128;

    private final byte[] bytes;
    private final int end;
    private int next;
    private int value;
    /** How many bits of the value are still to be used, less 8. */
    private int spare;

    private int range = 255;
    private boolean behindEnd;

    /** A decoder of the bytes of an array from one index to another, which is not read. */
    Vp8Bits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
        this.spare = -8;
    }

    /** Whether more was read than there is. */
    boolean isBehindEnd() {
        return behindEnd;
    }

    /** A bit that is 0 with a probability of so many 256ths. */
    int bit(int probability) {
        if (spare < 0) {
            load();
        }
        int split = 1 + (((range - 1) * probability) >> 8);
        int bound = split << spare;
        int bit;
        if (value >= bound) {
            value -= bound;
            range -= split;
            bit = 1;
        } else {
            range = split;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        spare -= shift;
        return bit;
    }

    private void load() {
        value <<= 8;
        spare += 8;
        if (next < end) {
            value |= bytes[next++] & 0xff;
        } else {
            behindEnd = true;
        }
    }

    boolean flag() {
        return bit(EVEN) == 1;
    }

    /** A number of so many bits, the highest first. */
    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | bit(EVEN);
        }
        return number;
    }

    /** A number of so many bits, and its sign. */
    int signed(int bits) {
        int number = number(bits);
        return flag() ? -number : number;
    }

    /** A signed number if there is one, which a flag says, or else 0. */
    int optional(int bits) {
        return flag() ? signed(bits) : 0;
    }
}
