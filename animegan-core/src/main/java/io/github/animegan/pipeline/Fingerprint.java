package io.github.animegan.pipeline;

import io.github.animegan.file.Sha256;
import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A SHA-256 of several things; each is preceded by its length, so that no two series of things look the same. */
public final class Fingerprint {
    private static final int CHUNK = 1 << 14;

    private final MessageDigest digest = Sha256.start();

    public Fingerprint add(byte[] bytes) {
        Sha256.add(digest, bytes);
        return this;
    }

    public Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of a picture, whether it has alpha, and its pixels. */
    public Fingerprint add(BufferedImage picture) {
        int width = picture.getWidth();
        add("%dx%d %s"
                .formatted(width, picture.getHeight(), picture.getColorModel().hasAlpha()));
        PixelRows rows = ImageRows.of(picture);
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
    public Fingerprint add(StateDict weights) {
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

    public byte[] value() {
        return digest.digest();
    }
}
