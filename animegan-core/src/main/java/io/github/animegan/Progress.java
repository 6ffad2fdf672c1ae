package io.github.animegan;

/**
 * How far a call is.
 *
 * @param done how many pictures are done, those in work counting by their share: at 2.4 two are done, and 40 % of the third
 * @param total how many pictures the call has; 0 if it cannot know, as with a stream
 */
public record Progress(double done, int total) {
    /** {@return how many pictures are wholly done} */
    public int pictures() {
        return (int) done;
    }

    /** {@return the part of the call that is done, from 0 to 1; 0 where the total is not known} */
    public double fraction() {
        return total == 0 ? 0 : Math.min(1, done / total);
    }
}
