package io.github.animegan.video;

/** Is told how a film gets on, from one thread at a time. */
@FunctionalInterface
public interface FilmListener {
    /**
     * Another frame is done.
     *
     * @param progress how far the film is by now
     */
    void progress(FilmProgress progress);

    /**
     * Something that the film's owner should know, in one line: what was changed of the film besides its style.
     *
     * @param line a sentence for people
     */
    default void note(String line) {}
}
