package io.github.animegan.video;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.motion.LumaPyramid;
import io.github.animegan.video.motion.MotionField;
import io.github.animegan.video.motion.MotionSearch;
import io.github.animegan.video.motion.SceneCuts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first stage: what moves from frame to frame, and where scenes begin. For one thread. */
final class Analysis {
    private final SceneCuts cuts = new SceneCuts();
    private @Nullable LumaPyramid before;
    private @Nullable Frame frameBefore;
    private @Nullable MotionField motion;

    /**
     * What the next frame's analysis depends on.
     *
     * @param motion of the last frame
     * @param usualResidual how well motion explained the frames up to then
     */
    record State(@Nullable MotionField motion, double usualResidual) {
        void writeTo(DataOutputStream out) throws IOException {
            out.writeDouble(usualResidual);
            out.writeBoolean(motion != null);
            if (motion != null) {
                motion.writeTo(out);
            }
        }

        static State read(DataInputStream in, int width, int height) throws IOException {
            double usual = in.readDouble();
            return new State(in.readBoolean() ? MotionField.read(in, width, height) : null, usual);
        }
    }

    /** Goes on after a frame of an earlier run. */
    void resume(Frame last, State state) {
        cuts.resume(state.usualResidual);
        motion = state.motion;
        before = new LumaPyramid(last);
        frameBefore = copy(last);
    }

    private static Frame copy(Frame frame) {
        Frame copy = new Frame(frame.width(), frame.height());
        copy.copyFrom(frame);
        return copy;
    }

    /** Looks at the next frame. */
    void look(Shot shot) {
        Frame filmed = shot.filmed;
        Frame last = frameBefore;
        if (last != null && before != null) {
            if (Arrays.equals(last.argb(), filmed.argb())) {
                shot.motion = MotionField.still(filmed.width(), filmed.height());
                return;
            }
            LumaPyramid now = new LumaPyramid(filmed);
            MotionField found = MotionSearch.between(before, now, motion);
            shot.cut = cuts.isCut(before, now, found);
            shot.motion = shot.cut ? null : found;
            before = now;
            last.copyFrom(filmed);
        } else {
            shot.cut = true;
            before = new LumaPyramid(filmed);
            frameBefore = copy(filmed);
        }
        motion = shot.motion;
    }

    State state() {
        return new State(motion, cuts.usualResidual());
    }
}
