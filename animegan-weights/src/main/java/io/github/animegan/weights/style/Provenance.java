package io.github.animegan.weights.style;

import java.util.Optional;

/**
 * Where weights come from. Immutable.
 *
 * @param source a repository's address, or a sentence
 * @param commit the commit there
 */
public record Provenance(String source, Optional<String> commit) {}
