package io.github.animegan;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where {@link AnimeGan#create()} gets its styles from. The artifact {@code io.github.animegan:animegan-weights} has one; others are
 * found by {@link java.util.ServiceLoader}, too. Any number of threads may ask at once.
 */
public interface StyleProvider {
    /** {@return the names of its styles that are always there, the one to take by default first} */
    List<String> names();

    /**
     * {@return the style of that name, be it among {@link #names} or not; nothing if it knows none}
     *
     * @param name as a caller gave it
     * @throws IOException if it knows the style but cannot read it
     */
    Optional<Style> load(String name) throws IOException;
}
