package io.github.animegan.video;

/** Is told how a film gets on, from one thread at a time. */
@FunctionalInterface
public interface FilmListener {
    /** Another frame is done. */
    void progress(FilmProgress progress);

    /** Something that the film's owner should know, in one line: what was changed of the film besides its style. */
    default void note(String line) {}
}
