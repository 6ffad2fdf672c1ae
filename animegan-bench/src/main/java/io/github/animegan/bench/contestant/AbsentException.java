package io.github.animegan.bench.contestant;

/** Thrown where an engine cannot take part because it, or its model, is not on this machine. */
public final class AbsentException extends Exception {
    private static final long serialVersionUID = 1;

    public AbsentException(String message) {
        super("peer not present: " + message);
    }
}
