package io.github.animegan.image.io.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What phones and cameras append to a JPEG: the film of a motion photo (Google, Samsung), more pictures (MPO: of a stereo camera, a
 * larger preview), the gain map of an HDR screen.
 */
final class LeftOver {
    /** Less is padding. */
    private static final int FEWEST_BYTES = 64;

    private static final byte[] FILM = "ftyp".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] GAIN_MAP = "http://ns.adobe.com/hdr-gain-map/".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private LeftOver() {}

    /** One line of what is behind the picture; empty if it is nothing that a person would miss. */
    static Optional<String> describe(byte[] file, int end) {
        int length = file.length - end;
        if (length < FEWEST_BYTES) {
            return Optional.empty();
        }
        int film = indexOf(file, FILM, end);
        int first = indexOf(file, PICTURE, end);
        if (film >= 0) {
            return Optional.of(
                    "a motion photo; its film of " + size(file.length - Math.max(end, film - 4)) + " was not used");
        }
        if (first >= 0 && indexOf(file, GAIN_MAP, first) >= 0) {
            return Optional.of("its gain map for HDR screens was not used");
        }
        if (first >= 0) {
            return Optional.of("more pictures in the file, " + size(file.length - first) + "; the first was taken");
        }
        return Optional.empty();
    }

    private static String size(int bytes) {
        return bytes < 1_000_000
                ? Math.max(1, bytes / 1000) + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static int indexOf(byte[] file, byte[] word, int from) {
        for (int i = Math.max(0, from); i <= file.length - word.length; i++) {
            int same = 0;
            while (same < word.length && file[i + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return i;
            }
        }
        return -1;
    }
}
