package io.github.animegan.weights.style;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that Git gives to the contents of files, in lower-case hexadecimal digits. */
final class GitBlob {
    private static final int CHUNK = 1 << 16;

    private GitBlob() {}

    /**
     * Git's id of a file's content. SHA-1 is broken for collisions, which whoever publishes a file could prepare; to forge the
     * content of an id that somebody else published takes a second preimage, which nobody can.
     */
    static String of(byte[] content) {
        return hex(header(content.length).digest(content));
    }

    static String of(Path file) throws IOException {
        MessageDigest digest = header(Files.size(file));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return hex(digest.digest());
    }

    private static MessageDigest header(long length) {
        MessageDigest digest = sha1();
        digest.update(("blob " + length + "\0").getBytes(StandardCharsets.US_ASCII));
        return digest;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
