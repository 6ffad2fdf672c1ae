package io.github.animegan;

/** Who computes. All backends give the same picture. */
public enum Backend {
    /**
     * The fastest that is fast in this JVM, not only present: {@link AnimeGan#backend} tells which and why. Logged once a process,
     * as a warning if a flag or a library would make it faster.
     */
    AUTO,
    /** Java's Vector API. Needs the JVM flag {@code --add-modules jdk.incubator.vector}. */
    VECTOR,
    /** ND4J's convolutions, by oneDNN. Needs ND4J with a native library for this platform on the class path. */
    ND4J,
    /** Plain Java. Runs on every JVM, with no flag and nothing native. */
    PLAIN
}
