package io.github.animegan.video;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.motion.StillBlocks;
import org.jspecify.annotations.Nullable;

/** The second stage: draws frames, and finds what of them stayed as it was. For one thread. */
final class Drawing {
    private final FrameStyle style;
    private final boolean sparing;
    private @Nullable Frame filmedBefore;
    private @Nullable Frame drawnBefore;
    private boolean beginsPiece = true;

    /** @param sparing whether the style may keep of the frame before what did not change */
    Drawing(FrameStyle style, boolean sparing) {
        this.style = style;
        this.sparing = sparing;
    }

    /** Goes on after a frame of an earlier run. */
    void resume(Frame filmed, Frame drawn, byte[] styleState) {
        style.resume(styleState);
        keep(filmed, drawn);
    }

    void draw(Shot shot) {
        Frame filmed = shot.filmed;
        if (shot.cut) {
            style.beginScene();
        }
        if (beginsPiece || !sparing) {
            style.forget();
        }
        Frame drawn = style.draw(filmed);
        drawn.setPts(filmed.pts());
        shot.drawn = drawn;
        Frame before = filmedBefore;
        Frame last = drawnBefore;
        if (sparing && before != null && last != null && last.argb().length == drawn.argb().length) {
            shot.still = StillBlocks.of(before, filmed, last, drawn);
        }
        keep(filmed, drawn);
        beginsPiece = shot.endsPiece;
        if (shot.endsPiece) {
            shot.drawnBefore = drawnBefore;
            shot.styleState = style.state();
        }
    }

    private void keep(Frame filmed, Frame drawn) {
        if (filmedBefore == null) {
            filmedBefore = new Frame(filmed.width(), filmed.height());
        }
        filmedBefore.copyFrom(filmed);
        Frame kept = new Frame(drawn.width(), drawn.height()); // the next stage writes to the drawn one
        kept.copyFrom(drawn);
        drawnBefore = kept;
    }

    /** The share of all frames' area that was drawn. */
    double drawnShare() {
        return style.drawnShare();
    }
}
