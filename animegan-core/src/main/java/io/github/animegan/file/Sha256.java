package io.github.animegan.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) of contents and files, in lower-case hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to which content is still to be added. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds a content after its length, so that no two series of contents give the same digest. */
    public static void add(MessageDigest digest, byte[] content) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).flip());
        digest.update(content);
    }

    /** The 64 digits of a content. */
    public static String of(byte[] content) {
        return HexFormat.of().formatHex(start().digest(content));
    }

    /**
     * The 64 digits of a file's content, which is read piece by piece.
     *
     * @throws IOException if the file cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
