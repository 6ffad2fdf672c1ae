package io.github.animegan.video;

import io.github.animegan.video.frame.Frame;

/** A style that takes no time: keeps brightness, exchanges red and blue. */
final class PlainStyle implements FrameStyle {
    /** How long it takes for a frame, so that a run can be ended in the middle. */
    private final long millis;

    PlainStyle() {
        this(0);
    }

    PlainStyle(long millis) {
        this.millis = millis;
    }

    @Override
    public Frame draw(Frame filmed) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Frame drawn = new Frame(filmed.width(), filmed.height());
        for (int i = 0; i < drawn.argb().length; i++) {
            int pixel = filmed.argb()[i];
            drawn.argb()[i] = (pixel & 0xff00ff00) | (pixel & 0xff) << 16 | (pixel >> 16 & 0xff);
        }
        return drawn;
    }
}
