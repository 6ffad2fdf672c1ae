package io.github.animegan.video;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.motion.MotionField;
import org.jspecify.annotations.Nullable;

/** A frame on its way through the stages. */
final class Shot {
    /** As it was filmed; goes back to be filled again at the end of the way. */
    final Frame filmed;

    /** Its number in this run, from 0. */
    final long number;

    /** What moved since the frame before; nothing is known at the beginning of a scene. */
    @Nullable
    MotionField motion;

    /** Whether it begins a scene. */
    boolean cut;

    /** Whether another run can go on after it. */
    boolean endsPiece;

    /** As it was drawn. */
    @Nullable
    Frame drawn;

    /** For each block, whether it was not drawn again. */
    boolean[] still = new boolean[0];

    /** What the analysis of the frames after it depends on, if it ends a piece. */
    Analysis.@Nullable State analysis;

    /** What the drawing of the frames after it depends on, if it ends a piece. */
    @Nullable
    Frame drawnBefore;

    /** What the style's later frames depend on, if it ends a piece. */
    byte[] styleState = new byte[0];

    Shot(Frame filmed, long number) {
        this.filmed = filmed;
        this.number = number;
    }
}
