package io.github.animegan.image.io.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Undoes LZW as TIFF files have it: codes of 9 to 12 bits, the first bit of a byte first, one code longer a step early (TIFF
 * revision 6.0, section 13).
 */
final class LzwInputStream extends UnpackingInputStream {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int LONGEST_CODE = 12;
    private static final int CODES = 1 << LONGEST_CODE;

    private final InputStream packed;
    /** A code stands for the bytes of its prefix, another code, and a last byte. */
    private final short[] prefix = new short[CODES];

    private final byte[] last = new byte[CODES];
    /** The bytes of the code at work, in the opposite order. */
    private final byte[] stack = new byte[CODES];

    private int height;
    private int nextCode = END + 1;
    private int codeLength = 9;
    private int previous = -1;
    private int first;
    private int bits;
    private int bitCount;
    private boolean ended;

    LzwInputStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    int next() throws IOException {
        while (height == 0) {
            if (ended) {
                return -1;
            }
            readCode();
        }
        return stack[--height] & 0xff;
    }

    private void readCode() throws IOException {
        while (bitCount < codeLength) {
            int more = packed.read();
            if (more < 0) {
                ended = true;
                return;
            }
            bits = bits << 8 | more;
            bitCount += 8;
        }
        int code = bits >>> (bitCount - codeLength) & ((1 << codeLength) - 1);
        bitCount -= codeLength;
        bits &= (1 << bitCount) - 1;
        if (code == END) {
            ended = true;
        } else if (code == CLEAR) {
            nextCode = END + 1;
            codeLength = 9;
            previous = -1;
        } else {
            expand(code);
        }
    }

    private void expand(int code) throws ZipException {
        if (code > nextCode || (code == nextCode && previous < 0) || (previous < 0 && code > 255)) {
            throw new ZipException("an LZW code that was not defined");
        }
        int rest = code;
        if (code == nextCode) {
            stack[height++] = (byte) first;
            rest = previous;
        }
        while (rest > END) {
            stack[height++] = last[rest];
            rest = prefix[rest];
        }
        first = rest;
        stack[height++] = (byte) rest;
        if (previous >= 0 && nextCode < CODES) {
            prefix[nextCode] = (short) previous;
            last[nextCode] = (byte) rest;
            nextCode++;
            if (nextCode + 1 >= 1 << codeLength && codeLength < LONGEST_CODE) {
                codeLength++;
            }
        }
        previous = code;
    }
}
