package io.github.animegan;

/** Who computes. All backends give the same picture. */
public enum Backend {
    /** The fastest that this JVM has; what it took and why is logged once. */
    AUTO,
    /** Java's Vector API. Needs the JVM flag {@code --add-modules jdk.incubator.vector}. */
    VECTOR,
    /** ND4J's convolutions, by oneDNN. Needs ND4J with a native library for this platform on the class path. */
    ND4J,
    /** Plain Java. Runs on every JVM, with no flag and nothing native. */
    PLAIN
}
