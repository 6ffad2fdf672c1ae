package io.github.animegan.video.motion;

import static io.github.animegan.video.motion.MotionField.BLOCK;

import io.github.animegan.video.frame.Frame;
import java.util.Arrays;

/** Finds which blocks of a film stand still to the bit. */
public final class StillBlocks {
    private StillBlocks() {}

    /**
     * {@return for each block of the motion field, whether it was filmed and drawn as in the frame before; none where drawn frames are not
     * as large as filmed ones}
     *
     * @param filmedBefore the earlier frame, as filmed
     * @param filmed the later frame, as filmed
     * @param drawnBefore the earlier frame, as drawn
     * @param drawn the later frame, as drawn
     */
    public static boolean[] of(Frame filmedBefore, Frame filmed, Frame drawnBefore, Frame drawn) {
        int columns = MotionField.blocks(filmed.width());
        boolean[] still = new boolean[columns * MotionField.blocks(filmed.height())];
        if (drawn.width() != filmed.width() || drawn.height() != filmed.height()) {
            return still;
        }
        Arrays.fill(still, true);
        for (int y = 0; y < filmed.height(); y++) {
            for (int column = 0; column < columns; column++) {
                int block = y / BLOCK * columns + column;
                int from = y * filmed.width() + column * BLOCK;
                int to = Math.min((y + 1) * filmed.width(), from + BLOCK);
                still[block] = still[block]
                        && Arrays.equals(filmedBefore.argb(), from, to, filmed.argb(), from, to)
                        && Arrays.equals(drawnBefore.argb(), from, to, drawn.argb(), from, to);
            }
        }
        return still;
    }
}
