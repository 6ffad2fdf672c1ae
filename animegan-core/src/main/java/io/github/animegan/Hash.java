package io.github.animegan;

import io.github.animegan.image.PixelRows;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 of several things; each is preceded by its length, so that no two series of things look the same. */
final class Hash {
    private static final int CHUNK = 1 << 14;

    private final MessageDigest digest;

    Hash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    Hash add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    Hash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of a picture, whether it has alpha, and its pixels. */
    Hash add(BufferedImage picture) {
        int width = picture.getWidth();
        add("%dx%d %s"
                .formatted(width, picture.getHeight(), picture.getColorModel().hasAlpha()));
        PixelRows rows = PixelRows.of(picture);
        int[] row = new int[width];
        ByteBuffer bytes = ByteBuffer.allocate(width * Integer.BYTES);
        for (int y = 0; y < picture.getHeight(); y++) {
            rows.read(y, row);
            bytes.asIntBuffer().put(row);
            digest.update(bytes.array());
        }
        return this;
    }

    /** Every key, shape and number of a state dict. */
    Hash add(StateDict weights) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
        weights.asMap().forEach((key, tensor) -> {
            add(key + tensor.shape());
            float[] data = tensor.data();
            for (int i = 0; i < data.length; i += CHUNK) {
                int count = Math.min(CHUNK, data.length - i);
                bytes.asFloatBuffer().put(data, i, count);
                digest.update(bytes.array(), 0, count * Float.BYTES);
            }
        });
        return this;
    }

    byte[] value() {
        return digest.digest();
    }
}
