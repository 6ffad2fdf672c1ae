package io.github.animegan.video.frame;

import java.io.Closeable;
import java.io.IOException;

/** Gives the frames of a film in the order in which they appear. For one thread, except that any thread may close it. */
public interface FrameSource extends Closeable {
    /** {@return what the frames have in common} */
    FrameFormat format();

    /**
     * Reads the next frame, samples and time, into the given one.
     *
     * @param target of the film's size
     * @return whether there was one
     * @throws IOException with one line about the film if it cannot be read further
     */
    boolean read(Frame target) throws IOException;

    /** Ends reading; a read that is waiting fails. Closing again does nothing. */
    @Override
    void close();
}
