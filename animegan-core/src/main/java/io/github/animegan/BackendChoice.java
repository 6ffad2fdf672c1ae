package io.github.animegan;

/**
 * The backend that computes, and why it is that one.
 *
 * @param name {@code vector}, {@code nd4j} or {@code plain}
 * @param reason for people to read: how the backend runs here, and for each that would be faster what it lacks and what to do
 */
public record BackendChoice(String name, String reason) {
    /** Name and reason, as in {@code plain (runs on every JVM; vector: the JVM was started without it; ...)}. */
    @Override
    public String toString() {
        return name + " (" + reason + ")";
    }
}
