package io.github.animegan.pipeline;

import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.image.LastDrawing;
import io.github.animegan.network.NormStatistics;
import java.util.Optional;

/** Somebody's wish for one picture, who may lose interest in it and wants to know how far it is. */
public interface PictureCall extends RunObserver {
    /** Ends the call, by exception, if nobody waits for its picture any more. */
    void check();

    /** Notes that a thread has taken the call up, which may have waited in a queue. */
    void begin();

    /** The steps before the generator are done. */
    void prepared();

    /** The generator is done. */
    void generated();

    /** What the generator is to normalize by, if not by the picture's own statistics. */
    Optional<NormStatistics> statistics();

    /** Whether {@link #measured} is to be told. */
    boolean wantsStatistics();

    /** By which statistics the generator normalized; told if it saw one picture. */
    void measured(NormStatistics used);

    /** The picture before, of which what did not change may be kept. */
    Optional<LastDrawing> redrawing();

    /** The picture is there. */
    void finish();
}
