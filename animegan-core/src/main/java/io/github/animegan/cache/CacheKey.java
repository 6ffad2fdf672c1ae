package io.github.animegan.cache;

import io.github.animegan.file.Sha256;
import java.security.MessageDigest;
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
     * {@return a key of that hash}
     *
     * @param sha256 a hash of {@link #LENGTH} bytes, which are copied
     * @throws IllegalArgumentException if it has not {@link #LENGTH} bytes
     */
    public static CacheKey of(byte[] sha256) {
        if (sha256.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has " + LENGTH + " bytes, not " + sha256.length);
        }
        return new CacheKey(sha256.clone());
    }

    /**
     * {@return a key of several contents; each counts with its length, so that no two series of contents have the same key}
     *
     * @param parts all that a result depends on, in a fixed order
     */
    public static CacheKey ofParts(byte[]... parts) {
        MessageDigest digest = Sha256.start();
        for (byte[] part : parts) {
            Sha256.add(digest, part);
        }
        return new CacheKey(digest.digest());
    }

    /** {@return a copy of the hash, {@link #LENGTH} bytes} */
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
