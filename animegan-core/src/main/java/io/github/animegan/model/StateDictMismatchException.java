package io.github.animegan.model;

import java.util.List;

/** A state dict that does not fit an architecture; the message names up to ten of the keys that differ. */
public final class StateDictMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 10;

    /** @param problems a phrase each, such as {@code "missing model.1.weight"} */
    StateDictMismatchException(String what, List<String> problems) {
        super(what + ": "
                + String.join(", ", problems.subList(0, Math.min(NAMED, problems.size())))
                + (problems.size() > NAMED ? " and " + (problems.size() - NAMED) + " more" : ""));
    }
}
