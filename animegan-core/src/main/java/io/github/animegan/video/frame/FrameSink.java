package io.github.animegan.video.frame;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the frames of a film in the order in which they appear. For one thread, except that any thread may close it. */
public interface FrameSink extends Closeable {
    /** Writes what the frames after a point of the film depend on. */
    @FunctionalInterface
    interface State {
        /**
         * Writes it all.
         *
         * @param out is not closed
         * @throws IOException if the stream fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Takes one frame, which the caller may write to again afterwards.
     *
     * @param frame of the film's size, with its time
     * @throws IOException with one line about what cannot be written
     */
    void write(Frame frame) throws IOException;

    /**
     * Makes sure of the frames up to now, so that another run can go on after them, where this kind of sink can do that.
     *
     * @param state called, if at all, before this method returns
     * @throws IOException with one line about what cannot be written
     */
    default void endPiece(State state) throws IOException {}

    /**
     * Completes what was written; without this call nothing of it takes the place of what was there before.
     *
     * @throws IOException with one line about what cannot be written
     */
    void finish() throws IOException;

    /** Frees everything. Closing again does nothing. */
    @Override
    void close();
}
