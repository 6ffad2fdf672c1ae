package io.github.animegan.image.io.tiff;

import java.io.IOException;
import java.io.InputStream;

/** Undoes Macintosh's PackBits: runs of bytes, or bytes as they are (TIFF revision 6.0, section 9). */
final class PackBitsInputStream extends UnpackingInputStream {
    private final InputStream packed;
    /** How many bytes are left of the run or of the bytes as they are. */
    private int left;
    /** The byte of the run; -1 while bytes are as they are. */
    private int repeated = -1;

    PackBitsInputStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    int next() throws IOException {
        while (left == 0) {
            int header = packed.read();
            if (header < 0) {
                return -1;
            }
            if (header < 128) {
                left = header + 1;
                repeated = -1;
            } else if (header > 128) {
                left = 257 - header;
                repeated = packed.read();
                if (repeated < 0) {
                    return -1;
                }
            }
        }
        left--;
        return repeated >= 0 ? repeated : packed.read();
    }
}
