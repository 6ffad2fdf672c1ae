package io.github.animegan.examples.spark;

import io.github.animegan.Style;
import io.github.animegan.cache.CacheKey;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A style with its weights as the bytes of a checkpoint, to be broadcast: executors need neither the style's file nor the network. */
final class StyleWeights implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    /** Null where the style draws at the photo's size. */
    private final @Nullable Integer canvas;
    /** Null where its drawings stay as they are. */
    private final @Nullable Integer flatness;

    private final byte[] safetensors;
    private final String digest;

    private StyleWeights(Style style, byte[] safetensors) {
        this.name = style.name();
        this.canvas = boxed(style.canvas());
        this.flatness = boxed(style.flatness());
        this.safetensors = safetensors;
        this.digest = CacheKey.ofParts(safetensors).toString();
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static OptionalInt unboxed(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * The weights of a style that the driver has, built in or fetched.
     *
     * @throws IllegalArgumentException if there is no such style
     * @throws IOException if it was not fetched yet
     */
    static StyleWeights of(String name) throws IOException {
        Style style = StyleLibrary.standard().load(name);
        Path file = Files.createTempFile("animegan", ".safetensors");
        try {
            Checkpoints.writeSafetensors(file, style.weights(), style.weights().metadata());
            return new StyleWeights(style, Files.readAllBytes(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Equal where the weights are. */
    String digest() {
        return digest;
    }

    Style read() {
        try {
            return new Style(
                    name, Checkpoints.read(safetensors, "the broadcast style"), unboxed(canvas), unboxed(flatness));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
