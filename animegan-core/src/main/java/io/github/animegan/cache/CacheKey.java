package io.github.animegan.cache;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a result was made of, as a SHA-256: the photo's pixels, the weights, and all options that change the result. Immutable.
 */
public final class CacheKey {
    /** How many bytes a key has. */
    public static final int LENGTH = 32;

    private final byte[] sha256;

    private CacheKey(byte[] sha256) {
        this.sha256 = sha256;
    }

    /**
     * A key of that hash.
     *
     * @throws IllegalArgumentException if it has not {@link #LENGTH} bytes
     */
    public static CacheKey of(byte[] sha256) {
        if (sha256.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has " + LENGTH + " bytes, not " + sha256.length);
        }
        return new CacheKey(sha256.clone());
    }

    /** A copy of the hash, {@link #LENGTH} bytes. */
    public byte[] toByteArray() {
        return sha256.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheKey key && Arrays.equals(sha256, key.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(sha256);
    }
}
