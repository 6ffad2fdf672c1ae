package io.github.animegan.engine.kernel;

import java.util.Optional;

/**
 * Whether a backend can run in this JVM and whether it is fast here, and why, for people to read.
 *
 * @param reason a clause without a full stop and without names of classes
 * @param remedy what the user could do about it, as a clause in the imperative; empty where nothing can be done, or nothing
 *     need be
 */
public record Availability(Level level, String reason, Optional<String> remedy) {
    /** How well a backend can run. */
    public enum Level {
        /** It runs as fast as its authors mean it to. */
        FAST,
        /** It runs, and gives right results, but something here makes it many times slower. */
        SLOW,
        /** It cannot run. */
        MISSING
    }

    /** It runs well. */
    public static Availability fast(String reason) {
        return new Availability(Level.FAST, reason, Optional.empty());
    }

    /** It runs slowly for a reason that nobody can mend. */
    public static Availability slow(String reason) {
        return new Availability(Level.SLOW, reason, Optional.empty());
    }

    /** It runs slowly until the user does something. */
    public static Availability slow(String reason, String remedy) {
        return new Availability(Level.SLOW, reason, Optional.of(remedy));
    }

    /** It cannot run for a reason that nobody can mend, or of which nobody need be told. */
    public static Availability missing(String reason) {
        return new Availability(Level.MISSING, reason, Optional.empty());
    }

    /** It cannot run until the user does something. */
    public static Availability missing(String reason, String remedy) {
        return new Availability(Level.MISSING, reason, Optional.of(remedy));
    }

    public boolean isFast() {
        return level == Level.FAST;
    }

    public boolean isMissing() {
        return level == Level.MISSING;
    }

    /** Reason and remedy in one clause. */
    public String inWords() {
        return remedy.map(advice -> reason + "; " + advice).orElse(reason);
    }
}
