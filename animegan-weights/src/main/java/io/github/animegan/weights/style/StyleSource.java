package io.github.animegan.weights.style;

import java.net.URI;

/** Where a style's checkpoint lies, and how to know that it is the right one. Immutable. */
public sealed interface StyleSource {
    /**
     * Beside the catalogue, in the same jar or folder.
     *
     * @param file its name there
     * @param sha256 of its content, in lower-case hexadecimal digits
     */
    record BuiltIn(String file, String sha256) implements StyleSource {}

    /**
     * On the web, from where it is only ever fetched on demand.
     *
     * @param url the file's own address, at a fixed commit; http or https
     * @param gitBlob git's id of the content: the SHA-1 of {@code "blob <length>\0"} and the content, in lower-case
     *     hexadecimal digits
     * @param maxBytes more than the file ever has
     */
    record Fetchable(URI url, String gitBlob, long maxBytes) implements StyleSource {}
}
