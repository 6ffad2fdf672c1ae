package io.github.animegan.video;

import io.github.animegan.AnimeGan;
import io.github.animegan.video.frame.Frame;

/** Draws the frames of films, each from the filmed one. One thread at a time calls it. */
public interface FrameStyle {
    /**
     * {@return the style of a generator, with whatever steps it has before and after}
     *
     * @param gan whoever made it closes it
     */
    static FrameStyle of(AnimeGan gan) {
        return new AnimeGanStyle(gan);
    }

    /**
     * Draws a frame.
     *
     * @param filmed what was filmed; not to be written to
     * @return a frame of its own, of the same size or of whichever this style draws from frames of that size
     */
    Frame draw(Frame filmed);

    /**
     * Tells that the next frame is to be drawn whole: nothing may be kept of the frames before but what {@link #state} has. A killed run goes
     * on there.
     */
    default void forget() {}

    /** {@return the share of the frames' area that was drawn, from 0 to 1, the rest being as in the frame before} */
    default double drawnShare() {
        return 1;
    }

    /** Tells that the next frame begins a scene, so that nothing of those before should be left in it. */
    default void beginScene() {}

    /** {@return what the drawing of later frames depends on besides these; nothing if each is drawn for itself} */
    default byte[] state() {
        return new byte[0];
    }

    /**
     * Goes on where {@link #state} was asked for, perhaps in another process.
     *
     * @param state as {@link #state} gave it, of the same style and film
     */
    default void resume(byte[] state) {}
}
